/** OAuth of the cloud PBX: gets tokens in the ways its pages describe, and keeps them in memory. Pages on authorisation. */
import { z } from 'zod'
import { GatewayFailure, type Gateway } from '../../http/gateway'
import { createTokenSession, type Token, type TokenSession } from '../token-session'
import { explainSignInFailure } from './errors'

export interface PbxApplication {
  /** Application_ID and Application_Secret of the page /app/register. */
  clientId: string
  clientSecret: string
}

/**
 * How the account signs in. `client_credentials`: an application of type trusted, no user needed. `password`: type
 * password_credentials. `refresh_token`: type public, after the operator let it in by the browser once.
 */
export type PbxCredentials = PbxApplication &
  (
    | { grant: 'client_credentials' }
    | { grant: 'password'; username: string; password: string }
    | { grant: 'refresh_token'; refreshToken: string; redirectUri: string }
  )

interface PbxSessionOptions {
  gateway: Gateway
  accountId: string
  /** The operator's host: OAuth lies beside the API. */
  baseUrl: string
  /** Asked for before each token. @throws AppFailure `auth.missing` or `secret.*` */
  credentials(): Promise<PbxCredentials>
  /** A refresh token works once (assumed), so the one that comes with each token is kept for the next start. */
  keepRefreshToken?(refreshToken: string): Promise<void>
  /** ms that only ever go forward. */
  monotonic?(): number
}

const tokenPath = '/oauth/token'
/** s; the same in all samples. */
const usualLifetime = 3600

const tokenAnswer = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.number().positive().nullish(),
  refresh_token: z.string().min(1).nullish(),
})

export interface TokenRequest {
  gateway: Gateway
  accountId: string
  baseUrl: string
  fields: Record<string, string>
}

export interface TokenAnswer extends Token {
  /** null: the grant gives none. */
  refreshToken: string | null
}

/** One request for a token. @throws GatewayFailure `auth.rejected` and whatever the network does */
export async function requestToken({ gateway, accountId, baseUrl, fields }: TokenRequest): Promise<TokenAnswer> {
  try {
    const { body, status, requestId } = await gateway.send({
      accountId,
      baseUrl,
      method: 'POST',
      path: tokenPath,
      authorization: null,
      form: fields,
      secrets: [fields['client_secret'], fields['password'], fields['refresh_token'], fields['code']].filter(
        (secret) => secret !== undefined,
      ),
      // Asking twice gives two tokens, and a refresh token or a code that was taken is gone.
      repeatable: fields['grant_type'] === 'client_credentials' || fields['grant_type'] === 'password',
    })
    const parsed = tokenAnswer.safeParse(body)
    if (!parsed.success) throw new GatewayFailure({ code: 'provider.badAnswer', requestId }, 'answered', { status })
    const { access_token, expires_in, refresh_token } = parsed.data
    return {
      value: access_token,
      lifetime: (expires_in ?? usualLifetime) * 1000,
      refreshToken: refresh_token ?? null,
    }
  } catch (error) {
    throw error instanceof GatewayFailure ? explainSignInFailure(error) : error
  }
}

export function createPbxSession(options: PbxSessionOptions): TokenSession {
  const { gateway, accountId, baseUrl, credentials, keepRefreshToken, monotonic } = options
  /** What the last token came with, and for whom: credentials that were changed meanwhile make it worthless. */
  let held: { refreshToken: string; of: string } | undefined

  const ask = (fields: Record<string, string>) => requestToken({ gateway, accountId, baseUrl, fields })

  async function obtain(): Promise<Token> {
    const wanted = await credentials()
    const of = JSON.stringify(wanted)
    const answer = await (held?.of === of ? refreshed(wanted, held.refreshToken) : firstToken(wanted))
    held = answer.refreshToken === null ? undefined : { refreshToken: answer.refreshToken, of }
    if (answer.refreshToken !== null && wanted.grant === 'refresh_token') await keepRefreshToken?.(answer.refreshToken)
    return answer
  }

  function firstToken(wanted: PbxCredentials): Promise<TokenAnswer> {
    const application = { client_id: wanted.clientId, client_secret: wanted.clientSecret }
    switch (wanted.grant) {
      case 'client_credentials':
        return ask({ grant_type: 'client_credentials', ...application })
      case 'password':
        return ask({ grant_type: 'password', ...application, username: wanted.username, password: wanted.password })
      case 'refresh_token':
        return ask(refreshFields(wanted, wanted.refreshToken))
    }
  }

  /** Refresh tokens end too: then the account signs in anew, if it can without anybody. */
  async function refreshed(wanted: PbxCredentials, refreshToken: string): Promise<TokenAnswer> {
    try {
      return await ask(refreshFields(wanted, refreshToken))
    } catch (error) {
      held = undefined
      if (wanted.grant === 'refresh_token' || !(error instanceof GatewayFailure)) throw error
      if (error.error.code !== 'auth.rejected') throw error
      return firstToken(wanted)
    }
  }

  return createTokenSession({ obtain, ...(monotonic && { monotonic }) })
}

const refreshFields = (wanted: PbxCredentials, refreshToken: string): Record<string, string> => ({
  grant_type: 'refresh_token',
  refresh_token: refreshToken,
  redirect_uri: wanted.grant === 'refresh_token' ? wanted.redirectUri : '',
  client_id: wanted.clientId,
  client_secret: wanted.clientSecret,
})
