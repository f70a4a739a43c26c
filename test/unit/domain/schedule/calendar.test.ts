import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneSpan } from '@shared/domain/period/zone'
import { nextWeekTime, weekTimeAt } from '@shared/domain/schedule/calendar'
import { instant, timeZone } from '../period/arbitrary-period'

test.each([
  ['2026-03-02T00:00:00Z', 'UTC', { weekday: 1, minute: 0 }],
  ['2026-03-01T23:59:59Z', 'UTC', { weekday: 7, minute: 1439 }],
  ['2026-03-01T21:30:00Z', 'Europe/Moscow', { weekday: 1, minute: 30 }],
  ['1969-12-31T23:00:00Z', 'UTC', { weekday: 3, minute: 1380 }],
])('%s in %s', (at, zone, expected) => {
  expect(weekTimeAt(Date.parse(at), zone)).toEqual(expected)
})

test('the next such time of the week is the same one, at most a week and a clock change away', () => {
  const weekTime = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), minute: fc.nat(1439) })
  fc.assert(
    fc.property(instant, timeZone, weekTime, (from, zone, wanted) => {
      const at = nextWeekTime(wanted, from, zone)
      expect(at).toBeGreaterThanOrEqual(from - 24 * 3_600_000)
      expect(at - from).toBeLessThanOrEqual(8 * 86_400_000)
      // A time that the clock passes over is the moment at which it does so.
      const isPassedOver = zoneSpan(zone, at - 1).offset < zoneSpan(zone, at).offset
      if (!isPassedOver) expect(weekTimeAt(at, zone)).toEqual(wanted)
    }),
    { numRuns: 200 },
  )
})

test('both nights of a clock change', () => {
  const friday = Date.parse('2024-10-25T00:00:00Z')
  const sunday = { weekday: 7, minute: 150 }
  expect(new Date(nextWeekTime(sunday, friday, 'Europe/Berlin')).toISOString()).toBe('2024-10-27T00:30:00.000Z')
  const march = Date.parse('2024-03-29T00:00:00Z')
  expect(new Date(nextWeekTime(sunday, march, 'Europe/Berlin')).toISOString()).toBe('2024-03-31T01:00:00.000Z')
})
