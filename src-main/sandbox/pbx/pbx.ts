/**
 * The demo cloud PBX, API "ver1.0", written from its pages (/ivr/, /incom_rule/ and those on the other resources). What
 * they do not give is called assumed: the answer then carries the header X-Sandbox-Assumed with a short reason.
 */
import type { Provider, ProviderAnswer, ProviderRequest } from '../provider'
import { didRoutes } from './dids'
import { incomingRuleRoutes } from './incoming-rules'
import { intervalRoutes } from './intervals'
import { createOauth } from './oauth'
import { Refusal, type Reply } from './reply'
import { routeFinder, type Context } from './routes'
import { companyRoutes } from './routes-company'
import { extensionRoutes } from './routes-extensions'
import { ivrRoutes } from './routes-ivr'
import { ivrRuleRoutes } from './routes-ivr-rules'
import { soundRoutes } from './sounds'
import type { PbxState, Token } from './state'

const findRoute = routeFinder([
  ...companyRoutes,
  ...extensionRoutes,
  ...didRoutes,
  ...incomingRuleRoutes,
  ...soundRoutes,
  ...intervalRoutes,
  ...ivrRoutes,
  ...ivrRuleRoutes,
])

const hour = 3_600_000

/**
 * @param state what it holds; made at the first call, so that a program that has no such account does not pay for it
 * @returns the API below `/api/ver1.0` and OAuth beside it
 */
export function createPbx(state: () => PbxState, now: () => number): [api: Provider, oauth: Provider] {
  const api: Provider = {
    prefix: '/api/ver1.0',
    answer(request) {
      const over = takeTurn(state(), now())
      const answer = over ? refused(over) : act(request)
      return { ...answer, headers: { ...answer.headers, ...rateHeaders(state(), now()) } }
    },
    faultAnswer({ status, reason }) {
      const used = status === 429 ? { word: 'rate_limit_exceeded' } : status === 403 ? { word: 'access_denied' } : {}
      const { body, headers } = refused(new Refusal(status, reason, used))
      const rate = rateHeaders(state(), now())
      return { body, headers: { ...headers, ...rate, ...(status === 429 && { 'x-ratelimit-remaining': '0' }) } }
    },
    endToken(request, what) {
      const held = state()
      const token = tokenOf(request, held)
      if (!token) return
      if (what === 'expired') token.expiresAt = now()
      else
        held.tokens = held.tokens.filter(({ login, clientId }) => login !== token.login || clientId !== token.clientId)
    },
  }

  function act(request: ProviderRequest): ProviderAnswer {
    try {
      const held = state()
      const token = tokenOf(request, held)
      if (!token || token.expiresAt <= now()) throw new Refusal(401, 'Unauthorized')
      const found = findRoute(request.method, request.path)
      if (found === null) throw new Refusal(404, 'Not found')
      if (found === 'wrongMethod') throw new Refusal(405, 'Method not allowed', { assumed: 'status' })
      const { body, parts, query } = request
      const user = permitted(token, request.method, request.path, held)
      const context: Context = {
        state: held,
        user,
        now,
        segments: found.segments,
        query: new URLSearchParams(query),
        body,
        parts,
      }
      return answered(found.route.run(context))
    } catch (error) {
      if (error instanceof Refusal) return refused(error)
      throw error
    }
  }

  return [api, createOauth(state, now)]
}

function tokenOf({ authorization = '' }: ProviderRequest, { tokens }: PbxState): Token | undefined {
  const sent = /^Bearer +(\S+)$/.exec(authorization)?.[1]
  return tokens.find(({ access }) => access === sent)
}

/** The user of a token. @throws Refusal 403, each with its own `status` (page on return codes). */
function permitted({ login, clientId }: Token, method: string, path: string, state: PbxState): Context['user'] {
  const user = state.users.find((candidate) => candidate.login === login)
  const application = state.applications.find((candidate) => candidate.clientId === clientId)
  if (!user || !application) throw new Refusal(401, 'Unauthorized')
  if (user.status === 'blocked') throw new Refusal(403, 'User is blocked', { word: 'user_blocked' })
  // Which resources a Call API application may use is not listed; who it belongs to is harmless.
  if (application.access !== 'All' && !/^\/user\/?$/.test(path)) {
    throw new Refusal(403, 'Application access level is too low', { word: 'app_access_type_deny' })
  }
  if (user.access === 'read_only' && method !== 'GET') {
    throw new Refusal(403, 'User access level is too low', { word: 'user_access_type_deny' })
  }
  return user
}

/** Counts a request. @returns the refusal when this hour's quota is used up. */
function takeTurn({ quota }: PbxState, now: number): Refusal | null {
  const present = Math.floor(now / hour)
  if (quota.hour !== present) Object.assign(quota, { hour: present, used: 0 })
  if (quota.used >= quota.limit) {
    return new Refusal(429, 'Rate limit exceeded', { word: 'rate_limit_exceeded', assumed: 'words' })
  }
  quota.used += 1
  return null
}

/** Reset in seconds: the quota belongs to an hour, and the next request is possible in the next one. */
function rateHeaders({ quota }: PbxState, now: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(quota.limit),
    'x-ratelimit-remaining': String(Math.max(0, quota.limit - quota.used)),
    'x-ratelimit-reset': String(Math.ceil((hour - (now % hour)) / 1000)),
  }
}

function answered({ status, body, assumed }: Reply): ProviderAnswer {
  if (body === null) return { status, body: '', headers: assumption(assumed), acted: true }
  return { status, body: JSON.stringify(body), headers: { ...asJson, ...assumption(assumed) }, acted: true }
}

function refused({ status, message, word, assumed }: Refusal): ProviderAnswer {
  const body = JSON.stringify({ message, ...(word !== undefined && { status: word }) })
  return { status, body, headers: { ...asJson, ...assumption(assumed) }, acted: false }
}

const asJson = { 'content-type': 'application/json' }

function assumption(assumed: string | undefined): Record<string, string> {
  return assumed === undefined ? {} : { 'x-sandbox-assumed': assumed }
}
