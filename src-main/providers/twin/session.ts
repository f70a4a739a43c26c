/** Signing in to Twin: e-mail and password for a token that lives as long as it says itself. Pages: token, W-token; SDK. */
import { GatewayFailure, type Gateway } from '../../http/gateway'
import { createTokenSession, type Token } from '../token-session'
import { serviceUrl } from './address'
import { tokenAnswer, tokenClaims } from './wire'

export interface TwinCredentials {
  email: string
  password: string
}

interface TwinSessionOptions {
  gateway: Gateway
  accountId: string
  baseUrl: string
  /** Asked before each request. @throws AppFailure `auth.missing`, `account.disabled` or `secret.*` */
  credentials(): Promise<TwinCredentials>
  /** ms that only ever go forward. */
  monotonic?(): number
}

export interface TwinSession {
  /**
   * Runs the work with the value of an Authorization header; once more with a new one when the first is refused.
   * @throws GatewayFailure with delivery `notSent` when there is no token to be had, and what the work throws
   */
  withToken<Value>(work: (authorization: string) => Promise<Value>): Promise<Value>
}

export function createTwinSession(options: TwinSessionOptions): TwinSession {
  const { gateway, accountId, credentials } = options
  const baseUrl = serviceUrl(options.baseUrl, 'iam')
  let signedInAs: TwinCredentials | undefined
  let refreshToken: string | undefined

  const tokens = createTokenSession({
    obtain: async () => (refreshToken === undefined ? undefined : await refresh(refreshToken)) ?? (await login()),
    ...(options.monotonic && { monotonic: options.monotonic }),
  })

  async function login(): Promise<Token> {
    const entered = await credentials()
    signedInAs = entered
    const { email, password } = entered
    try {
      return await ask('/auth/login', { email, password }, [password])
    } catch (error) {
      throw error instanceof GatewayFailure ? refused(error) : error
    }
  }

  /** @returns undefined when the refresh token is worth nothing any more */
  async function refresh(value: string): Promise<Token | undefined> {
    refreshToken = undefined
    try {
      return await ask('/auth/refresh', { refreshToken: value }, [value])
    } catch (error) {
      if (error instanceof GatewayFailure && error.delivery === 'answered') return undefined
      refreshToken = value
      throw error
    }
  }

  async function ask(path: string, body: Record<string, string>, secrets: string[]): Promise<Token> {
    const request = { accountId, baseUrl, method: 'POST', path, body, secrets, authorization: null } as const
    // A second token does no harm.
    const answer = await gateway.send({ ...request, repeatable: true })
    const parsed = tokenAnswer.safeParse(answer.body)
    const lifetime = parsed.success ? lifetimeOf(parsed.data.token) : null
    if (!parsed.success || lifetime === null)
      throw new GatewayFailure({ code: 'provider.badAnswer', requestId: answer.requestId }, 'answered')
    refreshToken = parsed.data.refreshToken ?? refreshToken
    return { value: parsed.data.token, lifetime }
  }

  return {
    async withToken(work) {
      const { email, password } = await credentials()
      // Other credentials than those that the token was given for: somebody corrected the account.
      if (signedInAs && (signedInAs.email !== email || signedInAs.password !== password)) {
        signedInAs = undefined
        refreshToken = undefined
        tokens.forget()
      }
      return tokens.withToken((token) => work(`Bearer ${token}`))
    },
  }
}

/** Whatever sign-in refuses, it is e-mail or password; how the second factor of an account is asked for is not documented. */
function refused(failure: GatewayFailure): GatewayFailure {
  const isRefusal = failure.error.code === 'provider.validation' || failure.error.code === 'auth.forbidden'
  if (!isRefusal) return failure
  return new GatewayFailure({ ...failure.error, code: 'auth.rejected' }, failure.delivery, {
    cause: failure,
    status: failure.status,
  })
}

/** ms from its issue to its end, so that a wrong clock of this machine does not matter; null: no JWT with an end. */
function lifetimeOf(token: string): number | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    const { iat = Date.now() / 1000, exp } = tokenClaims.parse(claims)
    return Math.max(0, (exp - iat) * 1000)
  } catch {
    return null
  }
}
