/** Overrides: everything to one target until a moment, then back to the former forwarding, by a change that main plans and applies then. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import { changeSchema } from './changes'
import { channel } from './channel'
import { scheduleQuestionSchema } from './schedules'

const empty = z.object({}).strict()
const byChange = z.object({ changeId: z.string().min(1).max(64) })
const number = z.string().regex(/^\d{3,20}$/)

/** The console must be running when the time comes. Longer ones are a change of forwarding, not an override. */
export const longestOverrideDays = 30

/**
 * `planned`: the change waits for its review, nothing holds yet. `waiting`: the former forwarding comes back at its time. `missed`: the
 * time came while the console was not running, or the way back failed: the operator decides. `incomplete`: put back, but not all of it.
 * `over`: put back, or kept for good.
 */
export const overrideStates = ['planned', 'waiting', 'missed', 'incomplete', 'over'] as const

export const overrideSchema = z.object({
  changeId: z.string(),
  accountId: z.string(),
  /** E.164 digits, or a SIP ID. */
  target: z.string(),
  /** ms since 1970 */
  until: z.number(),
  state: z.enum(overrideStates),
  /** How many numbers it concerns, and the first of them. */
  numberCount: z.number().int(),
  firstNumber: z.string(),
  /** The change that puts the former forwarding back; null: there is none yet. */
  returnChangeId: z.string().nullable(),
  /** Why the way back failed. */
  error: appErrorSchema.nullable(),
})
export type Override = z.infer<typeof overrideSchema>

export const overrideChannels = {
  /** Plans the change, to be reviewed; the way back is recorded with it. */
  'overrides.plan': channel(
    z.object({
      accountId: z.string().min(1).max(64),
      /** These numbers, or all that a table of schedules shows. */
      scope: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('numbers'), numbers: z.array(number).min(1).max(1000) }),
        scheduleQuestionSchema.extend({ kind: z.literal('shown') }),
      ]),
      target: number,
      /** How long the target rings, s; null: the provider's own default. */
      timeoutSeconds: z.number().int().min(1).nullable(),
      /** ms since 1970, later than now and within `longestOverrideDays`. */
      until: z.number(),
    }),
    changeSchema,
  ),
  /** Those that hold, and those that need a decision; by their time. */
  'overrides.list': channel(empty, z.array(overrideSchema)),
  /** null: the change is no override. */
  'overrides.ofChange': channel(byChange, overrideSchema.nullable()),
  /** Plans the way back before its time, or after it was missed, to be reviewed. */
  'overrides.planReturn': channel(byChange, changeSchema),
  /** The former forwarding does not come back; what holds now stays. */
  'overrides.keep': channel(byChange, empty),
}

export const overrideEvents = {
  /** One began, came to its time, or was settled. */
  'overrides.didChange': empty,
}
