/** Autocall jobs of an account: the provider's list, one job, and what became of its calls. */
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { JobReport } from '@shared/contract/autocall'
import type { TwinCall, TwinClient } from '../providers/twin/client'
import { readJobCalls, type CallPeriods } from './job-calls'
import { createReport } from './job-report'

interface Dependencies {
  /** The client of an account. @throws AppFailure when the account is gone */
  twin(accountId: string): Promise<TwinClient>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

type ByJob = ParsedInput<'autocall.report'>

/** ms between two reports of calls being read */
const reportInterval = 250
/** ms that the provider's clock may be ahead or behind. */
const clockSlack = 24 * 3_600_000
/** ms since 1970 before which nobody called by this provider. */
const earliest = Date.UTC(2015, 0, 1)

export type Autocall = ReturnType<typeof createAutocall>

export function createAutocall({ twin, emit, now }: Dependencies) {
  const reading = new Map<string, AbortController>()
  const keyOf = ({ accountId, jobId }: ByJob) => `${accountId}/${jobId}`

  /** Calls of the job part by part. */
  async function* calls(
    { accountId, jobId }: ByJob,
    signal: AbortSignal,
  ): AsyncGenerator<readonly TwinCall[], CallPeriods> {
    const client = await twin(accountId)
    const { createdAt } = await client.readJob(jobId, { signal })
    const from = createdAt === null ? earliest : createdAt - clockSlack
    return yield* readJobCalls(client, { jobId, from, to: now() + clockSlack, signal })
  }

  async function report(job: ByJob): Promise<JobReport> {
    const stop = new AbortController()
    reading.get(keyOf(job))?.abort()
    reading.set(keyOf(job), stop)
    const sum = createReport()
    let toldAt = performance.now()
    try {
      const parts = calls(job, stop.signal)
      for (;;) {
        const { done, value } = await parts.next()
        if (done) return sum.result(value, now())
        for (const call of value) sum.add(call)
        if (performance.now() - toldAt < reportInterval) continue
        toldAt = performance.now()
        emit('autocall.didReadCalls', { ...job, calls: sum.calls() })
      }
    } finally {
      if (reading.get(keyOf(job)) === stop) reading.delete(keyOf(job))
    }
  }

  return {
    async list({ accountId, filter, ...page }: ParsedInput<'autocall.list'>): Promise<Output<'autocall.list'>> {
      const { from, to, ...rest } = filter
      const client = await twin(accountId)
      return client.listJobs({
        ...rest,
        ...(from !== null && { from }),
        ...(to !== null && { to }),
        sort: '-createdAt',
        ...page,
      })
    },
    async read({ accountId, jobId }: ByJob): Promise<Output<'autocall.read'>> {
      const client = await twin(accountId)
      return { job: await client.readJob(jobId), readAt: now() }
    },
    report,
    cancelReport(job: ByJob): void {
      reading.get(keyOf(job))?.abort()
    },
    /** The calls of a job one by one, read on while they are written somewhere. @throws GatewayFailure */
    async *eachCall(job: ByJob): AsyncGenerator<TwinCall> {
      for await (const part of calls(job, new AbortController().signal)) yield* part
    },
    /** Ends what is being read. */
    close(): void {
      for (const stop of reading.values()) stop.abort()
    },
  }
}
