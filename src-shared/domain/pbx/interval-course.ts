/** When an interval holds. The page does not say whether ends belong to a range; see `calendarConditionSchema` for what is assumed. */
import { calendarDay, secondsPerDay, type CalendarDay } from '../period/calendar'
import { nextOf } from '../period/next-change'
import { timetableFrom, type DayInterval, type DayShape } from '../period/timetable'
import { zoneSpan } from '../period/zone'
import type { CalendarCondition, DatedCondition, IntervalCondition, IntervalSettings } from './interval'

/** The last second of a day stands for its end: the page gives no way to write 24 o'clock. */
export const endOfDay = '23:59:59'

const secondOfDay = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}
const endSecond = (clock: string): number => (clock === endOfDay ? secondsPerDay : secondOfDay(clock))

/** @returns local days since 1970; NaN for a date that does not exist, such as 31 June */
function dayNumberOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const number = new Date(0).setUTCFullYear(year, month - 1, day) / (secondsPerDay * 1000)
  const { month: realMonth, monthDay } = calendarDay(number)
  return realMonth === month && monthDay === day ? number : Number.NaN
}

/** @returns local seconds since 1970 */
const localSecondOf = (dateTime: string): number => {
  const [date = '', clock = ''] = dateTime.split(' ')
  return dayNumberOf(date) * secondsPerDay + secondOfDay(clock)
}

const isInWeekdays = ({ from, to }: { from: number; to: number }, weekday: number): boolean =>
  from <= to ? from <= weekday && weekday <= to : weekday >= from || weekday <= to

function isOnDay(condition: CalendarCondition, day: CalendarDay, dayNumber: number): boolean {
  const { weekdays, monthDays, month, rotation } = condition
  if (weekdays && !isInWeekdays(weekdays, day.weekday)) return false
  if (monthDays && (day.monthDay < monthDays.from || day.monthDay > monthDays.to)) return false
  if (month !== null && day.month !== month) return false
  if (!rotation) return true
  const passed = dayNumber - dayNumberOf(rotation.startDate)
  return passed >= 0 && passed % (rotation.daysOn + rotation.daysOff) < rotation.daysOn
}

function calendarHours(condition: CalendarCondition, day: CalendarDay, dayNumber: number): DayInterval | null {
  if (!isOnDay(condition, day, dayNumber)) return null
  const { times } = condition
  return times ? { start: secondOfDay(times.from), end: endSecond(times.to) } : { start: 0, end: secondsPerDay }
}

function datedHours(condition: DatedCondition, dayNumber: number): DayInterval {
  const midnight = dayNumber * secondsPerDay
  return {
    start: Math.max(0, localSecondOf(condition.from) - midnight),
    end: Math.min(secondsPerDay, localSecondOf(condition.to) - midnight),
  }
}

function shapeOn(conditions: readonly IntervalCondition[], dayNumber: number): DayShape {
  const day = calendarDay(dayNumber)
  const hours = conditions
    .map((condition) => {
      switch (condition.kind) {
        case 'calendar':
          return calendarHours(condition, day, dayNumber)
        case 'dated':
          return datedHours(condition, dayNumber)
        case 'unknown':
          return null
      }
    })
    .filter((found) => found !== null)
    .filter(({ start, end }) => start < end)
    .sort((left, right) => left.start - right.start)
  const shape: DayInterval[] = []
  for (const { start, end } of hours) {
    const last = shape.at(-1)
    if (last && start <= last.end) shape[shape.length - 1] = { start: last.start, end: Math.max(last.end, end) }
    else shape.push({ start, end })
  }
  return shape
}

const hasUnknown = (conditions: readonly IntervalCondition[]): boolean =>
  conditions.some(({ kind }) => kind === 'unknown')

/** @returns true when Intl knows the zone */
export function isKnownZone(timeZone: string): boolean {
  try {
    zoneSpan(timeZone, 0)
    return true
  } catch {
    return false
  }
}

/** Longer than any clock is ahead of or behind UTC, or goes back, ms. */
const clockSlack = 3 * secondsPerDay * 1000

const isOver = (condition: IntervalCondition, instant: number): boolean =>
  // A date that does not exist is none to wait for either.
  condition.kind === 'dated' && !(localSecondOf(condition.to) * 1000 >= instant - clockSlack)

type Course = Pick<IntervalSettings, 'timeZone' | 'conditions'>

/**
 * @param instant ms since 1970
 * @returns whether the interval holds; null when that cannot be told, because of a condition or a zone that is not known here
 */
export function isInInterval({ timeZone, conditions }: Course, instant: number): boolean | null {
  if (!isKnownZone(timeZone)) return null
  const second = Math.floor((instant + zoneSpan(timeZone, instant).offset) / 1000)
  const dayNumber = Math.floor(second / secondsPerDay)
  const inDay = second - dayNumber * secondsPerDay
  const holds = shapeOn(conditions, dayNumber).some(({ start, end }) => start <= inDay && inDay < end)
  return holds || !hasUnknown(conditions) ? holds : null
}

/**
 * @param instant ms since 1970
 * @returns the first moment after it at which the interval begins or ceases to hold, ms since 1970; null when it does neither within 100
 *   years, or cannot be told
 */
export function nextIntervalChange({ timeZone, conditions }: Course, instant: number): number | null {
  const holds = isInInterval({ timeZone, conditions }, instant)
  if (holds === null || hasUnknown(conditions)) return null
  // Holidays of former years would be looked for through all the years to come.
  const live = conditions.filter((condition) => !isOver(condition, instant))
  if (live.length === 0) return null
  const timetable = timetableFrom((dayNumber) => shapeOn(live, dayNumber))
  return nextOf(timetable, instant, timeZone, !holds)
}

/** Every week alike, by fields that are all known here. */
const isWeekly = (condition: IntervalCondition): boolean =>
  condition.kind === 'calendar' &&
  condition.monthDays === null &&
  condition.month === null &&
  condition.rotation === null &&
  Object.keys(condition.rest).length === 0

/**
 * @returns true when it is certain that the interval holds at every moment, whatever the date: its weekly conditions leave no gap.
 *   Other conditions can only add to them, and are not counted on.
 */
export function alwaysHolds({ timeZone, conditions }: Course): boolean {
  const weekly = conditions.filter(isWeekly)
  const isWhole = ([first]: DayShape): boolean => first?.start === 0 && first.end === secondsPerDay
  return isKnownZone(timeZone) && [0, 1, 2, 3, 4, 5, 6].every((dayNumber) => isWhole(shapeOn(weekly, dayNumber)))
}

/** @returns true when the interval does not hold at `instant` (ms since 1970) and never will again */
export const neverHolds = (interval: Course, instant: number): boolean =>
  isInInterval(interval, instant) === false &&
  !hasUnknown(interval.conditions) &&
  nextIntervalChange(interval, instant) === null
