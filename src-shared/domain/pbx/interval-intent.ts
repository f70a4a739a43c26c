/** What can be wanted of one interval of a company. */
import { z } from 'zod'
import { pbxIdSchema } from './common'
import { intervalSettingsSchema } from './interval'

const name = z.string().min(1).max(200)

export const createIntervalSchema = z.object({
  operation: z.literal('pbx.createInterval'),
  wanted: intervalSettingsSchema.extend({ name }),
})
export const updateIntervalSchema = z.object({
  operation: z.literal('pbx.updateInterval'),
  id: pbxIdSchema,
  /** As the operator knows it now; `wanted` may rename it. */
  name,
  wanted: intervalSettingsSchema.extend({ name }),
})
export const deleteIntervalSchema = z.object({
  operation: z.literal('pbx.deleteInterval'),
  /** null: the only one of this name; its id was never told, because the answer to making it was lost. */
  id: pbxIdSchema.nullable(),
  name,
})

export type CreateInterval = z.infer<typeof createIntervalSchema>
export type UpdateInterval = z.infer<typeof updateIntervalSchema>
export type DeleteInterval = z.infer<typeof deleteIntervalSchema>
