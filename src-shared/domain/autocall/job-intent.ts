/** What can be wanted of autocall jobs, but for their contacts. */
import { z } from 'zod'
import { autocallSettingsSchema } from './settings'

export const createJobSchema = z.object({
  operation: z.literal('twin.createJob'),
  settings: autocallSettingsSchema,
  /** Names of the ids in the settings, as the operator knows them, so that the review and the records can tell them. */
  names: z.record(z.string(), z.string()),
  /** IANA; empty: not known. */
  companyZone: z.string(),
})
export type CreateJob = z.infer<typeof createJobSchema>

const job = {
  jobId: z.string().min(1).max(100),
  /** As the operator knows it. */
  jobName: z.string(),
}
/** Begins, or goes on, to call people. */
export const playJobSchema = z.object({ operation: z.literal('twin.playJob'), ...job })
export const pauseJobSchema = z.object({ operation: z.literal('twin.pauseJob'), ...job })
/** Stops it for good. */
export const haltJobSchema = z.object({ operation: z.literal('twin.haltJob'), ...job })
export type ControlJob = z.infer<typeof playJobSchema> | z.infer<typeof pauseJobSchema> | z.infer<typeof haltJobSchema>
