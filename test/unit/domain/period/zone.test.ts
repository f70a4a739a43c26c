import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneSpan } from '@shared/domain/period/zone'

/** What Intl says, read from another form of its answer than the code under test reads. */
function offsetOf(timeZone: string, instant: number): number {
  const text = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).format(instant)
  const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? []
  const size = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000
  return sign === '-' ? -size : size
}

const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Monrovia',
  'America/Noronha',
  'Asia/Gaza',
  'Pacific/Apia',
]

test('spans say what Intl says, at random moments and on both sides of every change', () => {
  const moment = fc.integer({ min: Date.UTC(1880, 0), max: Date.UTC(2100, 0) })
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (timeZone, instant) => {
      const { start, end, offset } = zoneSpan(timeZone, instant)
      expect(start <= instant && instant < end).toBe(true)
      expect(offset).toBe(offsetOf(timeZone, instant))
      for (const edge of [start - 1, start, end - 1, end]) {
        expect(zoneSpan(timeZone, edge).offset).toBe(offsetOf(timeZone, edge))
      }
    }),
    { numRuns: 100 },
  )
})

test('finds a clock that was changed for a week', () => {
  const { start, end, offset } = zoneSpan('America/Noronha', Date.UTC(2000, 9, 10))
  expect({ start, end, offset }).toEqual({
    start: Date.UTC(2000, 9, 8, 2),
    end: Date.UTC(2000, 9, 15, 1),
    offset: -3_600_000,
  })
})
