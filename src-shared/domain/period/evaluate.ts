import { calendarDay, secondsPerDay, type CalendarDay } from './calendar'
import type { Period, SubPeriod, ValueSet, YearRange } from './period'
import { isShortYear } from './scales'
import { zoneSpan } from './zone'

function isInYears(ranges: readonly YearRange[], year: number): boolean {
  const inFull = (end: number) => (isShortYear(end) ? 100 * Number(String(year).slice(0, 2)) + end : end)
  return ranges.some((range) => {
    const from = inFull(range.from)
    const to = inFull(range.to)
    // Years do not wrap: ends in the wrong order are swapped.
    return Math.min(from, to) <= year && year <= Math.max(from, to)
  })
}

/** @returns true when the scale is not named, or the value is in its set */
export const holds = (set: ValueSet | undefined, value: number): boolean => set === undefined || set[value] === 1

/** @returns true when every scale from year to weekday holds on that day. */
export const isOnDay = (subPeriod: SubPeriod, day: CalendarDay): boolean =>
  holds(subPeriod.weekday, day.weekday) &&
  holds(subPeriod.month, day.month) &&
  holds(subPeriod.monthDay, day.monthDay) &&
  holds(subPeriod.week, day.week) &&
  holds(subPeriod.yearDay, day.yearDay) &&
  (subPeriod.year === undefined || isInYears(subPeriod.year, day.year))

const isAtTime = (subPeriod: SubPeriod, hour: number, minute: number, second: number): boolean =>
  holds(subPeriod.hour, hour) && holds(subPeriod.minute, minute) && holds(subPeriod.second, second)

/**
 * @param instant ms since 1970
 * @param timeZone IANA name, as in `Europe/Moscow`
 * @returns true when the zone's clock shows a moment that belongs to the period; an hour that a clock change repeats belongs both times
 * @throws RangeError for a zone that Intl does not know and for an instant that is not a number
 */
export function isInPeriod(period: Period, instant: number, timeZone: string): boolean {
  const localSecond = Math.floor((instant + zoneSpan(timeZone, instant).offset) / 1000)
  const dayNumber = Math.floor(localSecond / secondsPerDay)
  // `| 0` keeps the numbers whole for the compiler, which makes this several times faster.
  const secondOfDay = (localSecond - dayNumber * secondsPerDay) | 0
  const hour = (secondOfDay / 3600) | 0
  const minute = ((secondOfDay / 60) | 0) % 60
  const second = secondOfDay % 60
  let day: CalendarDay | undefined
  for (const subPeriod of period) {
    if (isAtTime(subPeriod, hour, minute, second) && isOnDay(subPeriod, (day ??= calendarDay(dayNumber)))) return true
  }
  return false
}
