/** Weeks and months as a zone's clock shows them, told as moments: in the week of a clock change a day has 23 or 25 hours. */
import { secondsPerDay } from '../period/calendar'
import { mondayOf } from '../period/week-grid'
import { instantOfLocal, zoneSpan } from '../period/zone'
import type { Interval } from '../period/intervals'

const dayLength = secondsPerDay * 1000

/** @returns what the zone's clock shows, as ms since 1970 of that clock */
export const localTimeOf = (instant: number, timeZone: string): number => instant + zoneSpan(timeZone, instant).offset

/** A change of the clock. `by` in ms: above 0 it is put forward. */
export type ClockChange = { readonly at: number; readonly by: number }

export type CalendarWeek = Interval & {
  /** Days since 1970 of its Monday. */
  readonly monday: number
  /** Midnights with which its seven days begin, ms since 1970. */
  readonly days: readonly number[]
  readonly clockChanges: readonly ClockChange[]
}

/** @param monday days since 1970. @throws RangeError for a zone that Intl does not know */
export function weekFrom(monday: number, timeZone: string): CalendarWeek {
  const midnight = (day: number) => instantOfLocal((monday + day) * dayLength, timeZone)
  const [start, end] = [midnight(0), midnight(7)]
  const clockChanges: ClockChange[] = []
  for (let at = start; ;) {
    const span = zoneSpan(timeZone, at)
    if (span.end >= end) break
    const by = zoneSpan(timeZone, span.end).offset - span.offset
    if (by !== 0) clockChanges.push({ at: span.end, by })
    at = span.end
  }
  return { monday, start, end, days: [0, 1, 2, 3, 4, 5, 6].map(midnight), clockChanges }
}

/** @param instant ms since 1970. @returns the week, Monday to Sunday, that the moment lies in */
export const weekAt = (instant: number, timeZone: string): CalendarWeek =>
  weekFrom(mondayOf(localTimeOf(instant, timeZone)), timeZone)

/** A day of the week and a time of it, as a zone's clock shows them. */
export type WeekTime = {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** Since midnight. */
  readonly minute: number
}

const minuteLength = 60_000

// 1 January 1970 was a Thursday, the fourth day from Monday.
const weekdayOf = (localDay: number): number => ((localDay + 3) % 7) + 1

/** @param instant ms since 1970. @throws RangeError for a zone that Intl does not know */
export function weekTimeAt(instant: number, timeZone: string): WeekTime {
  const local = localTimeOf(instant, timeZone)
  const day = Math.floor(local / dayLength)
  return { weekday: weekdayOf(day), minute: Math.floor((local - day * dayLength) / minuteLength) }
}

/**
 * @param from ms since 1970
 * @returns the first such moment that is not before `from`
 * @throws RangeError for a zone that Intl does not know
 */
export function nextWeekTime({ weekday, minute }: WeekTime, from: number, timeZone: string): number {
  const local = localTimeOf(from, timeZone)
  const today = Math.floor(local / dayLength)
  const day = today + ((weekday - weekdayOf(today) + 7) % 7)
  const candidate = day * dayLength + minute * minuteLength
  return instantOfLocal(candidate < local ? candidate + 7 * dayLength : candidate, timeZone)
}

/** @param instant ms since 1970. @returns the calendar month that the moment lies in */
export function monthAt(instant: number, timeZone: string): Interval {
  const local = new Date(localTimeOf(instant, timeZone))
  const first = (month: number) =>
    instantOfLocal(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + month, 1), timeZone)
  return { start: first(0), end: first(1) }
}
