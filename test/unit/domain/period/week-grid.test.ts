import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInPeriod, parsePeriod } from '@shared/domain/period/period'
import {
  copyDay,
  emptyGrid,
  fromPeriod,
  fullGrid,
  gridOfWeek,
  minutesOf,
  minutesPerWeek,
  mondayOf,
  nearestWithoutComma,
  paint,
  shiftsOf,
  toPeriod,
  type Shift,
  type WeekGrid,
} from '@shared/domain/period/week-grid'
import { periodText } from './arbitrary-period'

const hours = (day: number, start: number, end: number): Shift => ({ day, start: start * 60, end: end * 60 })
const drawn = (...shifts: Shift[]): WeekGrid => paint(emptyGrid, shifts, true)
const weekdays = [0, 1, 2, 3, 4]

describe('drawing', () => {
  test('joins spans that touch and splits one that is erased in its middle', () => {
    const joined = drawn(hours(0, 9, 12), hours(0, 12, 18))
    expect(joined[0]).toEqual([{ start: 540, end: 1080 }])
    expect(paint(joined, [hours(0, 13, 14)], false)[0]).toEqual([
      { start: 540, end: 780 },
      { start: 840, end: 1080 },
    ])
  })

  test('past midnight goes on on the next day, from Sunday on Monday', () => {
    const grid = drawn(hours(6, 22, 30))
    expect(grid[6]).toEqual([{ start: 1320, end: 1440 }])
    expect(grid[0]).toEqual([{ start: 0, end: 360 }])
  })

  test('a day is copied from midnight to midnight', () => {
    const grid = copyDay(drawn(hours(0, 9, 18), hours(2, 1, 2)), 0, [2, 4])
    expect(grid.map((spans) => spans.length)).toEqual([1, 0, 1, 0, 1, 0, 0])
    expect(grid[2]).toEqual(grid[0])
  })
})

describe('shifts, as people name them', () => {
  test('a night is one shift of the day on which it begins', () => {
    expect(shiftsOf(drawn(hours(6, 22, 30), hours(1, 9, 18)))).toEqual([hours(1, 9, 18), hours(6, 22, 30)])
  })

  test('whole days stay apart, and so does what would last a day or longer', () => {
    expect(shiftsOf(drawn(hours(5, 0, 48)))).toEqual([hours(5, 0, 24), hours(6, 0, 24)])
    expect(shiftsOf(drawn(hours(0, 8, 32)))).toEqual([hours(0, 8, 24), hours(1, 0, 8)])
    expect(shiftsOf(drawn(hours(0, 22, 48)))).toEqual([hours(0, 22, 24), hours(1, 0, 24)])
    expect(shiftsOf(fullGrid)).toHaveLength(7)
  })

  test('drawing them again gives the grid', () => {
    const shift = fc.tuple(fc.nat(6), fc.nat(1439), fc.integer({ min: 1, max: 1440 }))
    fc.assert(
      fc.property(fc.array(shift, { maxLength: 8 }), (shifts) => {
        const grid = drawn(...shifts.map(([day, start, length]) => ({ day, start, end: start + length })))
        expect(drawn(...shiftsOf(grid))).toEqual(grid)
      }),
    )
  })
})

describe('from a text', () => {
  test('of the weekly kind comes its grid', () => {
    expect(fromPeriod('wd {Mon-Fri} hr {9am-5pm}')).toEqual(drawn(...weekdays.map((day) => hours(day, 9, 18))))
    expect(fromPeriod('')).toEqual(fullGrid)
    expect(fromPeriod('none')).toEqual(emptyGrid)
    expect(fromPeriod('hr {9} sec {0-29}, hr {9} sec {30-59}')).toEqual(fromPeriod('hr {9}'))
    expect(fromPeriod('mo {1-12} hr {9}')).toEqual(fromPeriod('hr {9}'))
  })

  test.each(['mo {Jan} hr {9}', 'md {1}', 'yr {2026}', 'wk {1}', 'yd {1}', 'hr {9} sec {5}', 'hr {25}', 'always'])(
    'of another kind comes none: %s',
    (text) => {
      expect(fromPeriod(text)).toBeUndefined()
    },
  )

  test('of any kind comes what it says about one week, as the evaluation has it at every minute', () => {
    fc.assert(
      fc.property(periodText, fc.integer({ min: 0, max: 20_000 }), (text, day) => {
        const parsed = parsePeriod(text)
        if (!parsed.ok) return
        const monday = mondayOf(day * 86_400_000)
        const minutes = minutesOf(gridOfWeek(parsed.period, monday))
        for (let at = 0; at < minutesPerWeek; at += 7) {
          const instant = monday * 86_400_000 + at * 60_000
          expect(minutes[at] === 1).toBe(isInPeriod(parsed.period, instant, 'UTC'))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a week begins on Monday, before 1970 too', () => {
    expect(mondayOf(Date.UTC(2026, 10, 22, 23, 59))).toBe(Date.UTC(2026, 10, 16) / 86_400_000)
    expect(mondayOf(Date.UTC(2026, 10, 16))).toBe(Date.UTC(2026, 10, 16) / 86_400_000)
    expect(mondayOf(Date.UTC(1969, 11, 31))).toBe(Date.UTC(1969, 11, 29) / 86_400_000)
  })
})

describe('the nearest grid without a comma', () => {
  test('is the grid itself when it needs none', () => {
    const grid = drawn(...weekdays.flatMap((day) => [hours(day, 9, 13), hours(day, 14, 18)]))
    expect(nearestWithoutComma(grid)).toEqual({ grid, differenceMinutes: 0 })
  })

  test('rounds to full hours, half an hour to a full one, and gives up a short day', () => {
    const grid = drawn(...weekdays.map((day) => ({ day, start: 570, end: 1095 })), hours(5, 10, 12))
    const { grid: nearest, differenceMinutes } = nearestWithoutComma(grid)
    expect(toPeriod(nearest)).toBe('wd {Mon-Fri} hr {9-17}')
    expect(differenceMinutes).toBe(5 * (30 + 15) + 120)
  })

  test('differs by as many minutes as it says, and no text without a comma is nearer', () => {
    const shift = fc.tuple(fc.nat(6), fc.nat(95), fc.integer({ min: 1, max: 60 }))
    const days = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 })
    const difference = (one: WeekGrid, other: WeekGrid) => {
      const minutes = minutesOf(other)
      return minutesOf(one).reduce((sum, minute, at) => sum + Math.abs(minute - (minutes[at] ?? 0)), 0)
    }
    fc.assert(
      fc.property(
        fc.array(shift, { minLength: 1, maxLength: 6 }),
        days,
        fc.nat(23),
        fc.nat(23),
        (drawing, on, from, to) => {
          const grid = drawn(
            ...drawing.map(([day, start, length]) => ({ day, start: start * 15, end: (start + length) * 15 })),
          )
          const nearest = nearestWithoutComma(grid)
          expect(toPeriod(nearest.grid)).not.toContain(',')
          expect(difference(grid, nearest.grid)).toBe(nearest.differenceMinutes)
          const other = drawn(...on.map((day) => hours(day, Math.min(from, to), Math.max(from, to) + 1)))
          expect(difference(grid, other)).toBeGreaterThanOrEqual(nearest.differenceMinutes)
        },
      ),
    )
  })
})
