/** The one guard for every way out of unsaved work: another page, another selection, closing the window, quitting. */
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { call, onEvent } from '../client'

/** A form with something to lose. */
export interface UnsavedWork {
  isDirty(): boolean
  /** Writes the draft to disk, so that it is there when the operator comes back. */
  keep(): Promise<void>
  /** Throws the entered values away, with their draft. */
  discard(): Promise<void>
}

export type LeavingChoice = 'stay' | 'keep' | 'discard'

const forms = shallowReactive(new Set<UnsavedWork>())

/** Set while the question is open; LeaveDialog.vue shows it and calls this with the operator's choice. */
export const openQuestion = shallowRef<((choice: LeavingChoice) => void) | null>(null)
let currentQuestion: Promise<boolean> | null = null

/** Puts a form under the guard. @returns a function that takes it out. */
export function guard(form: UnsavedWork): () => void {
  forms.add(form)
  return () => forms.delete(form)
}

const dirtyForms = () => [...forms].filter((form) => form.isDirty())

/**
 * Asks the operator if anything is unsaved, and does what was chosen.
 * @returns true when nothing stands in the way of leaving. Exits that come while the question is open share its answer.
 */
export function mayLeave(): Promise<boolean> {
  if (dirtyForms().length === 0) return Promise.resolve(true)
  currentQuestion ??= ask().finally(() => {
    currentQuestion = null
  })
  return currentQuestion
}

/**
 * Leaves without asking, for a page that is about what is unsaved: all of it is kept as drafts first.
 * @param go to that page
 */
export async function leaveKeeping(go: () => Promise<unknown>): Promise<void> {
  await Promise.all(dirtyForms().map((form) => form.keep()))
  currentQuestion ??= Promise.resolve(true)
  await go().finally(() => {
    currentQuestion = null
  })
}

async function ask(): Promise<boolean> {
  const choice = await new Promise<LeavingChoice>((resolve) => {
    openQuestion.value = resolve
  }).finally(() => {
    openQuestion.value = null
  })
  if (choice === 'stay') return false
  await Promise.all(dirtyForms().map((form) => (choice === 'keep' ? form.keep() : form.discard())))
  return true
}

/** Tells main when there is something to lose, and answers when it asks before closing. */
export function watchCloseRequests(): void {
  const unsaved = computed(() => dirtyForms().length > 0)
  watch(unsaved, (value) => void call('app.setUnsavedWork', { unsaved: value }))
  onEvent('app.didRequestClose', () => {
    void mayLeave().then((leave) => (leave ? call('app.confirmClose', {}) : undefined))
  })
}
