/** The course of a cascade. Source: the page /incom_rule/, note at cascade_numbers. */
import type { CascadeLeg } from './incoming-rule'

export type RingingSpan = {
  /** Its place in the rule. */
  index: number
  number: string
  /** s from the start of the call. */
  from: number
  /** s; the whole rule ends then. */
  to: number
  /** false: the rule is over before it would begin to ring. */
  rings: boolean
}

/**
 * @param timeoutSeconds how long the rule rings in all, s; that it counts from the rule's start is assumed
 * @returns when each number rings, in the order in which they begin. The smallest delay counts as 0, for that number only: the others keep
 *   their time. Of several with the smallest delay all begin at once (assumed: the page speaks of one).
 */
export function cascadeTimeline(legs: readonly CascadeLeg[], timeoutSeconds: number): RingingSpan[] {
  const smallest = Math.min(...legs.map(({ delaySeconds }) => delaySeconds))
  return legs
    .map(({ delaySeconds, number }, index) => {
      const from = delaySeconds === smallest ? 0 : delaySeconds
      return { index, number, from, to: timeoutSeconds, rings: from < timeoutSeconds }
    })
    .sort((left, right) => left.from - right.from)
}
