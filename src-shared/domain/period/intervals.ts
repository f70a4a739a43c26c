import { secondsPerDay } from './calendar'
import type { Period } from './period'
import { timetableOf, type DayShape } from './timetable'
import { zoneSpan } from './zone'

/** Moments in ms since 1970, `end` exclusive. */
export type Interval = { readonly start: number; readonly end: number }

/** A day with more intervals than minutes has edges inside most of its minutes; nobody keeps such a schedule, and no screen shows it. */
const maximumPerDay = 1440

/** A minute belongs to the shape when its first second does. */
function toMinutes(shape: DayShape): DayShape {
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of shape) {
    const first = Math.ceil(start / 60) * 60
    const last = Math.ceil(end / 60) * 60
    if (first >= last) continue
    const before = merged.at(-1)
    if (before?.end === first) before.end = last
    else merged.push({ start: first, end: last })
  }
  return merged
}

/**
 * @param from ms since 1970, and so is `to`, which does not belong to it
 * @param timeZone IANA name, as in `Europe/Moscow`
 * @returns when the period holds between the two, in order, neither empty nor touching; to the second, and only for days that change
 *   oftener than every minute to the minute
 * @throws RangeError for a zone that Intl does not know and for an instant that is not a number
 */
export function intervalsOf(period: Period, from: number, to: number, timeZone: string): Interval[] {
  const { shapeOn } = timetableOf(period)
  const intervals: { start: number; end: number }[] = []
  for (let at = from; at < to;) {
    const { end, offset } = zoneSpan(timeZone, at)
    const until = Math.min(end, to)
    const lastDay = Math.floor((until - 1 + offset) / 1000 / secondsPerDay)
    for (let day = Math.floor((at + offset) / 1000 / secondsPerDay); day <= lastDay; day += 1) {
      const shape = shapeOn(day)
      const midnight = day * secondsPerDay * 1000 - offset
      for (const span of shape.length > maximumPerDay ? toMinutes(shape) : shape) {
        const start = Math.max(at, midnight + span.start * 1000)
        const stop = Math.min(until, midnight + span.end * 1000)
        if (start >= stop) continue
        const before = intervals.at(-1)
        if (before?.end === start) before.end = stop
        else intervals.push({ start, end: stop })
      }
    }
    at = until
  }
  return intervals
}
