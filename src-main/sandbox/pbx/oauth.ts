/**
 * OAuth of the demo cloud PBX: `/oauth/token` with four grants and `/oauth/authorize` for the browser. The pages give
 * fields and answers; statuses and words of most refusals are assumed, and PKCE is taken when it is offered.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Provider, ProviderAnswer, ProviderRequest } from '../provider'
import { consentPage, redirectTo } from './consent'
import type { Application, PbxState, Token, User } from './state'

/** s; the same in all samples. */
const accessLifetime = 3600
/** ms. How long refresh tokens and codes last is not documented. */
const refreshLifetime = 30 * 24 * 3_600_000
const codeLifetime = 600_000
/** Requests per second to /oauth, from the page on request rules. */
const mostPerSecond = 20

interface Code {
  clientId: string
  login: string
  redirectUri: string
  /** S256 challenge; null: none was sent. */
  challenge: string | null
  until: number
}

class OAuthRefusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function createOauth(state: () => PbxState, now: () => number): Provider {
  const codes = new Map<string, Code>()
  let recent: number[] = []

  function isTooFast(): boolean {
    recent = recent.filter((at) => at > now() - 1000)
    recent.push(now())
    return recent.length > mostPerSecond
  }

  return {
    prefix: '/oauth',
    answer(request) {
      if (isTooFast()) return json(429, { message: 'Too many requests', status: 'rate_limit_exceeded' })
      if (request.path === '/authorize') return authorize(request)
      if (request.path !== '/token') return json(404, { message: 'Not found' })
      if (request.method !== 'POST') return json(405, { message: 'Method not allowed' }, 'status')
      try {
        return token(request)
      } catch (error) {
        if (error instanceof OAuthRefusal) return refusal(error)
        throw error
      }
    },
    faultAnswer: ({ reason }) => ({
      body: JSON.stringify({ error: reason }),
      headers: { 'content-type': 'application/json' },
    }),
  }

  function token(request: ProviderRequest): ProviderAnswer {
    // Public programs put the same fields into the query, and that works.
    const fields = new URLSearchParams([...new URLSearchParams(request.query), ...new URLSearchParams(request.body)])
    const application = applicationOf(fields)
    switch (fields.get('grant_type')) {
      case 'client_credentials': {
        requireType(application, 'trusted')
        const { access } = issue(application, application.owner, false)
        return json(200, { access_token: access, token_type: 'Bearer', expires_in: accessLifetime, scope: 'all' })
      }
      case 'password': {
        requireType(application, 'password_credentials')
        const user = state().users.find(({ login }) => login === fields.get('username'))
        if (!user || user.password !== fields.get('password')) {
          throw new OAuthRefusal(400, 'invalid_grant', 'Wrong login or password')
        }
        return issued(application, user.login)
      }
      case 'authorization_code': {
        requireType(application, 'public')
        return issued(application, loginOfCode(fields, application))
      }
      case 'refresh_token':
        return issued(application, loginOfRefresh(fields, application), 'the old refresh token ends')
      default:
        throw new OAuthRefusal(400, 'unsupported_grant_type', 'Unsupported grant_type')
    }
  }

  function applicationOf(fields: URLSearchParams): Application {
    const application = state().applications.find(({ clientId }) => clientId === fields.get('client_id'))
    if (application?.clientSecret !== fields.get('client_secret') || !application) {
      throw new OAuthRefusal(400, 'invalid_client', 'Wrong application id or secret')
    }
    return application
  }

  function loginOfCode(fields: URLSearchParams, application: Application): string {
    const key = fields.get('code') ?? ''
    const code = codes.get(key)
    codes.delete(key)
    const wrong = new OAuthRefusal(400, 'invalid_grant', 'Wrong or used code')
    if (!code || code.until < now() || code.clientId !== application.clientId) throw wrong
    if (code.redirectUri !== fields.get('redirect_uri')) throw wrong
    const verifier = fields.get('code_verifier') ?? ''
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    if (code.challenge !== null && code.challenge !== challenge) throw wrong
    return code.login
  }

  /** A refresh token works once. @throws OAuthRefusal 401 invalid_grant */
  function loginOfRefresh(fields: URLSearchParams, application: Application): string {
    const { tokens } = state()
    const at = tokens.findIndex(({ refresh }) => refresh !== null && refresh === fields.get('refresh_token'))
    const token = tokens[at]
    if (!token || token.clientId !== application.clientId || token.refreshExpiresAt <= now()) {
      throw new OAuthRefusal(401, 'invalid_grant', 'Refresh token is not valid')
    }
    tokens.splice(at, 1, { ...token, refresh: null })
    return token.login
  }

  function issued(application: Application, login: string, assumed?: string): ProviderAnswer {
    const { access, refresh } = issue(application, login, true)
    const body = { access_token: access, token_type: 'Bearer', expires_in: accessLifetime, refresh_token: refresh }
    return json(200, body, assumed)
  }

  function issue({ clientId }: Application, login: string, refreshable: boolean): Token {
    const random = (): string => randomBytes(24).toString('base64url')
    const token: Token = {
      access: random(),
      refresh: refreshable ? random() : null,
      clientId,
      login,
      expiresAt: now() + accessLifetime * 1000,
      refreshExpiresAt: now() + refreshLifetime,
    }
    state().tokens.push(token)
    return token
  }

  function authorize({ method, query, body }: ProviderRequest): ProviderAnswer {
    const asked = new URLSearchParams(query)
    const application = state().applications.find(({ clientId }) => clientId === asked.get('client_id'))
    const redirectUri = asked.get('redirect_uri') ?? ''
    // Nobody is sent to an address that the application did not register.
    if (!application?.types.includes('public') || !isRegistered(redirectUri, application)) {
      return consentPage({ status: 400, application: null, message: 'Unknown application or redirect address' })
    }
    const state_ = asked.get('state')
    const back = (answer: Record<string, string>): ProviderAnswer =>
      redirectTo(redirectUri, { ...answer, ...(state_ !== null && { state: state_ }) })
    if (asked.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' })
    if (method === 'GET') return consentPage({ status: 200, application: application.name, message: null })
    const form = new URLSearchParams(body)
    if (form.get('decision') !== 'allow') return back({ error: 'access_denied' })
    const user = userOf(form)
    if (!user) return consentPage({ status: 200, application: application.name, message: 'Wrong login or password' })
    const code = randomBytes(18).toString('base64url')
    codes.set(code, {
      clientId: application.clientId,
      login: user.login,
      redirectUri,
      challenge: asked.get('code_challenge'),
      until: now() + codeLifetime,
    })
    return back({ code })
  }

  function userOf(form: URLSearchParams): User | undefined {
    return state().users.find(
      ({ login, password }) => login === form.get('username') && password === form.get('password'),
    )
  }
}

function requireType({ types }: Application, type: Application['types'][number]): void {
  if (types.includes(type)) return
  throw new OAuthRefusal(400, 'unauthorized_client', `The application is not of type ${type}`)
}

/** A registered loopback address stands for any port of it. */
function isRegistered(address: string, { redirectUrls }: Application): boolean {
  const url = URL.parse(address)
  if (!url) return false
  const withoutPort = new URL(url)
  withoutPort.port = ''
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return redirectUrls.some((known) => known === address || (isLoopback && known === withoutPort.href))
}

function refusal({ status, code, message }: OAuthRefusal): ProviderAnswer {
  return json(status, { error: code, message }, status === 401 ? undefined : 'status and words')
}

function json(status: number, body: object, assumed?: string): ProviderAnswer {
  return {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(assumed && { 'x-sandbox-assumed': assumed }) },
    acted: status < 300,
  }
}
