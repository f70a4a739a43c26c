/** Who is behind a destination: an extension of the company, a number of another account, or a phone in the world. */
import type { Extension } from '../pbx/extension'
import { ringPhone, type RingLeg } from './ringing'
import { depthAtMost, failed, isConclusive, type Moment, type Outcome, type Run } from './run'
import type { Leg } from './trace'

export interface DialOptions {
  accountId: string
  /** The extension whose rule dials: a rule that names it rings the phone. null: none. */
  own: Extension | null
  /** false: incoming rules of the called extensions are left out (simple_transfer, simple_cascade). */
  withRules: boolean
}

/** @param delay ms after the start of the rule */
export function legTo(run: Run, address: string, delay: number, options: DialOptions): RingLeg {
  const extension = run.world.extensionByNumber(options.accountId, address)
  return {
    address,
    label: extension?.label ?? '',
    delay,
    dial: (moment) => dial(run, moment, address, extension, options),
  }
}

function dial(
  run: Run,
  moment: Moment,
  address: string,
  extension: Extension | undefined,
  { accountId, own, withRules }: DialOptions,
): { outcome: Outcome; how: Leg['outcome'] } {
  const deeper = { ...moment, depth: moment.depth + 1 }
  if (extension) {
    const number = run.world.shortNumber(accountId, extension)
    if (extension.id === own?.id) {
      run.assume('ownNumberRingsDevice')
      return ringExtension(run, moment, accountId, extension)
    }
    if (deeper.depth > depthAtMost) {
      run.assume('depthLimit')
      return undecided(failed(moment.at, 'no_answer', { kind: 'loop', number }))
    }
    if (withRules) return judged(run.parts.callExtension(run, deeper, accountId, extension))
    if (extension.type !== 'phone') run.assume('simpleTransferEnters')
    return judged(run.parts.doOwnJob(run, deeper, accountId, extension))
  }
  const digits = /^\+?(\d{7,15})$/.exec(address)?.[1]
  if (digits === undefined) {
    run.assume('missingDestination')
    const outcome = failed(moment.at, 'no_answer', { kind: 'hungUp', reason: 'extensionMissing', code: null })
    return { outcome, how: 'missing' }
  }
  const route = run.world.numberRoute(digits)
  if (!route) return ringPhone(run, moment, { address, label: '', kind: 'phone', place: null })
  if (deeper.depth > depthAtMost) {
    run.assume('depthLimit')
    return undecided(failed(moment.at, 'no_answer', { kind: 'loop', number: digits }))
  }
  return judged(run.parts.callNumber(run, deeper, digits, route))
}

/** Rings the phone of an extension: nothing answers where none is registered. */
export function ringExtension(
  run: Run,
  moment: Moment,
  accountId: string,
  extension: Extension,
): { outcome: Outcome; how: Leg['outcome'] } {
  const number = run.world.shortNumber(accountId, extension)
  const place = { kind: 'extension' as const, accountId, extensionId: extension.id }
  if (run.call.unreachable.includes(number)) {
    const end = { kind: 'hungUp' as const, reason: 'nobodyAnswered' as const, code: null }
    return { outcome: failed(moment.at, 'no_answer', end, place), how: 'unreachable' }
  }
  return ringPhone(run, moment, { address: number, label: extension.label, kind: 'extension', place })
}

const undecided = (outcome: Outcome) => ({ outcome, how: 'undecided' as const })

function judged(outcome: Outcome): { outcome: Outcome; how: Leg['outcome'] } {
  if (outcome.answeredAt !== null) return { outcome, how: 'answered' }
  if (isConclusive(outcome.end)) return undecided(outcome)
  return { outcome, how: outcome.result ?? 'no_answer' }
}
