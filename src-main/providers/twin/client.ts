/** Twin: numbers with an incoming rule, autocall jobs, statistics. One function per endpoint. */
import type { z } from 'zod'
import type { Contact } from '@shared/domain/autocall/contact'
import type { AutocallJob, AutocallJobDetail } from '@shared/domain/autocall/job'
import type { AutocallSettings } from '@shared/domain/autocall/settings'
import { decodeCallRate } from '@shared/domain/call-rate'
import type { EnteredRow, NumberRule } from '@shared/domain/number-batch/batch'
import { GatewayFailure, type Gateway } from '../../http/gateway'
import { serviceUrl } from './address'
import { fromAutoCall, settingsOnWire } from './autocall-wire'
import { explainFailure } from './errors'
import { twinRequests, type CallFilter, type JobFilter, type TwinRequest } from './requests'
import type { TwinSession } from './session'
import { callsAnswer, createdAnswer, jobOnWire, jobsAnswer, namedAnswer, userAnswer, type JobOnWire } from './wire'

interface TwinClientOptions {
  gateway: Gateway
  accountId: string
  baseUrl: string
  session: TwinSession
}

export interface CallOptions {
  signal?: AbortSignal
  /** ms until a request is given up. */
  timeout?: number
  /** Step of a change that causes the request, `<change id>/<position>`. */
  step?: string
}

export interface TwinUser {
  id: number
  companyId: number
  name: string
  email: string
}

export interface TwinCall {
  id: string
  /** Digits. */
  phone: string
  jobId: string
  jobName: string
  /** A word of page call-statuses, such as `ANSWERED`. */
  status: string
  seconds: number
  /** Who answered, where that is detected; empty: not told. */
  responder: string
  /** ms since 1970; null: not told. */
  startedAt: number | null
  price: number | null
}

export interface NamedId {
  id: string
  name: string
}

/** Every function throws `GatewayFailure`, or what the session's `credentials` throw. */
export interface TwinClient {
  /** Who the account signs in as; a good test of a connection. */
  readUser(options?: CallOptions): Promise<TwinUser>
  /** After an unknown outcome nothing can be read back. */
  createNumbers(rule: NumberRule, rows: readonly EnteredRow[], options?: CallOptions): Promise<void>
  /** @returns the id of the job. After an unknown outcome look at the list before creating again. */
  createJob(settings: AutocallSettings, options?: CallOptions): Promise<string>
  /** One page, and how many there are in all. */
  listJobs(filter: JobFilter, options?: CallOptions): Promise<{ jobs: AutocallJob[]; total: number }>
  readJob(id: string, options?: CallOptions): Promise<AutocallJobDetail>
  /** Calls people. */
  playJob(id: string, options?: CallOptions): Promise<void>
  pauseJob(id: string, options?: CallOptions): Promise<void>
  /** Stops a job for good. */
  haltJob(id: string, options?: CallOptions): Promise<void>
  /** After an unknown outcome nothing can be read back. */
  addContacts(jobId: string, contacts: readonly Contact[], start: boolean, options?: CallOptions): Promise<void>
  /** One page; the count of a period never exceeds 50,000, so a period with that many has more than can be had. */
  listCalls(filter: CallFilter, options?: CallOptions): Promise<{ calls: TwinCall[]; total: number }>
  listBots(options?: CallOptions): Promise<NamedId[]>
  listTrunks(options?: CallOptions): Promise<NamedId[]>
}

const namedPerPage = 1000

export function createTwinClient({ gateway, accountId, baseUrl, session }: TwinClientOptions): TwinClient {
  const send = ({ service, ...request }: TwinRequest, options: CallOptions = {}) =>
    session.withToken(async (authorization) => {
      try {
        const url = serviceUrl(baseUrl, service)
        return await gateway.send({ accountId, baseUrl: url, authorization, ...request, ...options })
      } catch (error) {
        throw error instanceof GatewayFailure ? explainFailure(error) : error
      }
    })

  /** Sends, then reads the answer with `schema`. */
  async function ask<Wire extends z.ZodType>(
    request: TwinRequest,
    options: CallOptions | undefined,
    schema: Wire,
  ): Promise<{ wire: z.output<Wire>; body: unknown }> {
    const { body, status, requestId } = await send(request, options)
    const parsed = schema.safeParse(body)
    if (parsed.success) return { wire: parsed.data, body }
    const providerMessage = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
    const failure = { code: 'provider.badAnswer', providerMessage, requestId } as const
    throw new GatewayFailure(failure, 'answered', { status, cause: parsed.error })
  }

  /** Whatever a 2xx answer holds, and that may be nothing at all: it was accepted. */
  const command = async (request: TwinRequest, options?: CallOptions): Promise<void> => {
    await send(request, options)
  }

  async function allNamed(page: (offset: number) => TwinRequest, options?: CallOptions): Promise<NamedId[]> {
    const found: NamedId[] = []
    for (;;) {
      const { items } = (await ask(page(found.length), options, namedAnswer)).wire
      found.push(...items)
      if (items.length < namedPerPage) return found
    }
  }

  return {
    async readUser(options) {
      const { id, companyId, firstName, lastName, email } = (await ask(twinRequests.readUser(), options, userAnswer))
        .wire
      return { id, companyId, name: `${firstName} ${lastName}`.trim(), email }
    },
    createNumbers: async (rule, rows, options) => command(twinRequests.createNumbers(rule, rows), options),
    createJob: async (settings, options) =>
      (await ask(twinRequests.createJob(settings), options, createdAnswer)).wire.id,
    async listJobs(filter, options) {
      const { count, items } = (await ask(twinRequests.listJobs(filter), options, jobsAnswer)).wire
      return { jobs: items.map(toJob), total: count }
    },
    async readJob(id, options) {
      const { wire, body } = await ask(twinRequests.readJob(id), options, jobOnWire)
      const settings = settingsOnWire.safeParse(body)
      return { ...toJob(wire), settings: settings.success ? fromAutoCall(settings.data) : null }
    },
    playJob: async (id, options) => command(twinRequests.playJob(id), options),
    pauseJob: async (id, options) => command(twinRequests.pauseJob(id), options),
    haltJob: async (id, options) => command(twinRequests.haltJob(id), options),
    addContacts: async (jobId, contacts, start, options) =>
      command(twinRequests.addContacts(jobId, contacts, start), options),
    async listCalls(filter, options) {
      const { count, items } = (await ask(twinRequests.listCalls(filter), options, callsAnswer)).wire
      const calls = items.map(({ duration, taskId, taskName, ...call }) => ({
        ...call,
        jobId: taskId,
        jobName: taskName,
        seconds: duration,
      }))
      return { calls, total: count }
    },
    listBots: async (options) => allNamed((offset) => twinRequests.listBots(offset, namedPerPage), options),
    listTrunks: async (options) => allNamed((offset) => twinRequests.listTrunks(offset, namedPerPage), options),
  }
}

const toJob = (wire: JobOnWire): AutocallJob => ({
  id: wire.id,
  name: wire.name,
  status: wire.status,
  contactCount: wire.candidateCount ?? null,
  callCount: wire.callCount ?? null,
  rate: wire.cps === null ? null : decodeCallRate(wire.cps),
  startMoment: wire.startType === 'time' && wire.startMoment !== '' ? wire.startMoment : null,
  createdAt: wire.createdAt,
  updatedAt: wire.updatedAt,
})
