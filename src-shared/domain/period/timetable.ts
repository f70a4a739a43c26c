/** The course of a period over local days, apart from any time zone: what the search for a change and the description stand on. */
import { calendarDay, secondsPerDay } from './calendar'
import { holds, isOnDay } from './evaluate'
import type { Period, SubPeriod } from './period'

/** Seconds of the day, `end` exclusive. */
export type DayInterval = { readonly start: number; readonly end: number }

/** When it holds on a day: intervals in order, neither empty nor touching. */
export type DayShape = readonly DayInterval[]

const isWholeDay = ({ hour, minute, second }: SubPeriod): boolean => !hour && !minute && !second

/** @returns the times of day at which any of the sub-periods holds, on a date on which they all do */
export function dayShape(subPeriods: readonly SubPeriod[]): DayShape {
  if (subPeriods.some(isWholeDay)) return [{ start: 0, end: secondsPerDay }]
  const seconds = new Uint8Array(secondsPerDay)
  for (const subPeriod of subPeriods) {
    for (let start = 0; start < secondsPerDay; start += 60) {
      if (!holds(subPeriod.hour, Math.floor(start / 3600)) || !holds(subPeriod.minute, (start / 60) % 60)) continue
      if (!subPeriod.second) seconds.fill(1, start, start + 60)
      else for (let second = 0; second < 60; second += 1) if (subPeriod.second[second]) seconds[start + second] = 1
    }
  }
  const shape: DayInterval[] = []
  for (let start = seconds.indexOf(1); start !== -1;) {
    const out = seconds.indexOf(0, start)
    const end = out === -1 ? secondsPerDay : out
    shape.push({ start, end })
    start = seconds.indexOf(1, end)
  }
  return shape
}

/** @returns the first second of the day from `second` on that is inside (or outside) the shape, or undefined */
function firstSecond(shape: DayShape, second: number, inside: boolean): number | undefined {
  let [low, high] = [0, shape.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((shape[middle]?.end ?? 0) > second) high = middle
    else low = middle + 1
  }
  const interval = shape[low]
  if (inside) return interval && Math.max(interval.start, second)
  if (!interval || interval.start > second) return second
  return interval.end < secondsPerDay ? interval.end : undefined
}

export type Timetable = {
  /** @param dayNumber local days since 1970 */
  shapeOn: (dayNumber: number) => DayShape
  /**
   * @param from local seconds since 1970
   * @param lastDay local days since 1970: how far to look
   * @returns the first local second from `from` on at which the period holds (or does not), or undefined
   */
  find: (from: number, inside: boolean, lastDay: number) => number | undefined
}

/** @param shapeOn the times of day at which it holds, by local days since 1970 */
export function timetableFrom(shapeOn: (dayNumber: number) => DayShape): Timetable {
  function find(from: number, inside: boolean, lastDay: number): number | undefined {
    const firstDay = Math.floor(from / secondsPerDay)
    for (let day = firstDay; day <= lastDay; day += 1) {
      const second = firstSecond(shapeOn(day), day === firstDay ? from - day * secondsPerDay : 0, inside)
      if (second !== undefined) return day * secondsPerDay + second
    }
    return undefined
  }

  return { shapeOn, find }
}

function createTimetable(period: Period): Timetable {
  /** Days on which the same sub-periods hold have one shape. */
  const shapes = new Map<string, DayShape>()

  return timetableFrom((dayNumber) => {
    const day = calendarDay(dayNumber)
    let key = ''
    for (const [index, subPeriod] of period.entries()) if (isOnDay(subPeriod, day)) key += `${index} `
    let shape = shapes.get(key)
    if (!shape) shapes.set(key, (shape = dayShape(period.filter((subPeriod) => isOnDay(subPeriod, day)))))
    return shape
  })
}

/** A period is asked about many times in a row: for the next change, and the one after it. */
const timetables = new WeakMap<Period, Timetable>()

export function timetableOf(period: Period): Timetable {
  let timetable = timetables.get(period)
  if (!timetable) timetables.set(period, (timetable = createTimetable(period)))
  return timetable
}
