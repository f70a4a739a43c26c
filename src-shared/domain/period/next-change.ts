import { secondsPerDay } from './calendar'
import { isInPeriod } from './evaluate'
import type { Period } from './period'
import { timetableOf, type Timetable } from './timetable'
import { zoneSpan } from './zone'

/** 100 years. Every date meets every weekday within 40, so what has no condition on the year and does not change by then never does. */
const horizonDays = 36_525

/** More than any clock on Earth is ahead of or behind UTC, s. */
const slack = 2 * secondsPerDay

/**
 * @param instant ms since 1970
 * @param timeZone IANA name, as in `Europe/Moscow`
 * @returns the first moment after `instant` (ms since 1970, a whole second) at which the period begins or ceases to hold; null when it
 *   does neither within 100 years
 * @throws RangeError for a zone that Intl does not know and for an instant that is not a number
 */
export function nextChange(period: Period, instant: number, timeZone: string): number | null {
  const wanted = !isInPeriod(period, instant, timeZone)
  const isConstant = period.every((subPeriod) => Object.values(subPeriod).every((set) => set === undefined))
  if (isConstant) return null
  return nextOf(timetableOf(period), instant, timeZone, wanted)
}

/**
 * @param wanted true: when it begins to hold; false: when it ceases to
 * @returns that moment, as `nextChange` does
 */
export function nextOf(timetable: Timetable, instant: number, timeZone: string, wanted: boolean): number | null {
  const lastDay = Math.floor(instant / 1000 / secondsPerDay) + horizonDays
  for (let at = instant; ;) {
    const { end, offset } = zoneSpan(timeZone, at)
    const localEnd = (end + offset) / 1000
    const found = timetable.find(Math.floor((at + offset) / 1000), wanted, lastDay)
    if (found !== undefined && found < localEnd) return found * 1000 - offset
    // The clock changes first, perhaps backwards. While the local calendar has nothing to find anyway, clock changes need no look.
    const later = timetable.find(Math.floor(localEnd) - slack, wanted, lastDay)
    if (later === undefined) return null
    at = Math.max(end, (later - slack) * 1000)
  }
}
