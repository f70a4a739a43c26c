import { describe, expect, test } from 'vitest'
import { emptyGrid, fullGrid, paint, type Shift } from '@shared/domain/period/week-grid'
import type { CalendarCondition, IntervalCondition } from '@shared/domain/pbx/interval'
import { isInInterval } from '@shared/domain/pbx/interval-course'
import { splitNights } from '@shared/domain/pbx/night'
import { conditionsOfWeek, gridDayOf, weekdayOfGrid, weekOfConditions } from '@shared/domain/pbx/week-conditions'

const calendar = (given: Partial<CalendarCondition>): CalendarCondition => ({
  kind: 'calendar',
  weekdays: null,
  monthDays: null,
  month: null,
  times: null,
  rotation: null,
  rest: {},
  ...given,
})
const times = (from: string, to: string) => ({ from: `${from}:00`, to: to === '24:00' ? '23:59:59' : `${to}:00` })
const drawn = (...shifts: Shift[]) => paint(emptyGrid, shifts, true)
const office = [0, 1, 2, 3, 4].map((day): Shift => ({ day, start: 540, end: 1080 }))

test('Sunday is 1 there and the last day here', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map(weekdayOfGrid)).toEqual([2, 3, 4, 5, 6, 7, 1])
  expect([1, 2, 3, 4, 5, 6, 7].map(gridDayOf)).toEqual([6, 0, 1, 2, 3, 4, 5])
})

describe('what is drawn becomes the fewest conditions', () => {
  test.each([
    ['nothing', emptyGrid, []],
    ['office hours', drawn(...office), [calendar({ weekdays: { from: 2, to: 6 }, times: times('09:00', '18:00') })]],
    [
      'every day',
      drawn(...[0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, start: 0, end: 60 }))),
      [calendar({ times: times('00:00', '01:00') })],
    ],
    ['round the clock', fullGrid, [calendar({ weekdays: { from: 2, to: 1 } })]],
    [
      'a weekend',
      drawn({ day: 5, start: 0, end: 1440 }, { day: 6, start: 0, end: 1440 }),
      [calendar({ weekdays: { from: 7, to: 1 } })],
    ],
    [
      'over Sunday',
      drawn({ day: 6, start: 60, end: 120 }, { day: 0, start: 60, end: 120 }),
      [calendar({ weekdays: { from: 1, to: 2 }, times: times('01:00', '02:00') })],
    ],
    [
      'up to midnight',
      drawn({ day: 0, start: 1200, end: 1440 }),
      [calendar({ weekdays: { from: 2, to: 2 }, times: times('20:00', '24:00') })],
    ],
    [
      'a night',
      drawn({ day: 4, start: 1320, end: 1800 }),
      [calendar({ weekdays: { from: 6, to: 6 }, times: times('22:00', '06:00') })],
    ],
  ])('%s', (_, week, conditions) => {
    expect(conditionsOfWeek(week)).toEqual(conditions)
    expect(weekOfConditions(conditions)).toEqual({ week, others: [] })
  })
})

test('what no week can show is left as it is', () => {
  const others: IntervalCondition[] = [
    calendar({ month: 7 }),
    calendar({ monthDays: { from: 1, to: 8 }, month: 1 }),
    calendar({ times: { from: '09:00:30', to: '10:00:00' } }),
    calendar({ weekdays: { from: 2, to: 3 }, rest: { something: 1 } }),
    calendar({}),
    { kind: 'dated', from: '2026-01-01 00:00:00', to: '2026-01-02 00:00:00', rest: {} },
    { kind: 'unknown', rest: { start_dow: 1 } },
  ]
  const weekly = calendar({ weekdays: { from: 2, to: 2 } })
  expect(weekOfConditions([...others, weekly])).toEqual({ week: drawn({ day: 0, start: 0, end: 1440 }), others })
})

test('any drawing holds at the provider exactly when it is drawn', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  for (let round = 0; round < 60; round += 1) {
    const shifts = Array.from({ length: 1 + random(6) }, (): Shift => {
      const start = random(96) * 15
      return { day: random(7), start, end: start + 15 + random(80) * 15 }
    })
    const week = drawn(...shifts)
    const sent = splitNights(conditionsOfWeek(week))
    // Monday, 5 January 2026, in UTC.
    for (let minute = 0; minute < 7 * 1440; minute += 97) {
      const day = Math.floor(minute / 1440)
      const expected = (week[day] ?? []).some(({ start, end }) => start <= minute % 1440 && minute % 1440 < end)
      const instant = Date.UTC(2026, 0, 5) + minute * 60_000
      expect(isInInterval({ timeZone: 'UTC', conditions: sent }, instant)).toBe(expected)
    }
    expect(weekOfConditions(conditionsOfWeek(week)).week).toEqual(week)
  }
})
