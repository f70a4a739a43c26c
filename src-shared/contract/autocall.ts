/** Autocall jobs as the provider tells of them, and what became of their calls. Changing them is the business of `changes`. */
import { z } from 'zod'
import { autocallJobDetailSchema, autocallJobSchema } from '../domain/autocall/job'
import { stepStates } from './changes'
import { channel } from './channel'
import { exportOptions, savedFileSchema } from './export'

const empty = z.object({}).strict()
const id = z.string().min(1).max(100)
const byJob = z.object({ accountId: id, jobId: id })
const count = z.number().int()

export const jobFilterSchema = z.object({
  /** Empty: all. */
  statuses: z.array(z.string().max(40)).max(20),
  /** Part of the name. Empty: all. */
  text: z.string().max(200),
  /** ms since 1970; null: open */
  from: z.number().nullable(),
  to: z.number().nullable(),
})
export type JobFilter = z.infer<typeof jobFilterSchema>
export const emptyJobFilter: JobFilter = { statuses: [], text: '', from: null, to: null }

/** Bars of a chart are never more than can be told apart. */
const bucketSchema = z.object({
  /** ms since 1970 */
  at: z.number(),
  calls: count,
  answered: count,
})

export const jobReportSchema = z.object({
  /** Of the first and the last call, ms since 1970; null: no call has a time. */
  firstCallAt: z.number().nullable(),
  lastCallAt: z.number().nullable(),
  calls: count,
  answered: count,
  /** People: distinct phone numbers that were called, and those of them that answered. */
  people: count,
  peopleAnswered: count,
  /** s that answered calls took on average; null: nobody answered. */
  averageSeconds: z.number().nullable(),
  /** In the currency of the provider's account, which it does not name; null: no call has a price. */
  price: z.number().nullable(),
  /** By the provider's word, most frequent first. */
  statuses: z.array(z.object({ status: z.string(), calls: count })),
  buckets: z.array(bucketSchema),
  /** min */
  bucketMinutes: count,
  /** Requests' periods that it took, because one period gives no more than 50,000 calls. */
  periods: count,
  /** Periods that could not be split further and still had more calls than can be had; their calls are missing here. */
  cutPeriods: count,
  /** ms since 1970 */
  readAt: z.number(),
})
export type JobReport = z.infer<typeof jobReportSchema>

/** A step of a change that made the job, or did something with it. */
const jobStepSchema = z.object({
  changeId: z.string(),
  operation: z.string(),
  state: z.enum(stepStates),
  /** When it ended, or was sent; ms since 1970 */
  at: z.number(),
})

export const autocallChannels = {
  /** A page of the provider's list, newest first. */
  'autocall.list': channel(
    z.object({
      accountId: id,
      filter: jobFilterSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: count, jobs: z.array(autocallJobSchema) }),
  ),
  'autocall.read': channel(byJob, z.object({ job: autocallJobDetailSchema, /** ms since 1970 */ readAt: z.number() })),
  /** What this console did with the job but for its contacts, by its id, newest first; from the database. */
  'autocall.history': channel(byJob, z.object({ steps: z.array(jobStepSchema) })),
  /** Reads all calls of a job. Progress by `autocall.didReadCalls`; another one for the same job cancels it. */
  'autocall.report': channel(byJob, jobReportSchema),
  'autocall.cancelReport': channel(byJob, empty),
  /** Saves the calls of a job one by one. */
  'autocall.saveCalls': channel(byJob.extend(exportOptions), savedFileSchema),
}

export const autocallEvents = {
  'autocall.didReadCalls': z.object({ accountId: z.string(), jobId: z.string(), calls: count }),
}
