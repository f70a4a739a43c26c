/**
 * Conditions that depend on days of the week and times alone, as a week to draw on. The one place where the provider's days
 * (1 is Sunday) and those of the grid (0 is Monday) meet.
 */
import { emptyGrid, minutesPerDay, paint, shiftsOf, type Shift, type WeekGrid } from '../period/week-grid'
import type { CalendarCondition, IntervalCondition } from './interval'
import { endOfDay } from './interval-course'

/** @param day 0 is Monday. @returns 1 for Sunday, 2 for Monday */
export const weekdayOfGrid = (day: number): number => (day === 6 ? 1 : day + 2)
/** @param weekday 1 is Sunday. @returns 6 for Sunday, 0 for Monday */
export const gridDayOf = (weekday: number): number => (weekday + 5) % 7

const everyDay = [0, 1, 2, 3, 4, 5, 6]

const minuteOf = (clock: string): number | undefined => {
  if (clock === endOfDay) return minutesPerDay
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return seconds === 0 ? hours * 60 + minutes : undefined
}
const clockOf = (minute: number): string => {
  const ofDay = minute > minutesPerDay ? minute - minutesPerDay : minute
  if (ofDay === minutesPerDay) return endOfDay
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}:00`
}

/** Days of the grid from one weekday to another, which may lie before it. */
function daysOf(weekdays: CalendarCondition['weekdays']): number[] {
  if (!weekdays) return everyDay
  const [from, to] = [gridDayOf(weekdays.from), gridDayOf(weekdays.to)]
  return everyDay.map((step) => (from + step) % 7).slice(0, ((to - from + 7) % 7) + 1)
}

/** @returns undefined for a condition that no week can show: it depends on dates, has seconds, or fields that are not known here */
function shiftsOfCondition(condition: IntervalCondition): Shift[] | undefined {
  if (condition.kind !== 'calendar' || Object.keys(condition.rest).length > 0) return undefined
  const { weekdays, times, monthDays, month, rotation } = condition
  if (monthDays || month !== null || rotation || (!weekdays && !times)) return undefined
  const start = times ? minuteOf(times.from) : 0
  const end = times ? minuteOf(times.to) : minutesPerDay
  if (start === undefined || end === undefined) return undefined
  return daysOf(weekdays).map((day) => ({ day, start, end: end > start ? end : end + minutesPerDay }))
}

/** @param conditions as edited, a night being one. @returns what a week can show, and the rest in its order */
export function weekOfConditions(conditions: readonly IntervalCondition[]): {
  week: WeekGrid
  others: IntervalCondition[]
} {
  let week = emptyGrid
  const others: IntervalCondition[] = []
  for (const condition of conditions) {
    const shifts = shiftsOfCondition(condition)
    if (shifts) week = paint(week, shifts, true)
    else others.push(condition)
  }
  return { week, others }
}

/** Days in a row as the provider takes them; a row may go on over Sunday. */
function rowsOf(days: ReadonlySet<number>): { from: number; to: number }[] {
  if (days.size === 7) return [{ from: 0, to: 6 }]
  return everyDay
    .filter((day) => days.has(day) && !days.has((day + 6) % 7))
    .map((from) => {
      const length = everyDay.findIndex((step) => !days.has((from + step) % 7))
      return { from, to: (from + length - 1) % 7 }
    })
}

/** @returns the fewest conditions that say what is drawn; a night is one whose end is not after its start */
export function conditionsOfWeek(week: WeekGrid): CalendarCondition[] {
  const groups = Map.groupBy(shiftsOf(week), ({ start, end }) => `${start}-${end}`)
  return [...groups.values()].flatMap((group) => {
    const [{ start, end } = { start: 0, end: 0 }] = group
    const isWholeDay = start === 0 && end === minutesPerDay
    const rows = rowsOf(new Set(group.map(({ day }) => day)))
    return rows.map(({ from, to }): CalendarCondition => ({
      kind: 'calendar',
      // A condition without any field is refused, so all days are named where there is no time.
      weekdays: from === 0 && to === 6 && !isWholeDay ? null : { from: weekdayOfGrid(from), to: weekdayOfGrid(to) },
      monthDays: null,
      month: null,
      times: isWholeDay ? null : { from: clockOf(start), to: clockOf(end) },
      rotation: null,
      rest: {},
    }))
  })
}
