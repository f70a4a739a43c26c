/** Changes that wait for the provider to take requests again. They go on by themselves as long as the program runs. */
import type { AppError } from '@shared/domain/app-error'
import type { Clock } from '../http/clock'
import type { ChangeRow } from './change-store'

interface ResumptionDeps {
  clock: Pick<Clock, 'after'>
  /** ms since 1970 */
  now(): number
  /** Starts the change again. */
  resume(change: ChangeRow): void
}

/** ms added to what the provider said, which it counts in whole seconds. */
const margin = 1_000

export function createResumption({ clock, now, resume }: ResumptionDeps) {
  const waiting = new Map<number, { at: number; cancel(): void }>()
  const forget = (sequence: number): void => {
    waiting.get(sequence)?.cancel()
    waiting.delete(sequence)
  }
  return {
    /** Called when a change stands still: goes on by itself if all that is in the way is a quota that will be full again. */
    stoodStill(change: ChangeRow, { code, params }: AppError): void {
      const seconds = params['seconds']
      if (code !== 'provider.quotaUsedUp' || typeof seconds !== 'number') return
      const { sequence } = change
      forget(sequence)
      const delay = seconds * 1000 + margin
      const cancel = clock.after(delay, () => {
        waiting.delete(sequence)
        resume(change)
      })
      waiting.set(sequence, { at: now() + delay, cancel })
    },
    /** The operator, or the end of the program, decided otherwise. */
    forget,
    forgetAll(): void {
      for (const sequence of [...waiting.keys()]) forget(sequence)
    },
    /** ms since 1970; null: it does not go on by itself. */
    at: (sequence: number): number | null => waiting.get(sequence)?.at ?? null,
  }
}
