/** Tokens of the demo Twin: JWTs with the claims of the documented sample, signed with a key of this run. */
import { createHmac, randomBytes } from 'node:crypto'
import { Refusal } from './reply'

/** Seconds; the documented lifetime is a week. */
const defaultLifetime = 604_800

export interface Tokens {
  /** @param ttl wanted lifetime in seconds */
  issue(ttl: number | undefined): { token: string; refreshToken: string }
  /** @throws Refusal 401 when the refresh token is unknown */
  refresh(refreshToken: string, ttl: number | undefined): { token: string; refreshToken: string }
  /** @throws Refusal 401 without a token of this run, and in Twin's own words when it has expired */
  check(authorization: string | undefined): void
  /** From now on no token and no refresh token that was given out is taken any more. */
  revokeAll(): void
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export function createTokens(user: { id: number; companyId: number }, now: () => number): Tokens {
  const key = randomBytes(32)
  let version = 1
  let refreshTokens = new Set<string>()
  const seconds = (): number => Math.floor(now() / 1000)
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url')

  const issue: Tokens['issue'] = (ttl = defaultLifetime) => {
    const iat = seconds()
    const claims = { iat, exp: iat + ttl, version, sub: String(user.id), company_id: user.companyId }
    const text = `${base64url({ typ: 'JWT', alg: 'HS256' })}.${base64url(claims)}`
    const refreshToken = randomBytes(24).toString('base64url')
    refreshTokens.add(refreshToken)
    return { token: `${text}.${sign(text)}`, refreshToken }
  }

  return {
    issue,
    refresh(refreshToken, ttl) {
      if (!refreshTokens.has(refreshToken)) throw new Refusal(401, 'Unauthorized')
      return issue(ttl)
    },
    check(authorization) {
      const [, text, claims, signature] = /^Bearer +(\S+\.(\S+))\.(\S+)$/.exec(authorization ?? '') ?? []
      if (text === undefined || claims === undefined || sign(text) !== signature) throw new Refusal(401, 'Unauthorized')
      const told = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number; version: number }
      if (told.exp <= seconds() || told.version !== version) throw new Refusal(401, 'Token is expired.')
    },
    revokeAll() {
      version += 1
      refreshTokens = new Set()
    },
  }
}
