/** Undo and redo: the menus before and after the present one. They share what they have in common, so many of them take little memory. */
export interface History<State> {
  readonly past: readonly State[]
  readonly present: State
  readonly future: readonly State[]
  /** What the last edit was about; edits about the same thing in a row count as one. null: always an edit of its own. */
  readonly subject: string | null
}

/** Edits that can be taken back. */
const depth = 500

export const startHistory = <State>(present: State): History<State> => ({
  past: [],
  present,
  future: [],
  subject: null,
})

/**
 * @param subject a field that is being typed into, such as `rule/7/name`: typing a word is one edit
 * @returns the same history when nothing changed
 */
export function record<State>(history: History<State>, next: State, subject: string | null): History<State> {
  if (next === history.present) return history
  const isContinued = subject !== null && subject === history.subject
  const past = isContinued ? history.past : [...history.past, history.present].slice(-depth)
  return { past, present: next, future: [], subject }
}

export function undo<State>(history: History<State>): History<State> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    subject: null,
  }
}

export function redo<State>(history: History<State>): History<State> {
  const [after, ...future] = history.future
  if (after === undefined) return history
  return { past: [...history.past, history.present], present: after, future, subject: null }
}
