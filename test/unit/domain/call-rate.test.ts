import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  callsPerSecond,
  callsPerSecondMaximum,
  decodeCallRate,
  encodeCallRate,
  secondsPerCallMaximum,
  type CallRate,
} from '@shared/domain/call-rate'

const rates: CallRate[] = [
  ...Array.from({ length: callsPerSecondMaximum }, (_, index): CallRate => ({ kind: 'perSecond', calls: index + 1 })),
  ...Array.from({ length: secondsPerCallMaximum }, (_, index): CallRate => ({
    kind: 'everySeconds',
    seconds: index + 1,
  })),
]

describe('the encoding of a call rate', () => {
  it('is that of the page’s examples', () => {
    expect(encodeCallRate({ kind: 'perSecond', calls: 3 })).toBe(1.03)
    expect(encodeCallRate({ kind: 'everySeconds', seconds: 60 })).toBe(0.4)
  })

  it('is taken back exactly, over the whole range', () => {
    for (const rate of rates) expect(decodeCallRate(encodeCallRate(rate))).toEqual(rate)
  })

  it('never goes over the wire with more than two decimals, nor as 1', () => {
    for (const rate of rates) expect(JSON.stringify(encodeCallRate(rate))).toMatch(/^(?!1$)[0-2](\.\d\d?)?$/)
  })

  it('is one to one', () => {
    expect(new Set(rates.map(encodeCallRate)).size).toBe(rates.length)
  })

  it('is read also from numbers that a sum in floating point has spoilt', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rates), fc.double({ min: -1e-9, max: 1e-9, noNaN: true }), (rate, error) => {
        expect(decodeCallRate(encodeCallRate(rate) + error)).toEqual(rate)
      }),
    )
  })

  it('refuses what it cannot say', () => {
    for (const rate of [
      { kind: 'perSecond', calls: 0 },
      { kind: 'perSecond', calls: 1.5 },
      { kind: 'perSecond', calls: callsPerSecondMaximum + 1 },
      { kind: 'everySeconds', seconds: 0 },
      { kind: 'everySeconds', seconds: 100 },
    ] as const)
      expect(() => encodeCallRate(rate)).toThrow(RangeError)
  })

  it('reads nothing into numbers that say neither unit', () => {
    for (const cps of [1, 0, -0.5, 1.035, Number.NaN, Number.POSITIVE_INFINITY]) expect(decodeCallRate(cps)).toBeNull()
  })

  it('can be reckoned with', () => {
    expect(callsPerSecond({ kind: 'everySeconds', seconds: 4 })).toBe(0.25)
  })
})
