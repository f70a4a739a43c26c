/** Autocall jobs of Twin: created, started, paused, stopped. All of them can be read back. */
import { z } from 'zod'
import { checkAutocall } from '@shared/domain/autocall/check'
import { jobActions } from '@shared/domain/autocall/job'
import {
  createJobSchema,
  haltJobSchema,
  pauseJobSchema,
  playJobSchema,
  type ControlJob,
  type CreateJob,
} from '@shared/domain/autocall/job-intent'
import type { TwinClient } from '../../providers/twin/client'
import { twinRequests, type TwinRequest } from '../../providers/twin/requests'
import type { Inverse, Operation, OperationRequest, RequestOptions } from '../operation'

export interface TwinJobsDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  twin(accountId: string): Promise<TwinClient>
  /** ms since 1970 */
  now(): number
}

export const asOperationRequest = ({ service, method, path, body = {} }: TwinRequest): OperationRequest => ({
  service,
  method,
  path,
  body,
})

/**
 * A new job is known by its name until it has an id. Names may repeat, so it is counted how many have this one; what is
 * to be made goes along for the eyes of the operator.
 */
const creationSchema = z.object({
  named: z.number().int(),
  wanted: createJobSchema.omit({ operation: true }).nullable(),
})
type Creation = z.infer<typeof creationSchema>

const statusSchema = z.object({ status: z.string() })
type Status = z.infer<typeof statusSchema>

/** Jobs looked through for one name; whoever has more of them is told of fewer. */
const mostOfOneName = 1000

export function twinCreateJob({ twin, now }: TwinJobsDeps): Operation<CreateJob, Creation> {
  return {
    name: 'twin.createJob',
    objectKind: 'autocallName',
    intentSchema: createJobSchema,
    stateSchema: creationSchema,
    repeatable: false,
    objectOf: ({ settings }) => settings.name,
    async read(accountId, { settings: { name } }, options) {
      const client = await twin(accountId)
      const { jobs } = await client.listJobs({ statuses: [], text: name, offset: 0, limit: mostOfOneName }, options)
      return { named: jobs.filter((job) => job.name === name).length, wanted: null }
    },
    expected: ({ settings, names, companyZone }, { named }) => ({
      named: named + 1,
      wanted: { settings, names, companyZone },
    }),
    check: (_accountId, { settings, companyZone }) => checkAutocall(settings, { companyZone, now: now() }),
    isSame: (left, right) => left.named === right.named,
    differences: (left, right) => [
      ...(left.named === right.named
        ? []
        : [{ path: 'autocall.named', before: String(left.named), after: String(right.named) }]),
      ...(right.wanted ? [{ path: 'autocall.job', before: null, after: JSON.stringify(right.wanted) }] : []),
    ],
    request: ({ settings }) => asOperationRequest(twinRequests.createJob(settings)),
    async send(accountId, { settings }, options) {
      const client = await twin(accountId)
      return { id: await client.createJob(settings, options) }
    },
    // A job cannot be deleted; one without contacts calls nobody.
    inverse: () => ({ irreversible: 'twin.jobStays' }),
  }
}

type ControlOperations = [
  Operation<z.infer<typeof playJobSchema>, Status>,
  Operation<z.infer<typeof pauseJobSchema>, Status>,
  Operation<z.infer<typeof haltJobSchema>, Status>,
]

export function twinControlJob({ twin }: Pick<TwinJobsDeps, 'twin'>): ControlOperations {
  const common = {
    objectKind: 'autocallJob',
    stateSchema: statusSchema satisfies z.ZodType<Status>,
    // Nothing says that a second request does nothing.
    repeatable: false,
    objectOf: ({ jobName }: ControlJob) => jobName,
    async read(accountId: string, { jobId }: ControlJob, options: RequestOptions): Promise<Status> {
      const client = await twin(accountId)
      const { status } = await client.readJob(jobId, options)
      return { status }
    },
    // A short job may be over before it is looked at again.
    isSame: (left: Status, right: Status) => ranTo(left.status) === ranTo(right.status),
    differences: (left: Status, right: Status) =>
      left.status === right.status ? [] : [{ path: 'autocall.status', before: left.status, after: right.status }],
  }
  const check = (action: 'start' | 'pause' | 'stop') => (_accountId: string, _intent: ControlJob, before: Status) =>
    jobActions(before.status)[action]
      ? []
      : [{ path: '', severity: 'error' as const, code: 'twin.notInThisStatus' as const, params: {} }]
  const send = (name: 'playJob' | 'pauseJob' | 'haltJob') => ({
    request: ({ jobId }: ControlJob) => asOperationRequest(twinRequests[name](jobId)),
    async send(accountId: string, { jobId }: ControlJob, options: RequestOptions) {
      const client = await twin(accountId)
      await client[name](jobId, options)
      return null
    },
  })

  return [
    {
      ...common,
      ...send('playJob'),
      name: 'twin.playJob',
      intentSchema: playJobSchema,
      expected: () => ({ status: 'PROCESS' }),
      check: check('start'),
      inverse: ({ jobId, jobName }): Inverse => ({ intent: { operation: 'twin.pauseJob', jobId, jobName } }),
    },
    {
      ...common,
      ...send('pauseJob'),
      name: 'twin.pauseJob',
      intentSchema: pauseJobSchema,
      expected: () => ({ status: 'PAUSED' }),
      check: check('pause'),
      // Going on calls people: that is started where its consequences are shown, not by taking a step back.
      inverse: () => ({ irreversible: 'twin.startsCalls' }),
    },
    {
      ...common,
      ...send('haltJob'),
      name: 'twin.haltJob',
      intentSchema: haltJobSchema,
      expected: () => ({ status: 'HALTED' }),
      check: check('stop'),
      inverse: () => ({ irreversible: 'twin.stoppedForGood' }),
    },
  ]
}

const ranTo = (status: string): string => (status === 'FINISHED' ? 'PROCESS' : status)
