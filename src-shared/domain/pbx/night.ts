/** A night is two conditions at the provider, one before and one after midnight; operators see one that ends the next morning. */
import type { CalendarCondition, IntervalCondition } from './interval'
import { endOfDay } from './interval-course'

const midnight = '00:00:00'

type Weekdays = CalendarCondition['weekdays']

const nextWeekday = (weekday: number): number => (weekday % 7) + 1
const nextDays = (weekdays: Weekdays): Weekdays =>
  weekdays && { from: nextWeekday(weekdays.from), to: nextWeekday(weekdays.to) }

/** Days of a month end with it, and so does a shift: the morning after would belong to others. */
const isPlain = (
  condition: IntervalCondition,
): condition is CalendarCondition & { times: { from: string; to: string } } =>
  condition.kind === 'calendar' &&
  condition.times !== null &&
  condition.monthDays === null &&
  condition.month === null &&
  condition.rotation === null

const sameFields = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

function isMorningAfter(evening: CalendarCondition, condition: IntervalCondition): condition is CalendarCondition {
  return (
    isPlain(condition) &&
    condition.times.from === midnight &&
    condition.times.to <= (evening.times?.from ?? midnight) &&
    condition.times.to !== midnight &&
    sameFields(condition.weekdays, nextDays(evening.weekdays)) &&
    sameFields(condition.rest, evening.rest)
  )
}

/** @returns true for a condition as `joinNights` makes them: it ends the morning after */
export const isNight = (condition: CalendarCondition): boolean =>
  condition.times !== null && condition.times.to <= condition.times.from

/** @returns the conditions with each evening and its morning as one, whose `times.to` is not after `times.from` */
export function joinNights(conditions: readonly IntervalCondition[]): IntervalCondition[] {
  const joined = [...conditions]
  for (let index = 0; index < joined.length; index += 1) {
    const evening = joined[index]
    if (!evening || !isPlain(evening) || evening.times.to !== endOfDay || evening.times.from === midnight) continue
    const morning = joined.findIndex((condition, at) => at !== index && isMorningAfter(evening, condition))
    const found = joined[morning]
    if (found?.kind !== 'calendar' || !found.times) continue
    joined[index] = { ...evening, times: { from: evening.times.from, to: found.times.to } }
    joined.splice(morning, 1)
    if (morning < index) index -= 1
  }
  return joined
}

/** @returns the conditions as the provider takes them: every night in two */
export const splitNights = (conditions: readonly IntervalCondition[]): IntervalCondition[] =>
  conditions.flatMap((condition) => {
    if (condition.kind !== 'calendar' || !condition.times || !isNight(condition)) return [condition]
    const { from, to } = condition.times
    const evening = { ...condition, times: { from, to: endOfDay } }
    if (to === midnight) return [evening]
    return [evening, { ...condition, weekdays: nextDays(condition.weekdays), times: { from: midnight, to } }]
  })
