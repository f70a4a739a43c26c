/**
 * Intervals: named times at which rules apply. Source: the page on the resource interval.
 * Days of the week count as in the API and in our calendar, 1 is Sunday; only what is shown begins with Monday.
 */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from './common'

/** 1 is Sunday, 7 is Saturday. */
const weekday = z.int().min(1).max(7)
const monthDay = z.int().min(1).max(31)
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const dateTime = z.string().regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)

/** Everything that is set must hold; with nothing set it always holds. */
export const calendarConditionSchema = z.object({
  kind: z.literal('calendar'),
  /** Both ends belong to it; may go round the end of the week (3 → 1: every day but Monday). */
  weekdays: z.object({ from: weekday, to: weekday }).nullable(),
  /** Both ends belong to it. */
  monthDays: z.object({ from: monthDay, to: monthDay }).nullable(),
  month: z.int().min(1).max(12).nullable(),
  /**
   * `hh:mm:ss`, `from` before `to`: a night needs two conditions. The end does not belong to it, but for `23:59:59`,
   * which stands for the end of the day. The page does not say either; both are assumed.
   */
  times: z.object({ from: clock, to: clock }).nullable(),
  /** Shifts: so many days on from the first date, so many off, and again. Whether it may stand beside other parts is not documented. */
  rotation: z.object({ startDate: date, daysOn: z.int().min(1), daysOff: z.int().min(1) }).nullable(),
  rest: restSchema,
})

/** From one moment to another; on the wire all else in the condition is then ignored. */
export const datedConditionSchema = z.object({
  kind: z.literal('dated'),
  /** `YYYY-MM-DD hh:mm:ss` in the interval's zone. */
  from: dateTime,
  /** Does not belong to it; assumed. */
  to: dateTime,
  rest: restSchema,
})

/** A condition that cannot be read here: half a pair, a date in another form. Kept as it is and shown as read-only. */
export const unknownConditionSchema = z.object({ kind: z.literal('unknown'), rest: restSchema })

export const intervalConditionSchema = z.discriminatedUnion('kind', [
  calendarConditionSchema,
  datedConditionSchema,
  unknownConditionSchema,
])
export type CalendarCondition = z.infer<typeof calendarConditionSchema>
export type DatedCondition = z.infer<typeof datedConditionSchema>
export type IntervalCondition = z.infer<typeof intervalConditionSchema>

export const intervalSettingsSchema = z.object({
  name: z.string(),
  /** IANA name. */
  timeZone: z.string(),
  /** It holds when any of them holds; without any it never holds. */
  conditions: z.array(intervalConditionSchema),
})
export type IntervalSettings = z.infer<typeof intervalSettingsSchema>

export const intervalSchema = intervalSettingsSchema.extend({ id: pbxIdSchema, rest: restSchema })
export type Interval = z.infer<typeof intervalSchema>
