/** What the page of a change works out from it: filters whose counts add up, progress, and what must be typed before it is applied. */
import type { Change, StepState } from '@shared/contract/changes'

export const stepFilterNames = [
  'all',
  'pending',
  'done',
  'failed',
  'unknown',
  'conflict',
  'skipped',
  'refused',
  'unchanged',
  'warnings',
] as const
export type StepFilterName = (typeof stepFilterNames)[number]

export interface StepFilter {
  name: StepFilterName
  /** Empty: all states. */
  states: StepState[]
  /** Only rows with something to note. */
  withFindings: boolean
  count: number
}

/** Rows of a plan with a warning; those with an error are shown as errors. */
export const warnedStates: StepState[] = [
  'pending',
  'sent',
  'done',
  'failed',
  'skipped',
  'unknown',
  'conflict',
  'unchanged',
]

/**
 * The filters that would show something. Every row is in exactly one of them, but for `all` and `warnings`.
 * @param warnings how many rows have a warning
 */
export function stepFilters({ counts, stepCount }: Change, warnings: number): StepFilter[] {
  const byState = (name: Exclude<StepFilterName, 'all' | 'warnings'>, ...states: StepState[]): StepFilter => ({
    name,
    states,
    withFindings: false,
    count: states.reduce((sum, state) => sum + counts[state], 0),
  })
  const filters: StepFilter[] = [
    byState('pending', 'pending', 'sent'),
    byState('done', 'done'),
    byState('failed', 'failed'),
    byState('unknown', 'unknown'),
    byState('conflict', 'conflict'),
    byState('skipped', 'skipped'),
    byState('refused', 'refused'),
    byState('unchanged', 'unchanged'),
    { name: 'warnings', states: warnedStates, withFindings: true, count: warnings },
  ]
  return [
    { name: 'all', states: [], withFindings: false, count: stepCount },
    ...filters.filter(({ count }) => count > 0),
  ]
}

/** How far a change is. Rows with errors and unchanged ones are no part of it; a file on its way is a part of its row. */
export function progressOf({ counts, uploads }: Change): { settled: number; total: number; percent: number } {
  const settled = counts.done + counts.failed + counts.skipped + counts.unknown + counts.conflict
  const total = settled + counts.pending + counts.sent
  const begun = uploads.reduce((sum, upload) => sum + upload.sent / upload.total, 0)
  const percent = total === 0 ? 100 : Math.min(100, Math.round(((settled + begun) / total) * 100))
  return { settled, total, percent }
}

export const isOver = ({ state }: Change): boolean =>
  state === 'finished' || state === 'cancelled' || state === 'discarded'

/** Up to this many numbers of a production account are changed by the button alone. */
export const fewSteps = 3

/**
 * What must be typed before a change is applied; empty: nothing.
 * @param object the number it acts on, when it acts on one
 */
export function wordToConfirm(
  { counts, irreversibleCount }: Change,
  account: { label: string; production: boolean },
  object: string | undefined,
): string {
  if (irreversibleCount > 0) return object ?? account.label
  return account.production && counts.pending > fewSteps ? account.label : ''
}
