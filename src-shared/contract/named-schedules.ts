/** Periods with a name, kept in the console; changing one is followed by a reviewed change of every number that uses it. */
import { z } from 'zod'
import { changeSchema } from './changes'
import { channel } from './channel'

const empty = z.object({}).strict()
const id = z.string().min(1).max(64)
const accountId = z.string().min(1).max(64)

export const namedScheduleSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** In the provider's period grammar; empty: always. */
  period: z.string(),
  /** Names it had, which numbers may still carry. */
  formerNames: z.array(z.string()),
  /** ms since 1970 */
  changedAt: z.number(),
})
export type NamedScheduleRow = z.infer<typeof namedScheduleSchema>

/** Numbers of one account that use one schedule, as far as their forwarding was read. */
export const scheduleUseSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  numbers: z.number().int(),
  /** The first of them, in order of digits. */
  first: z.string(),
  /** Those with another period, or a former name. */
  outdated: z.number().int(),
})
export type ScheduleUse = z.infer<typeof scheduleUseSchema>

export const namedScheduleChannels = {
  /** By name. */
  'namedSchedules.list': channel(empty, z.array(namedScheduleSchema)),
  /** Which accounts use which; where no number does, there is no row. */
  'namedSchedules.uses': channel(empty, z.array(scheduleUseSchema)),
  /** Numbers are not touched by this. `id` null: a new one. */
  'namedSchedules.save': channel(
    z.object({ id: id.nullable(), name: z.string().max(1000), period: z.string().max(20_000) }),
    namedScheduleSchema,
  ),
  /** Numbers that use it keep their periods. */
  'namedSchedules.remove': channel(z.object({ id }), empty),
  /** Plans to bring every number of the account that uses it up to date, to be reviewed. Progress by `changes.didPlan`. */
  'namedSchedules.planUpdate': channel(z.object({ id, accountId }), changeSchema),
}

export const namedScheduleEvents = {
  'namedSchedules.didChange': empty,
}
