/** Dates as the operator writes them. */
import type { YearRange } from '@shared/domain/period/period'
import { firstYear, isDayOfYear, lastYear, type DateException, type DayOfYear } from '@shared/domain/period/dated-grid'
import type { Locale } from '@shared/text/text'

export const everyMonth: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

export const monthName = (month: number, locale: Locale, length: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1))

/** `1 Jan`. 2028 is a leap year. */
const dayName = ({ month, day }: DayOfYear, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2028, month - 1, day),
  )

/** `Jan 1–Jan 8`, with the year of one that comes once. */
export function exceptionName({ from, to, year }: DateException, locale: Locale): string {
  const isOneDay = from.month === to.month && from.day === to.day
  const days = isOneDay ? dayName(from, locale) : `${dayName(from, locale)} – ${dayName(to, locale)}`
  return year === null ? days : `${days}, ${year}`
}

/** @returns the numbers that `1-7, 15` means, ascending; undefined when it means none, or one out of the limits */
function readRanges(text: string, minimum: number, maximum: number): YearRange[] | undefined {
  const ranges: YearRange[] = []
  for (const part of text.split(/[,;\s]+/).filter((one) => one !== '')) {
    const match = /^(\d+)(?:[-–](\d+))?$/.exec(part)
    if (!match) return undefined
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (from > to || from < minimum || to > maximum) return undefined
    ranges.push({ from, to })
  }
  return ranges.sort((one, other) => one.from - other.from)
}

/** @returns the days of the month that `1-7, 15` means; empty: all; undefined: a mistake */
export function readMonthDays(text: string): number[] | undefined {
  const ranges = readRanges(text, 1, 31)
  const days = new Set(
    ranges?.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index)),
  )
  return ranges && (days.size === 31 ? [] : [...days].sort((one, other) => one - other))
}

/** @returns the years that `2026-2028, 2030` means, joined where they touch; empty: all; undefined: a mistake */
export function readYears(text: string): YearRange[] | undefined {
  const joined: { from: number; to: number }[] = []
  const ranges = readRanges(text.replaceAll(/\s*[-–]\s*/g, '-'), firstYear, lastYear)
  for (const { from, to } of ranges ?? []) {
    const last = joined.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return ranges && joined
}

const rangeText = ({ from, to }: YearRange): string => (from === to ? String(from) : `${from}–${to}`)
export const yearsText = (years: readonly YearRange[]): string => years.map(rangeText).join(', ')

export function monthDaysText(days: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.to === day - 1) last.to = day
    else runs.push({ from: day, to: day })
  }
  return runs.map(rangeText).join(', ')
}

/** @param text as a date field gives it, `2026-05-04` */
function readDay(text: string): (DayOfYear & { year: number }) | undefined {
  const [year = NaN, month = NaN, day = NaN] = text.split('-').map(Number)
  return isDayOfYear({ month, day }) ? { year, month, day } : undefined
}

/**
 * @param from as a date field gives it, and so is `to`, which may be empty for one day
 * @returns undefined when the dates are none, or, of one year only, lie in different years or in the wrong order
 */
export function readException(from: string, to: string, everyYear: boolean): DateException | undefined {
  const first = readDay(from)
  const last = readDay(to || from)
  if (!first || !last) return undefined
  if (
    !everyYear &&
    (first.year !== last.year || first.year < firstYear || first.year > lastYear || from > (to || from))
  ) {
    return undefined
  }
  const dayOf = ({ month, day }: DayOfYear): DayOfYear => ({ month, day })
  return { from: dayOf(first), to: dayOf(last), year: everyYear ? null : first.year }
}

const day = (month: number, from: number, to = from): DateException => ({
  from: { month, day: from },
  to: { month, day: to },
  year: null,
})
/** Labour Code of the Russian Federation, article 112, without the days that each year moves. */
export const russianHolidays: readonly DateException[] = [
  day(1, 1, 8),
  day(2, 23),
  day(3, 8),
  day(5, 1),
  day(5, 9),
  day(6, 12),
  day(11, 4),
]
