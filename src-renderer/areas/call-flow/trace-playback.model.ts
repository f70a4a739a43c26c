/** How a trace is played back: what sounds at a step, and how fast the clock of the call runs there. */
import type { Trace } from '@shared/domain/call-flow/trace'

/** ms for which waiting that nobody listens to, such as ringing, is shown at most */
const longestWait = 3000

type Played = Pick<Trace, 'steps' | 'endsAt'>

/** @returns when the step begins, ms from the start of the call; the end of the call counts as a step after the last one */
export const startOf = ({ steps, endsAt }: Played, index: number): number => steps[index]?.at ?? endsAt

/** @returns the step whose prompt can still be heard at this one: keys that nobody takes do not stop it; null: silence */
export function soundingStep({ steps }: Pick<Trace, 'steps'>, index: number): number | null {
  for (let at = index; at >= 0; at -= 1) {
    const kind = steps[at]?.event.kind
    if (kind === 'plays') return at
    if (kind !== 'keyIgnored') return null
  }
  return null
}

/** ms of the call that pass in one ms of playing: 1 while something is heard or a key is awaited, more while it only rings. */
export function paceOf(trace: Played, index: number): number {
  const lasts = startOf(trace, index + 1) - startOf(trace, index)
  const isFollowed = trace.steps[index]?.event.kind === 'waitsForKey' || soundingStep(trace, index) !== null
  return isFollowed ? 1 : Math.max(1, lasts / longestWait)
}

/**
 * @param clock ms from the start of the call
 * @returns where the clock stands in a trace that was played anew: the same step if it is still there, else the last one before
 */
export function stepAt(trace: Played, clock: number, before: Played, index: number): number {
  if (index >= before.steps.length && clock >= trace.endsAt) return trace.steps.length
  const isSame = JSON.stringify(trace.steps[index]) === JSON.stringify(before.steps[index])
  if (isSame && index < trace.steps.length) return index
  return Math.max(
    0,
    trace.steps.findLastIndex(({ at }) => at <= clock),
  )
}
