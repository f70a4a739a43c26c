/**
 * How fast an autocall job dials. Twin's page "Создание задания" squeezes two units into one number, `cps`: N calls per second
 * are 1 + N/100, one call per N seconds is 1 − N/100. Of the second formula the page gives only one example (60 s is 0.4).
 */
import { z } from 'zod'

export const callRateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('perSecond'), /** calls per second */ calls: z.number().int() }),
  z.object({ kind: z.literal('everySeconds'), /** s between two calls */ seconds: z.number().int() }),
])
export type CallRate = z.infer<typeof callRateSchema>

/** Calls per second. The page names no bound; this one is ours, above what any console's job needs. */
export const callsPerSecondMaximum = 100
/** s. At 100 the encoding would be 0, beyond it negative. */
export const secondsPerCallMaximum = 99

/** @returns true for a rate that `encodeCallRate` takes */
export function isSendableRate(rate: CallRate): boolean {
  const [value, maximum] =
    rate.kind === 'perSecond' ? [rate.calls, callsPerSecondMaximum] : [rate.seconds, secondsPerCallMaximum]
  return Number.isInteger(value) && value >= 1 && value <= maximum
}

/**
 * @returns `cps` as Twin takes it, never 1, which says neither of the two. Whole hundredths divided once: the nearest double,
 * which is written as 1.03 and not as 1.0300000000000000266.
 * @throws RangeError for a rate that cannot be encoded
 */
export function encodeCallRate(rate: CallRate): number {
  if (!isSendableRate(rate)) throw new RangeError('a call rate outside of its range')
  return (rate.kind === 'perSecond' ? 100 + rate.calls : 100 - rate.seconds) / 100
}

/** Digits that a sum in floating point may have spoilt, hundredths. */
const dust = 1e-6

/** @returns null for a number that is no rate: 1, which says neither unit, zero and less, and parts of hundredths */
export function decodeCallRate(cps: number): CallRate | null {
  const hundredths = Math.round(cps * 100)
  if (!Number.isFinite(cps) || Math.abs(cps * 100 - hundredths) > dust) return null
  if (hundredths > 100) return { kind: 'perSecond', calls: hundredths - 100 }
  if (hundredths < 100 && hundredths >= 1) return { kind: 'everySeconds', seconds: 100 - hundredths }
  return null
}

/** Calls per second, for reckoning. */
export const callsPerSecond = (rate: CallRate): number => (rate.kind === 'perSecond' ? rate.calls : 1 / rate.seconds)
