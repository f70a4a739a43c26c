import { formatText, type Locale } from '../../text/text'
import { secondsPerDay } from './calendar'
import { formatPeriod, mergeYears, runsOf } from './format'
import type { CyclicScale, Period, SubPeriod } from './period'
import { periodWords } from './period.text'
import { isShortYear } from './scales'
import { dayShape, type DayInterval } from './timetable'

type Words = (typeof periodWords)[Locale]

/** More than these are named by their scales, or counted. */
const maximumIntervals = 4
const maximumParts = 6

const span = (from: string, to: string): string => (from === to ? `${from}` : `${from}–${to}`)

const digits = (value: number): string => String(value)
const nameFrom = (names: string) => (value: number) => names.split(' ')[value - 1] ?? ''

/** @returns the values of a scale as people write them, or undefined when the scale is not named */
function valuesOf(
  subPeriod: SubPeriod,
  scale: CyclicScale,
  name: (value: number) => string = digits,
): string | undefined {
  const set = subPeriod[scale]
  return (
    set &&
    runsOf(scale, set)
      .map(({ from, to }) => span(name(from), name(to)))
      .join(', ')
  )
}

/** Two digits mean the current century, whichever that is: ’26. */
const yearName = (year: number): string => (isShortYear(year) ? `’${String(year).padStart(2, '0')}` : String(year))

const describeYears = ({ year }: SubPeriod): string | undefined =>
  year &&
  mergeYears(year)
    .map(({ from, to }) => span(yearName(from), yearName(to)))
    .join(', ')

function describeDates(subPeriod: SubPeriod, words: Words): string[] {
  const inWords = (scale: CyclicScale, template: string) => {
    const values = valuesOf(subPeriod, scale)
    return values && formatText(template, { values })
  }
  const isOneMonth = subPeriod.month?.filter((value) => value === 1).length === 1
  const monthDays = isOneMonth ? valuesOf(subPeriod, 'monthDay') : undefined
  const months = monthDays
    ? `${monthDays} ${valuesOf(subPeriod, 'month', nameFrom(words.monthsAfterDay))}`
    : valuesOf(subPeriod, 'month', nameFrom(words.months))
  return [
    monthDays ? undefined : inWords('monthDay', words.monthDays),
    inWords('week', words.weeks),
    months,
    inWords('yearDay', words.yearDays),
    describeYears(subPeriod),
  ].filter((part) => part !== undefined)
}

/** Hours alone when nothing but hours is needed: 9–17; else 8:30–17:00. */
function describeIntervals(intervals: readonly DayInterval[]): string {
  const edges = intervals.flatMap(({ start, end }) => [start, end])
  const unit = edges.every((edge) => edge % 3600 === 0) ? 3600 : edges.every((edge) => edge % 60 === 0) ? 60 : 1
  const clock = (edge: number): string => {
    const pad = (value: number) => String(value).padStart(2, '0')
    const minutes = unit < 3600 ? `:${pad(Math.floor(edge / 60) % 60)}` : ''
    const seconds = unit < 60 ? `:${pad(edge % 60)}` : ''
    return `${Math.floor(edge / 3600)}${minutes}${seconds}`
  }
  return intervals.map(({ start, end }) => `${clock(start)}–${clock(end)}`).join(', ')
}

/** A night belongs together when every day is the same; on chosen days it does not: Mon–Fri 0–8 is not the night to Saturday. */
function joinNight(intervals: readonly DayInterval[]): readonly DayInterval[] {
  const [first, ...rest] = intervals
  const last = rest.at(-1)
  if (first?.start !== 0 || last?.end !== secondsPerDay) return intervals
  return [...rest.slice(0, -1), { start: last.start, end: first.end }]
}

function describeTimesOfScales(subPeriod: SubPeriod, words: Words): string {
  const hours = subPeriod.hour && runsOf('hour', subPeriod.hour)
  const minutes = valuesOf(subPeriod, 'minute')
  const seconds = valuesOf(subPeriod, 'second')
  return [
    hours?.map(({ from, to }) => `${from}–${to + 1}`).join(', '),
    minutes && formatText(words.minutes, { values: minutes }),
    seconds && formatText(words.seconds, { values: seconds }),
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

function withDates(subPeriod: SubPeriod, times: string, words: Words): string {
  const weekdays = valuesOf(subPeriod, 'weekday', nameFrom(words.weekdays)) ?? ''
  const first = [weekdays, times].filter((part) => part !== '').join(' ')
  return [...(first ? [first] : []), ...describeDates(subPeriod, words)].join(', ')
}

/** Sub-periods on the same dates, told together: `hr {8} min {30-59}, hr {9-16}` is 8:30–17:00. */
function describeTogether(subPeriods: readonly SubPeriod[], words: Words): string[] {
  const [first] = subPeriods
  if (!first) return []
  const hasDates = formatPeriod([datesOf(first)]) !== ''
  const shape = dayShape(subPeriods)
  const intervals = hasDates ? shape : joinNight(shape)
  if (intervals.length > maximumIntervals) {
    return subPeriods.map((subPeriod) => withDates(subPeriod, describeTimesOfScales(subPeriod, words), words))
  }
  const isWholeDay = shape[0]?.start === 0 && shape[0].end === secondsPerDay
  if (isWholeDay && !hasDates) return [words.always]
  if (!hasDates) return [`${words.daily} ${describeIntervals(intervals)}`]
  return [withDates(first, isWholeDay ? '' : describeIntervals(intervals), words)]
}

const datesOf = (subPeriod: SubPeriod): SubPeriod => ({
  ...subPeriod,
  hour: undefined,
  minute: undefined,
  second: undefined,
})

/** @returns the period in words, as people say it: end hours exclusive (`hr {9am-5pm}` is 9–18), the week from Monday */
export function describePeriod(period: Period, locale: Locale): string {
  const words = periodWords[locale]
  if (period.length === 0) return words.never
  const groups = [...Map.groupBy(period, (subPeriod) => formatPeriod([datesOf(subPeriod)])).values()]
  const parts = groups.slice(0, maximumParts).flatMap((subPeriods) => describeTogether(subPeriods, words))
  if (parts.includes(words.always)) return words.always
  const hidden = Math.max(0, groups.length - maximumParts) + Math.max(0, parts.length - maximumParts)
  const shown = parts.slice(0, maximumParts)
  return [...shown, ...(hidden > 0 ? [formatText(words.more, { count: hidden })] : [])].join('; ')
}
