import { formatText, type Locale } from '../../text/text'
import { periodWords } from '../period/period.text'
import type { CalendarCondition, DatedCondition, IntervalCondition } from './interval'
import { endOfDay } from './interval-course'
import { intervalWords } from './interval.text'
import { joinNights } from './night'

/** More are counted. */
const maximumParts = 4

const span = (from: string, to: string): string => (from === to ? from : `${from}–${to}`)
const nameFrom = (names: string, position: number): string => names.split(' ')[position - 1] ?? ''

/** Hours alone when nothing but hours is needed: 9–18; else 8:30–17:00. */
function describeTimes({ from, to }: { from: string; to: string }): string {
  const end = to === endOfDay ? '24:00:00' : to
  const unit = [from, end].every((clock) => clock.endsWith(':00:00'))
    ? 1
    : [from, end].every((clock) => clock.endsWith(':00'))
      ? 2
      : 3
  const clock = (text: string) => {
    const [hours, ...rest] = text.split(':').slice(0, unit)
    return [Number(hours), ...rest].join(':')
  }
  return `${clock(from)}–${clock(end)}`
}

function describeCalendar(condition: CalendarCondition, locale: Locale): string {
  const words = periodWords[locale]
  const { weekdays, times, monthDays, month, rotation } = condition
  const days = weekdays && span(nameFrom(words.weekdays, weekdays.from), nameFrom(words.weekdays, weekdays.to))
  const dates = monthDays && span(String(monthDays.from), String(monthDays.to))
  const first = [days ?? (times && !dates && !month && !rotation ? words.daily : null), times && describeTimes(times)]
    .filter((part) => part !== null)
    .join(' ')
  const parts = [
    first || null,
    dates &&
      (month ? `${dates} ${nameFrom(words.monthsAfterDay, month)}` : formatText(words.monthDays, { values: dates })),
    month && !dates ? nameFrom(words.months, month) : null,
    rotation &&
      formatText(intervalWords[locale].rotation, {
        on: rotation.daysOn,
        off: rotation.daysOff,
        date: describeDate(rotation.startDate, locale),
      }),
  ].filter((part) => part !== null)
  return parts.join(', ') || words.always
}

/** @param date `YYYY-MM-DD`. @returns `5 Jan 2026`, also for a date that does not exist */
function describeDate(date: string, locale: Locale): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return `${day} ${nameFrom(periodWords[locale].monthsAfterDay, month)} ${year}`
}

/** Of two dates in one year the first has no year. */
function describeDated({ from, to }: DatedCondition, locale: Locale): string {
  const moment = (dateTime: string) => {
    const [date = '', clock = ''] = dateTime.split(' ')
    return { date: describeDate(date, locale), clock: clock.replace(/^0/, '').replace(/:00$/, '') }
  }
  const [start, end] = [moment(from), moment(to)]
  const firstDate = from.slice(0, 4) === to.slice(0, 4) ? start.date.replace(/ \d+$/, '') : start.date
  return `${firstDate} ${start.clock} – ${end.date} ${end.clock}`
}

function describeCondition(condition: IntervalCondition, locale: Locale): string {
  switch (condition.kind) {
    case 'calendar':
      return describeCalendar(condition, locale)
    case 'dated':
      return describeDated(condition, locale)
    case 'unknown':
      return intervalWords[locale].unknown
  }
}

const partsOf = (conditions: readonly IntervalCondition[], locale: Locale): string[] =>
  conditions.length === 0
    ? [periodWords[locale].never]
    : joinNights(conditions).map((condition) => describeCondition(condition, locale))

/** Like `describeConditions` without leaving any out, for reviews: what changes may be the fifth of them. */
export const describeAllConditions = (conditions: readonly IntervalCondition[], locale: Locale): string =>
  partsOf(conditions, locale).join('; ')

/** @returns the conditions in words, nights as one: `Mon–Fri 9–18; Sat 10–14`; the zone is not named */
export function describeConditions(conditions: readonly IntervalCondition[], locale: Locale): string {
  const parts = partsOf(conditions, locale)
  const hidden = parts.length - maximumParts
  return [
    ...parts.slice(0, maximumParts),
    ...(hidden > 0 ? [formatText(intervalWords[locale].more, { count: hidden })] : []),
  ].join('; ')
}
