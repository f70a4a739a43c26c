/**
 * The demo Twin, written from its documents (incomingRules/create/batch, autoCall, list of autoCall, token, statistics).
 * What they do not give, and is known from other people's clients or guessed, is answered with `X-Sandbox-Only: true`.
 */
import type { Provider, ProviderAnswer } from '../provider'
import { controlJob, createJob, listJobs, readJob } from './auto-call'
import { addCandidates } from './candidates'
import { catchUp } from './dialing'
import { Fields, readBody } from './fields'
import { createNumbers } from './incoming-rules'
import { pageOf } from './page'
import { assumed, documented, Refusal, type Reply } from './reply'
import type { Job, Named, TwinState } from './state'
import { searchCalls } from './statistics'

interface Call {
  body: string
  query: URLSearchParams
  /** What stands in the place of `{id}`. */
  id: string
  now: number
}

const services = ['iam', 'cis', 'analyse', 'bot'] as const
type Service = (typeof services)[number]

/** `METHOD service path`; a path may hold one `{id}`. */
type Routes = Record<string, (call: Call, state: TwinState) => Reply>

const open: Routes = {
  'POST iam /auth/login'({ body }, { user, tokens }) {
    const fields = new Fields(readBody(body))
    const email = fields.text('email', 'required')
    const password = fields.text('password', 'required')
    const ttl = fields.whole('ttl', 'optional')
    fields.done()
    if (email !== user.email || password !== user.password) throw new Refusal(401, 'Unauthorized')
    return documented(tokens.issue(ttl || undefined))
  },
  'POST iam /auth/refresh'({ body }, { tokens }) {
    const fields = new Fields(readBody(body))
    const refreshToken = fields.text('refreshToken', 'required')
    const ttl = fields.whole('ttl', 'optional')
    fields.done()
    return documented(tokens.refresh(refreshToken, ttl || undefined))
  },
}

const guarded: Routes = {
  'GET iam /users/me'(_call, { user: { id, companyId, firstName, lastName, email, phone } }) {
    const person = { id, companyId, firstName, lastName, middleName: null, email, phone }
    return documented({ ...person, roles: ['owner'], settings: {}, avatar: null })
  },
  'GET bot /bots': ({ query }, { bots }) => documented(named(query, bots)),
  'GET bot /bots/{id}'({ id }, { bots }) {
    const bot = bots.find((candidate) => candidate.id === id)
    if (!bot) throw new Refusal(404, 'Not found.')
    return documented(bot)
  },
  'GET cis /telephony/providers': ({ query }, { providers }) => assumed(named(query, providers)),
  'POST cis /telephony/incomingRules/create/batch': ({ body, now }, state) => createNumbers(body, state, now),
  'POST cis /telephony/autoCall': ({ body, now }, state) => createJob(body, state, now),
  'GET cis /telephony/autoCall': ({ query }, state) => listJobs(query, state),
  'GET cis /telephony/autoCall/{id}': ({ id }, state) => readJob(jobOf(state, id)),
  'POST cis /telephony/autoCall/{id}/play': ({ id, now }, state) => controlJob(jobOf(state, id), 'play', now),
  'POST cis /telephony/autoCall/{id}/pause': ({ id, now }, state) => controlJob(jobOf(state, id), 'pause', now),
  'POST cis /telephony/autoCall/{id}/halted': ({ id, now }, state) => controlJob(jobOf(state, id), 'halted', now),
  'POST cis /telephony/autoCallCandidate/batch': ({ body, now }, state) => addCandidates(body, state, now),
  'GET analyse /search/cis/calls': ({ query, now }, state) => searchCalls(query, state, now),
}

function named(query: URLSearchParams, list: readonly Named[]): object {
  return { count: list.length, items: pageOf(query, list, { largest: 1000 }) }
}

function jobOf({ jobs }: TwinState, id: string): Job {
  const job = jobs.get(id)
  if (!job) throw new Refusal(404, 'Not found.')
  return job
}

export function createTwin(state: TwinState, now: () => number): Provider {
  return {
    prefix: '/twin',
    answer({ method, host, path, query, authorization, body }) {
      const place = placeOf(host, path)
      if (!place) return refused(new Refusal(404, 'Not found.'))
      const moment = now()
      try {
        const key = `${method} ${place.service} ${place.path}`
        const call = { body, query: new URLSearchParams(query), id: place.id, now: moment }
        const free = open[key]
        if (free) return answered(free(call, state))
        state.tokens.check(authorization)
        const route = guarded[key]
        if (!route) throw new Refusal(404, 'Not found.')
        for (const job of state.jobs.values()) catchUp(job, moment, state.companyOffset)
        return answered(route(call, state))
      } catch (error) {
        if (error instanceof Refusal) return refused(error)
        throw error
      }
    },
  }
}

/** Both spellings of an address: `/cis/api/v1/…` on any host, and `/api/v1/…` on a host `cis.…`. */
function placeOf(host: string, path: string): { service: Service; path: string; id: string } | null {
  const inPath = /^\/(\w+)\/api\/v1(\/.*)$/.exec(path)
  const inHost = /^\/api\/v1(\/.*)$/.exec(path)
  const service = services.find((name) => name === (inPath ? inPath[1] : host.split('.')[0]))
  const rest = inPath ? inPath[2] : inHost?.[1]
  if (!service || rest === undefined) return null
  const [, before = '', id = '', after = ''] = /^(\/telephony\/autoCall|\/bots)\/([^/]+)(\/\w+)?$/.exec(rest) ?? []
  return id === '' ? { service, path: rest, id } : { service, path: `${before}/{id}${after}`, id }
}

function answered({ body, assumed: isAssumed }: Reply): ProviderAnswer {
  return {
    status: 200,
    body: body === null ? '' : JSON.stringify(body),
    headers: { ...(body && { 'content-type': 'application/json' }), ...(isAssumed && { 'x-sandbox-only': 'true' }) },
    acted: true,
  }
}

function refused({ status, message, details }: Refusal): ProviderAnswer {
  return {
    status,
    body: JSON.stringify({ error: message, ...(details && { details }) }),
    headers: { 'content-type': 'application/json' },
    acted: false,
  }
}
