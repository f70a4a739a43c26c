import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyDate,
  fromDatedPeriod,
  isDayOfYear,
  toDatedPeriod,
  type DatedGrid,
  type DateException,
  type DayOfYear,
} from '@shared/domain/period/dated-grid'
import { isInPeriod, parsePeriod, type Period } from '@shared/domain/period/period'
import { emptyGrid, fromPeriod, isOpen, paint, toPeriod, type WeekGrid } from '@shared/domain/period/week-grid'

function parsed(text: string): Period {
  const result = parsePeriod(text)
  if (!result.ok) throw new Error(`malformed: ${text}`)
  return result.period
}

const office = fromPeriod('wd {Mon-Fri} hr {9-17}') ?? emptyGrid
const date = (month: number, day: number): DayOfYear => ({ month, day })
const except = (from: DayOfYear, to = from, year: number | null = null): DateException => ({ from, to, year })
const russianHolidays = [
  except(date(1, 1), date(1, 8)),
  except(date(2, 23)),
  except(date(3, 8)),
  except(date(5, 1)),
  except(date(5, 9)),
  except(date(6, 12)),
  except(date(11, 4)),
]

/** What a grid means at a moment, by its words alone. */
function meant({ week, dates }: DatedGrid, at: number): boolean {
  const moment = new Date(at)
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()]
  const key = (one: DayOfYear) => one.month * 100 + one.day
  const isExcept = dates.exceptions.some(({ from, to, year: only }) => {
    if (only !== null && only !== year) return false
    const [first, last, own] = [key(from), key(to), key({ month, day })]
    return first <= last ? first <= own && own <= last : own >= first || own <= last
  })
  return (
    !isExcept &&
    (dates.years.length === 0 || dates.years.some(({ from, to }) => from <= year && year <= to)) &&
    (dates.months.length === 0 || dates.months.includes(month)) &&
    (dates.monthDays.length === 0 || dates.monthDays.includes(day)) &&
    isOpen(week, (moment.getUTCDay() + 6) % 7, moment.getUTCHours() * 60 + moment.getUTCMinutes())
  )
}

const dayOfYear = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([month, day]) => date(month, day))
  .filter(isDayOfYear)
const exception = fc
  .tuple(dayOfYear, dayOfYear, fc.option(fc.integer({ min: 2024, max: 2030 })))
  .filter(([from, to, year]) => year === null || from.month * 100 + from.day <= to.month * 100 + to.day)
  .map(([from, to, year]) => except(from, to, year))
const values = (maximum: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: maximum }), { maxLength: 4 })
    .map((all) => all.sort((one, other) => one - other))
const week = fc
  .array(
    fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 }))
      .map(([day, start, length]) => ({ day, start: start * 15, end: (start + length) * 15 })),
    { minLength: 1, maxLength: 3 },
  )
  .map((shifts): WeekGrid => paint(emptyGrid, shifts, true))
const grid = fc.record({
  week,
  dates: fc.record({
    years: fc.constantFrom(
      [],
      [{ from: 2025, to: 2028 }],
      [
        { from: 2024, to: 2024 },
        { from: 2027, to: 2030 },
      ],
    ),
    months: values(12),
    monthDays: values(31),
    exceptions: fc.array(exception, { maxLength: 3 }),
  }),
})
/** Leap years, common ones, and those beside the years that the grids name. */
const moment = fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2033, 0) })

describe('a week on some dates', () => {
  test('the text means the grid, at every moment', () => {
    fc.assert(
      fc.property(grid, fc.array(moment, { minLength: 60, maxLength: 60 }), (drawn, moments) => {
        const period = parsed(toDatedPeriod(drawn))
        // Days at the edges of an exception are where mistakes live.
        const edges = drawn.dates.exceptions.flatMap(({ from, to }) =>
          [from, to].flatMap(({ month, day }) =>
            [2024, 2026].flatMap((year) => [-1, 0, 1].map((shift) => Date.UTC(year, month - 1, day + shift, 12))),
          ),
        )
        for (const at of [...moments, ...edges]) expect(isInPeriod(period, at, 'UTC')).toBe(meant(drawn, at))
      }),
      { numRuns: 150 },
    )
  })

  test('the text gives a grid back that means the same', () => {
    fc.assert(
      fc.property(grid, fc.array(moment, { minLength: 40, maxLength: 40 }), (drawn, moments) => {
        const text = toDatedPeriod(drawn)
        const back = fromDatedPeriod(text)
        // Exceptions of single years on top of others may leave what no list of holidays tells.
        if (drawn.dates.exceptions.length <= 1) expect(back).toBeDefined()
        fc.pre(back !== undefined)
        for (const at of moments) expect(meant(back, at)).toBe(meant(drawn, at))
        expect(toDatedPeriod(back)).toBe(toDatedPeriod(fromDatedPeriod(toDatedPeriod(back)) ?? back))
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    [{ ...anyDate }, 'wd {Mon-Fri} hr {9-17}'],
    [{ ...anyDate, months: [6, 7, 8] }, 'mo {Jun-Aug} wd {Mon-Fri} hr {9-17}'],
    [{ ...anyDate, monthDays: [1, 2, 3] }, 'md {1-3} wd {Mon-Fri} hr {9-17}'],
    [{ ...anyDate, years: [{ from: 2026, to: 2027 }] }, 'yr {2026-2027} wd {Mon-Fri} hr {9-17}'],
    [
      { ...anyDate, exceptions: [except(date(1, 1), date(1, 8))] },
      'mo {Jan} md {9-31} wd {Mon-Fri} hr {9-17}, mo {Feb-Dec} wd {Mon-Fri} hr {9-17}',
    ],
    [
      { ...anyDate, exceptions: [except(date(5, 4), date(5, 4), 2026)] },
      'mo {Jun-Apr} wd {Mon-Fri} hr {9-17}, mo {May} md {5-3} wd {Mon-Fri} hr {9-17}, yr {1970-2025 2027-3000} mo {May} md {4} wd {Mon-Fri} hr {9-17}',
    ],
    [
      { ...anyDate, exceptions: [except(date(12, 31), date(1, 2))] },
      'mo {Jan} md {3-31} wd {Mon-Fri} hr {9-17}, mo {Feb-Nov} wd {Mon-Fri} hr {9-17}, mo {Dec} md {1-30} wd {Mon-Fri} hr {9-17}',
    ],
  ])('%j is %s, and the other way round', (dates, text) => {
    expect(toDatedPeriod({ week: office, dates })).toBe(text)
    expect(fromDatedPeriod(text)).toEqual({ week: office, dates })
  })

  test('holidays of a year come back as they were entered', () => {
    const drawn = { week: office, dates: { ...anyDate, exceptions: russianHolidays } }
    expect(fromDatedPeriod(toDatedPeriod(drawn))).toEqual(drawn)
    expect(toDatedPeriod(drawn).length).toBeLessThan(500)
  })

  test('29 February is a date of its own', () => {
    const period = parsed(toDatedPeriod({ week: office, dates: { ...anyDate, exceptions: [except(date(2, 29))] } }))
    expect(isInPeriod(period, Date.parse('2028-02-29T10:00:00Z'), 'UTC')).toBe(false)
    expect(isInPeriod(period, Date.parse('2028-02-28T10:00:00Z'), 'UTC')).toBe(true)
    expect(isInPeriod(period, Date.parse('2027-03-01T10:00:00Z'), 'UTC')).toBe(true)
  })

  test.each([
    'wk {1} hr {9}',
    'yd {366}',
    'yr {26} hr {9}',
    'mo {Jan} hr {9}, mo {Feb} hr {10}',
    'hr {9} sec {0-29} mo {Jan}',
    'hr {25}',
    'yr {2020-2023} mo {Jan}, yr {2024-2030} mo {Feb}',
  ])('%s is edited as text', (text) => {
    expect(fromDatedPeriod(text)).toBeUndefined()
  })

  test('dates that leave nothing are never', () => {
    expect(toDatedPeriod({ week: office, dates: { ...anyDate, months: [2], monthDays: [30] } })).toBe('none')
    expect(toDatedPeriod({ week: emptyGrid, dates: { ...anyDate, months: [2] } })).toBe('none')
    expect(toPeriod(fromDatedPeriod('none')?.week ?? office)).toBe('none')
  })
})
