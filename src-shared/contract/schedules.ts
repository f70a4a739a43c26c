/** Who gets the calls of an account's numbers at a moment, and where nobody does this month. Computed beside main, from what was read. */
import { z } from 'zod'
import { forwardingSchema } from '../domain/forwarding/forwarding'
import { channel } from './channel'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const byAccount = z.object({ accountId })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
/** IANA name. The provider does not document in which zone it evaluates periods, so the operator says it. */
export const timeZoneSchema = z.string().max(64).refine(isTimeZone)

/** Where calls go: see `Destination` of the domain. */
export const destinations = ['rings', 'dropped', 'gap', 'unknown', 'elsewhere', 'none'] as const

/** `nobody`: at the moment asked about; `gaps`: some time this month; `unread`: the number must be read first. */
export const scheduleFilters = ['all', 'nobody', 'dropped', 'gaps', 'unread'] as const
export type ScheduleFilter = (typeof scheduleFilters)[number]

export const scheduledNumberSchema = z.object({
  number: z.string(),
  /** null: must be read first; the same for `gaps`. */
  state: z
    .object({
      destination: z.enum(destinations),
      /** Who rings, in the order of their turn. */
      targets: z.array(z.string()),
      /** When that changes, ms since 1970; null: not within 100 years. */
      until: z.number().nullable(),
    })
    .nullable(),
  /** Of the calendar month of the moment. */
  gaps: z
    .object({ count: z.number().int(), milliseconds: z.number(), first: z.number().nullable(), isKnown: z.boolean() })
    .nullable(),
  /** When its forwarding was last read, ms since 1970; null: never, the provider's list alone told. */
  readAt: z.number().nullable(),
})
export type ScheduledNumber = z.infer<typeof scheduledNumberSchema>

const question = byAccount.extend({
  /** ms since 1970 */
  at: z.number(),
  timeZone: timeZoneSchema,
})

/** Which numbers of the account are shown. */
export const scheduleQuestionSchema = question.extend({
  shown: z.enum(scheduleFilters),
  /** Part of a number or of its first target. Empty: all. */
  text: z.string().max(200),
})

export const scheduleChannels = {
  'schedules.numbers': channel(
    scheduleQuestionSchema.extend({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: z.number().int(), rows: z.array(scheduledNumberSchema) }),
  ),
  /** How many numbers each filter shows. */
  'schedules.counts': channel(question, z.record(z.enum(scheduleFilters), z.number().int())),
  /** The forwarding of a number as it was last read, also without a network. null: never. */
  'schedules.stored': channel(
    byAccount.extend({ number: z.string().regex(/^\d{3,20}$/) }),
    z.object({ forwarding: forwardingSchema, readAt: z.number() }).nullable(),
  ),
  /** Reads the forwarding of the numbers whose schedule is not known, or of all. Progress by `schedules.didRead`. */
  'schedules.read': channel(
    byAccount.extend({ which: z.enum(['unread', 'all']) }),
    z.object({ read: z.number().int(), failed: z.number().int() }),
  ),
  /** Ends a reading under way; its call is answered with `cancelled`, and what was read stays. */
  'schedules.cancelRead': channel(byAccount, empty),
}

export const scheduleEvents = {
  'schedules.didRead': z.object({ accountId: z.string(), done: z.number().int(), total: z.number().int() }),
}
