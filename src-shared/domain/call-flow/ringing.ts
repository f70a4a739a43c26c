/** Several destinations that ring at once or one after another: who answers first, and what it looks like when nobody does. */
import { answered, failed, isConclusive, type Moment, type Outcome, type Run } from './run'
import type { Leg, Place } from './trace'

export interface RingLeg {
  address: string
  /** Label of an extension; empty: none. */
  label: string
  /** ms after the start of the rule */
  delay: number
  dial(moment: Moment): { outcome: Outcome; how: Leg['outcome'] }
}

interface Ringing {
  legs: readonly RingLeg[]
  /** ms from the start of the rule */
  timeout: number
}

/**
 * All legs ring; the first that answers gets the call. Each leg has a branch of its own in the trace.
 * @returns when nobody answered: `busy` if all were busy, else `no_answer`
 */
export function ringLegs(run: Run, moment: Moment, place: Place | null, { legs, timeout }: Ringing): Outcome {
  const until = Math.min(moment.at + timeout, moment.deadline)
  const shown: Leg[] = []
  run.say(moment, place, { kind: 'rings', legs: shown })
  if (legs.length > 1) run.assume('firstAnswerWins', 'timeoutFromRuleStart')

  const rung = legs.map((leg, index) => {
    const from = moment.at + leg.delay
    const branch = moment.branch === '' ? String(index + 1) : `${moment.branch}.${index + 1}`
    const isReached = from < until
    const before = run.steps.length
    const { outcome, how } = isReached
      ? leg.dial({ ...moment, at: from, deadline: until, depth: moment.depth, branch })
      : { outcome: notAnswered(until), how: 'notReached' as const }
    const hasSteps = run.steps.length > before
    return { leg, from: Math.min(from, until), outcome, how, branch: hasSteps ? branch : '' }
  })

  const winner = rung
    .filter(({ outcome }) => outcome.answeredAt !== null && outcome.answeredAt <= until)
    .reduce<(typeof rung)[number] | null>(
      (first, leg) => (first && answerOf(first) <= answerOf(leg) ? first : leg),
      null,
    )
  const rungUntil = winner
    ? answerOf(winner)
    : Math.min(until, Math.max(moment.at, ...rung.map((leg) => leg.outcome.endsAt)))
  const hangsUpAt = run.call.hangsUpAt ?? Infinity
  const overAt = Math.min(rungUntil, Math.max(hangsUpAt, moment.at))

  for (const { leg, from, outcome, how, branch } of rung) {
    const isWinner = winner?.leg === leg
    const wasRinging = !isWinner && winner !== null && outcome.endsAt > overAt && how !== 'notReached'
    const shownAs = how === 'answered' && !isWinner ? 'cancelled' : wasRinging ? 'cancelled' : how
    shown.push({
      address: leg.address,
      label: leg.label,
      from,
      until: Math.min(overAt, outcome.answeredAt ?? outcome.endsAt),
      outcome: from >= overAt && !isWinner && winner ? 'notReached' : shownAs,
      branch,
    })
  }

  if (hangsUpAt < rungUntil) {
    return { answeredAt: null, end: { kind: 'callerHungUp' }, place, result: null, endsAt: overAt }
  }
  // Whatever cannot be decided might have answered before: nothing is guessed after it.
  const decidedAt = winner ? overAt : Infinity
  const undecided = rung.find(
    ({ outcome, from }) => outcome.answeredAt === null && isConclusive(outcome.end) && from < decidedAt,
  )
  if (undecided) return undecided.outcome
  if (winner) return { ...winner.outcome, endsAt: Math.max(winner.outcome.endsAt, overAt) }
  const result = rung.length > 0 && rung.every(({ outcome }) => outcome.result === 'busy') ? 'busy' : 'no_answer'
  return failed(
    overAt,
    result,
    { kind: 'hungUp', reason: 'nobodyAnswered', code: result === 'busy' ? 486 : null },
    place,
  )
}

const answerOf = ({ outcome }: { outcome: Outcome }): number => outcome.answeredAt ?? Infinity

const notAnswered = (at: number): Outcome =>
  failed(at, 'no_answer', { kind: 'hungUp', reason: 'nobodyAnswered', code: null })

/** A device or an outside phone that is simply rung. */
export function ringPhone(
  run: Run,
  moment: Moment,
  { address, label, kind, place }: { address: string; label: string; kind: 'extension' | 'phone'; place: Place | null },
): { outcome: Outcome; how: Leg['outcome'] } {
  const behaviour = run.behaviourOf(address, kind)
  switch (behaviour.kind) {
    case 'busy':
      return {
        outcome: failed(moment.at, 'busy', { kind: 'hungUp', reason: 'nobodyAnswered', code: 486 }, place),
        how: 'busy',
      }
    case 'noAnswer':
      return { outcome: notAnswered(moment.deadline), how: 'no_answer' }
    case 'answers': {
      const at = moment.at + behaviour.afterSeconds * 1000
      if (at > moment.deadline) return { outcome: notAnswered(moment.deadline), how: 'no_answer' }
      return { outcome: answered(at, { kind: 'connected', address, label }, place), how: 'answered' }
    }
  }
}
