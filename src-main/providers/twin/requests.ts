/**
 * Every request to Twin as plain data: what the client sends is what a review shows. Pages: incomingRules/create/batch,
 * "Создание задания", list of autoCall, token, statistics; what is known only from others is said so.
 */
import type { AutocallSettings } from '@shared/domain/autocall/settings'
import type { Contact } from '@shared/domain/autocall/contact'
import type { EnteredRow, NumberRule } from '@shared/domain/number-batch/batch'
import type { Json } from '../../http/gateway'
import type { TwinService } from './address'
import { toAutoCall } from './autocall-wire'
import { toNumberBatch } from './number-wire'
import { callFields } from './wire'

export interface TwinRequest {
  service: TwinService
  method: 'GET' | 'POST'
  /** With its query. */
  path: string
  body?: { [key: string]: Json }
  /** Only reads: no page says of any write that it may be sent twice. */
  repeatable: boolean
  /** What must never happen twice. */
  singular?: true
  /** SIP passwords in the body. */
  passingSecrets?: readonly string[]
}

export interface JobFilter {
  /** Empty: all. */
  statuses: readonly string[]
  /** Empty: all. */
  text: string
  /** ms since 1970 */
  from?: number
  to?: number
  /** `-createdAt`: a minus turns the order round. */
  sort?: string
  offset: number
  /** 1 to 1,000. */
  limit: number
}

export interface CallFilter {
  jobId?: string
  /** ms since 1970 */
  from?: number
  to?: number
  offset: number
  limit: number
}

type Query = Record<string, string | number | undefined>

function read(service: TwinService, path: string, query: Query = {}): TwinRequest {
  const parameters = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  )
  return {
    service,
    method: 'GET',
    path: parameters.size === 0 ? path : `${path}?${parameters.toString()}`,
    repeatable: true,
  }
}

const write = (service: TwinService, path: string, body?: TwinRequest['body']): TwinRequest => ({
  service,
  method: 'POST',
  path,
  ...(body && { body }),
  repeatable: false,
})

const writeOnce = (path: string, body?: TwinRequest['body']): TwinRequest => ({
  ...write('cis', path, body),
  singular: true,
})

const isoTime = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString())
const jobPath = (id: string): string => `/telephony/autoCall/${encodeURIComponent(id)}`

export const twinRequests = {
  readUser: () => read('iam', '/users/me'),
  /** Answered with 200 and nothing; no method shows what was created. */
  createNumbers: (rule: NumberRule, rows: readonly EnteredRow[]) => ({
    ...writeOnce('/telephony/incomingRules/create/batch', toNumberBatch(rule, rows)),
    passingSecrets: rows.flatMap(({ password }) => (password === '' ? [] : [password])),
  }),
  /** @throws AppFailure `input.invalid` without a rate */
  createJob: (settings: AutocallSettings) => writeOnce('/telephony/autoCall', toAutoCall(settings)),
  /** `offset` and `page` may not come together; `page` is never sent. */
  listJobs: ({ statuses, text, from, to, sort, offset, limit }: JobFilter) =>
    read('cis', '/telephony/autoCall', {
      status: statuses.join(','),
      keyword: text,
      from: isoTime(from),
      to: isoTime(to),
      sort,
      offset,
      limit,
    }),
  /** Known from others' clients, as the four below. */
  readJob: (id: string) => read('cis', jobPath(id)),
  playJob: (id: string) => writeOnce(`${jobPath(id)}/play`),
  pauseJob: (id: string) => write('cis', `${jobPath(id)}/pause`),
  haltJob: (id: string) => write('cis', `${jobPath(id)}/halted`),
  /** A contact's zone is left out: whether it counts in seconds or minutes is not settled. */
  addContacts: (jobId: string, contacts: readonly Contact[], start: boolean) =>
    writeOnce('/telephony/autoCallCandidate/batch', {
      forceStart: start,
      batch: contacts.map(({ phones, variables, externalId }) => ({
        autoCallId: jobId,
        phone: phones,
        ...(Object.keys(variables).length > 0 && { variables }),
        ...(externalId !== '' && { clientExternalId: externalId }),
      })),
    }),
  /** At most 50,000 calls per period. limit, offset, from and to are not on the page that can be read. */
  listCalls: ({ jobId, from, to, offset, limit }: CallFilter) =>
    read('analyse', '/search/cis/calls', {
      fields: callFields.join(','),
      taskId: jobId,
      from: isoTime(from),
      to: isoTime(to),
      offset,
      limit,
    }),
  listBots: (offset: number, limit: number) => read('bot', '/bots', { offset, limit }),
  /** Known from one other client. */
  listTrunks: (offset: number, limit: number) => read('cis', '/telephony/providers', { offset, limit }),
}
