/**
 * A week that holds on some dates only: in these months, on these days of the month, in these years, and not on holidays. What
 * `week-grid.ts` is for the weekdays and the hours, this is for the dates. Years are those that the provider's table prints and the
 * grammar takes in full: 1970 to 3000.
 */
import { formatPeriod } from './format'
import { parsePeriod, type Period, type SubPeriod, type YearRange } from './period'
import { isShortYear } from './scales'
import { emptyGrid, fromPeriod, gridOfWeek, minutesOf, toPeriod, type WeekGrid } from './week-grid'

export const firstYear = 1970
export const lastYear = 3000

/** Month 1 is January. 29 February is a date like any other. */
export type DayOfYear = { readonly month: number; readonly day: number }

/** Dates on which nothing holds, both ends included. Without a year: every year; `from` after `to` then runs over New Year. */
export type DateException = { readonly from: DayOfYear; readonly to: DayOfYear; readonly year: number | null }

export type Dates = {
  /** In order, neither overlapping nor touching; empty: all. */
  readonly years: readonly YearRange[]
  /** Ascending; empty: all. */
  readonly months: readonly number[]
  /** Ascending; empty: all. */
  readonly monthDays: readonly number[]
  readonly exceptions: readonly DateException[]
}
export type DatedGrid = { readonly week: WeekGrid; readonly dates: Dates }

export const anyDate: Dates = { years: [], months: [], monthDays: [], exceptions: [] }

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const daysPerYear = 366
const everyMonth = monthLengths.map((_, index) => index + 1)
const everyMonthDay = Array.from({ length: 31 }, (_, index) => index + 1)

/** 1 at each date of a leap year that belongs to it, 1 January first. */
type DateMask = Uint8Array<ArrayBuffer>

const monthStart = (month: number): number => monthLengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0)
const indexOf = ({ month, day }: DayOfYear): number => monthStart(month) + day - 1
function dayAt(index: number): DayOfYear {
  const month = everyMonth.findLast((one) => monthStart(one) <= index) ?? 1
  return { month, day: index - monthStart(month) + 1 }
}
const allDates = Array.from({ length: daysPerYear }, (_, index) => dayAt(index))

export const isDayOfYear = ({ month, day }: DayOfYear): boolean => day >= 1 && day <= (monthLengths[month - 1] ?? 0)

/** The dates that months and days of the month leave. */
const maskOf = (months: readonly number[], monthDays: readonly number[]): DateMask =>
  Uint8Array.from(allDates, ({ month, day }) =>
    (months.length === 0 || months.includes(month)) && (monthDays.length === 0 || monthDays.includes(day)) ? 1 : 0,
  )

function without(mask: DateMask, exceptions: readonly DateException[]): DateMask {
  const left = mask.slice()
  for (const { from, to } of exceptions) {
    const [first, last] = [indexOf(from), indexOf(to)]
    if (first <= last) left.fill(0, first, last + 1)
    else left.fill(0, first).fill(0, 0, last + 1)
  }
  return left
}

// From a grid to a text.

const unrestricted: SubPeriod = {
  year: undefined,
  month: undefined,
  week: undefined,
  yearDay: undefined,
  monthDay: undefined,
  weekday: undefined,
  hour: undefined,
  minute: undefined,
  second: undefined,
}

function valueSet(values: readonly number[], maximum: number): Uint8Array | undefined {
  if (values.length === maximum) return undefined
  const set = new Uint8Array(maximum + 1)
  for (const value of values) set[value] = 1
  return set
}

/** @returns date conditions that together are exactly the mask: months with the same days told together */
function boxesOf(mask: DateMask, monthDays: readonly number[]): Pick<SubPeriod, 'month' | 'monthDay'>[] {
  const wanted = monthDays.length === 0 ? everyMonthDay : monthDays
  const daysOf = (month: number) =>
    everyMonthDay.filter((day) => isDayOfYear({ month, day }) && mask[indexOf({ month, day })] === 1)
  const groups = Map.groupBy(
    everyMonth.filter((month) => daysOf(month).length > 0),
    (month) => {
      const days = daysOf(month)
      const isUncut = wanted.every((day) => days.includes(day) || !isDayOfYear({ month, day }))
      return (isUncut && days.every((day) => wanted.includes(day)) ? wanted : days).join(' ')
    },
  )
  return [...groups].map(([days, months]) => ({
    month: valueSet(months, 12),
    monthDay: valueSet(days.split(' ').map(Number), 31),
  }))
}

/** @returns the ranges without one year, within the years of the grammar */
function withoutYear(years: readonly YearRange[], year: number): YearRange[] {
  const all = years.length === 0 ? [{ from: firstYear, to: lastYear }] : years
  return all
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, year - 1) },
      { from: Math.max(from, year + 1), to },
    ])
    .filter(({ from, to }) => from <= to)
    .filter(
      (range, index, ranges) => ranges.findIndex((one) => one.from === range.from && one.to === range.to) === index,
    )
}

/** @returns the conditions on dates, each as the beginning of a sub-period: `mo {Feb-Dec}`; an empty text: none */
function spellDates({ years, months, monthDays, exceptions }: Dates): string[] {
  const yearly = exceptions.filter(({ year }) => year === null)
  const general = without(maskOf(months, monthDays), yearly)
  const yearsOf = exceptions.flatMap(({ year }) => year ?? [])
  /** Years in which a date is left out, by date. */
  const leftOut = allDates.map((_, index) =>
    yearsOf
      .filter(
        (year, place) =>
          yearsOf.indexOf(year) === place &&
          without(
            general,
            exceptions.filter((one) => one.year === year),
          )[index] !== general[index],
      )
      .sort((one, other) => one - other)
      .join(' '),
  )
  const spell = (mask: DateMask, condition: readonly YearRange[]): string[] =>
    boxesOf(mask, monthDays).map((box) =>
      formatPeriod([{ ...unrestricted, ...box, year: condition.length === 0 ? undefined : condition }]),
    )
  const masks = Map.groupBy(
    [...general.keys()].filter((index) => general[index] === 1),
    (index) => leftOut[index] ?? '',
  )
  return [...masks].flatMap(([left, indices]) => {
    const mask = new Uint8Array(daysPerYear)
    for (const index of indices) mask[index] = 1
    if (left === '') return spell(mask, years)
    const condition = left.split(' ').map(Number).reduce<readonly YearRange[]>(withoutYear, years)
    return condition.length === 0 ? [] : spell(mask, condition)
  })
}

const separator = ', '

/**
 * @returns a text in the provider's grammar that means exactly the grid; without dates the shortest one. Holidays make it long: the
 *   grammar has no "except", so every part of the year that is left is named, once for each part of the week.
 */
export function toDatedPeriod({ week, dates }: DatedGrid): string {
  const weekly = toPeriod(week)
  if (weekly === 'none') return weekly
  const conditions = spellDates(dates)
  if (conditions.length === 0) return 'none'
  return conditions
    .flatMap((condition) =>
      weekly.split(separator).map((part) => [condition, part].filter((text) => text !== '').join(' ')),
    )
    .join(separator)
}

// From a text to a grid.

const datesOf = ({ year, month, monthDay }: SubPeriod): SubPeriod => ({ ...unrestricted, year, month, monthDay })
const timesOf = (subPeriod: SubPeriod): SubPeriod => ({
  ...subPeriod,
  year: undefined,
  month: undefined,
  monthDay: undefined,
})

/** A year that means another one in another century, and one beyond the table, is edited as text. */
const isPlainYear = (year: number): boolean => !isShortYear(year) && year >= firstYear && year <= lastYear

const mayBeDated = ({ week, yearDay, second, year }: SubPeriod): boolean =>
  !week && !yearDay && !second && (year ?? []).every(({ from, to }) => isPlainYear(from) && isPlainYear(to))

/** @returns the week that each of them means, or undefined when they mean different ones */
function commonWeek(groups: readonly Period[]): WeekGrid | undefined {
  const [first, ...others] = groups.map((group) => gridOfWeek(group.map(timesOf), 4))
  if (!first) return emptyGrid
  const minutes = minutesOf(first).join('')
  return others.every((other) => minutesOf(other).join('') === minutes) ? first : undefined
}

const isInYear = ({ year }: SubPeriod, wanted: number): boolean =>
  year === undefined || year.some(({ from, to }) => Math.min(from, to) <= wanted && wanted <= Math.max(from, to))

function maskIn(groups: readonly SubPeriod[], year: number): DateMask {
  const own = groups.filter((group) => isInYear(group, year))
  return Uint8Array.from(allDates, ({ month, day }) =>
    own.some((group) => (group.month?.[month] ?? 1) === 1 && (group.monthDay?.[day] ?? 1) === 1) ? 1 : 0,
  )
}

/** Runs of dates that belong to one mask and not to the other, New Year within a run. */
function missingFrom(whole: DateMask, part: DateMask, year: number | null): DateException[] {
  const runs: { first: number; last: number }[] = []
  for (const index of allDates.keys()) {
    if (whole[index] !== 1 || part[index] === 1) continue
    const last = runs.at(-1)
    if (last?.last === index - 1) last.last = index
    else runs.push({ first: index, last: index })
  }
  const [january] = runs
  const december = runs.at(-1)
  if (
    year === null &&
    january &&
    december &&
    runs.length > 1 &&
    january.first === 0 &&
    december.last === daysPerYear - 1
  ) {
    runs.shift()
    december.last = january.last
  }
  return runs.map(({ first, last }) => ({ from: dayAt(first), to: dayAt(last), year }))
}

/** Months and days of the month that need the fewest exceptions to be this mask. */
function conditionsOf(mask: DateMask): Pick<Dates, 'months' | 'monthDays' | 'exceptions'> {
  const present = allDates.filter((_, index) => mask[index] === 1)
  const months = everyMonth.filter((month) => present.some((one) => one.month === month))
  const days = everyMonthDay.filter((day) => present.some((one) => one.day === day))
  const candidates = [[], days.length === 31 ? [] : days].map((monthDays) => ({
    months: months.length === 12 ? [] : months,
    monthDays,
    exceptions: missingFrom(maskOf(months, monthDays), mask, null),
  }))
  return candidates.reduce((best, one) => (one.exceptions.length < best.exceptions.length ? one : best))
}

/** More exceptions than these are no holidays: such a period is edited as text. */
const maximumExceptions = 60

/**
 * @returns the grid that a text means; undefined when it is malformed, has edges inside a minute, depends on weeks of the month or days of
 *   the year, or means different weeks on different dates
 */
export function fromDatedPeriod(text: string): DatedGrid | undefined {
  const weekly = fromPeriod(text)
  if (weekly) return { week: weekly, dates: anyDate }
  const parsed = parsePeriod(text)
  if (!parsed.ok || !parsed.period.every(mayBeDated)) return undefined
  const groups = [...Map.groupBy(parsed.period, (subPeriod) => formatPeriod([datesOf(subPeriod)])).values()]
  const week = commonWeek(groups)
  if (!week) return undefined
  const conditions = groups.flatMap((group) => group.slice(0, 1).map(datesOf))

  // Between these years nothing changes.
  const edges = conditions.flatMap(({ year }) =>
    (year ?? []).flatMap(({ from, to }) => [Math.min(from, to), Math.max(from, to) + 1]),
  )
  const starts = [...new Set([firstYear, ...edges])]
    .filter((year) => year <= lastYear)
    .sort((one, other) => one - other)
  const spans = starts
    .map((from, index) => ({ from, to: (starts[index + 1] ?? lastYear + 1) - 1, mask: maskIn(conditions, from) }))
    .filter(({ mask }) => mask.includes(1))
  const [longest] = spans.toSorted((one, other) => other.to - other.from - (one.to - one.from))
  if (!longest) return { week: emptyGrid, dates: anyDate }

  const exceptions: DateException[] = []
  for (const { from, to, mask } of spans) {
    if (mask.some((value, index) => value > (longest.mask[index] ?? 0))) return undefined
    const missing = missingFrom(longest.mask, mask, from)
    if (missing.length > 0 && from !== to) return undefined
    exceptions.push(...missing)
  }
  const years: { from: number; to: number }[] = []
  for (const { from, to } of spans) {
    const last = years.at(-1)
    if (last?.to === from - 1) last.to = to
    else years.push({ from, to })
  }
  const isEveryYear = years.length === 1 && years[0]?.from === firstYear && years[0].to === lastYear
  const general = conditionsOf(longest.mask)
  const dates = { ...general, years: isEveryYear ? [] : years, exceptions: [...general.exceptions, ...exceptions] }
  return dates.exceptions.length > maximumExceptions ? undefined : { week, dates }
}
