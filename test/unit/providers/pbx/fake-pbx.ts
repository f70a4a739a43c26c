/** Answers what a test tells it to, after a token; for answers that the demo provider does not give. */
import { systemClock } from '../../../../src-main/http/clock'
import type { Json } from '../../../../src-main/http/gateway'
import { createPbxClient, type PbxClient } from '../../../../src-main/providers/pbx/client'
import { createPbxSession, type PbxCredentials } from '../../../../src-main/providers/pbx/session'
import { createTestGateway, startBadProvider } from '../../http/bad-provider'

export interface FakeRequest {
  method: string
  path: string
  authorization: string | undefined
  body: string
}

export interface FakeAnswer {
  status: number
  body?: Json
  headers?: Record<string, string>
}

export const trusted: PbxCredentials = { grant: 'client_credentials', clientId: 'app', clientSecret: 's3cret-app' }

export interface FakePbx {
  client: PbxClient
  requests: FakeRequest[]
  tokenRequests: URLSearchParams[]
  /** Refresh tokens that were kept. */
  kept: string[]
  journal: { requestBody: string | null; responseBody: string | null; url: string }[]
  pass(milliseconds: number): void
  close(): Promise<void>
}

interface FakeOptions {
  credentials?: () => PbxCredentials
  /** Answer of /oauth/token; default a token without a refresh token. */
  token?: (fields: URLSearchParams, count: number) => FakeAnswer
}

export async function startFakePbx(
  answer: (request: FakeRequest) => FakeAnswer,
  { credentials = () => trusted, token }: FakeOptions = {},
): Promise<FakePbx> {
  const requests: FakeRequest[] = []
  const tokenRequests: URLSearchParams[] = []
  const kept: string[] = []
  let now = 0
  const provider = await startBadProvider((request, response, body) => {
    const { method = '', url: path = '', headers } = request
    const say = ({ status, body: value, headers: more }: FakeAnswer) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...more })
        .end(value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value))
    if (path === '/oauth/token') {
      const fields = new URLSearchParams(body)
      tokenRequests.push(fields)
      const usual = { access_token: `token-${tokenRequests.length}`, token_type: 'Bearer', expires_in: 3600 }
      return say(token?.(fields, tokenRequests.length) ?? { status: 200, body: usual })
    }
    const seen = { method, path, authorization: headers.authorization, body }
    requests.push(seen)
    return say(answer(seen))
  })
  const { gateway, exchanges } = createTestGateway({ clock: systemClock })
  const place = { gateway, accountId: 'account', baseUrl: provider.baseUrl }
  const session = createPbxSession({
    ...place,
    credentials: () => Promise.resolve(credentials()),
    keepRefreshToken: (refreshToken) => {
      kept.push(refreshToken)
      return Promise.resolve()
    },
    monotonic: () => now,
  })
  return {
    client: createPbxClient({ ...place, session }),
    requests,
    tokenRequests,
    kept,
    journal: exchanges,
    pass: (milliseconds) => (now += milliseconds),
    close: provider.close,
  }
}
