import { get } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../../src-main/http/clock'
import { signInByBrowser } from '../../../../src-main/providers/pbx/browser-sign-in'
import type { PbxCredentials } from '../../../../src-main/providers/pbx/session'
import { AppFailure } from '@shared/domain/app-error'
import { createTestGateway, failureOf, startBadProvider } from '../../http/bad-provider'
import { startFakePbx, trusted, type FakeAnswer, type FakePbx } from './fake-pbx'

let fake: FakePbx | undefined
afterEach(async () => {
  await fake?.close()
  fake = undefined
})
async function start(...parameters: Parameters<typeof startFakePbx>): Promise<FakePbx> {
  fake = await startFakePbx(...parameters)
  return fake
}

const company = { id: 12, name: 'c', prefix: '000', extension_len: '3' }
const ok = (): FakeAnswer => ({ status: 200, body: company })
const withRefresh = (_fields: URLSearchParams, count: number): FakeAnswer => ({
  status: 200,
  body: { access_token: `token-${count}`, expires_in: 3600, refresh_token: `refresh-${count}` },
})
const password: PbxCredentials = {
  grant: 'password',
  clientId: 'app',
  clientSecret: 's3cret-app',
  username: 'client1',
  password: 'hunter-2',
}

describe('ways to sign in', () => {
  it('client_credentials, once for any number of calls, again 60 s before the end', async () => {
    const { client, tokenRequests, requests, pass } = await start(ok)
    await Promise.all(Array.from({ length: 20 }, () => client.readCompany()))
    expect(tokenRequests.map(Object.fromEntries)).toHaveLength(1)
    expect(Object.fromEntries(tokenRequests[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: 's3cret-app',
    })
    pass(3_540_000)
    await client.readCompany()
    expect(tokenRequests).toHaveLength(2)
    expect(requests.at(-1)?.authorization).toBe('Bearer token-2')
  })

  it('password first, then the refresh token that came with it', async () => {
    const { client, tokenRequests, pass } = await start(ok, { credentials: () => password, token: withRefresh })
    await client.readCompany()
    pass(3_600_000)
    await client.readCompany()
    pass(3_600_000)
    await client.readCompany()
    expect(tokenRequests.map((fields) => [fields.get('grant_type'), fields.get('refresh_token')])).toEqual([
      ['password', null],
      ['refresh_token', 'refresh-1'],
      ['refresh_token', 'refresh-2'],
    ])
  })

  it('signs in anew when the refresh token has ended', async () => {
    const token = (fields: URLSearchParams, count: number): FakeAnswer =>
      fields.get('grant_type') === 'refresh_token'
        ? { status: 401, body: { error: 'invalid_grant' } }
        : withRefresh(fields, count)
    const { client, tokenRequests, pass } = await start(ok, { credentials: () => password, token })
    await client.readCompany()
    pass(3_600_000)
    await client.readCompany()
    expect(tokenRequests.map((fields) => fields.get('grant_type'))).toEqual(['password', 'refresh_token', 'password'])
  })

  it('keeps the newest refresh token of a sign-in by browser, and says when only the operator can sign in', async () => {
    let ended = false
    const credentials = (): PbxCredentials => ({
      grant: 'refresh_token',
      clientId: 'app',
      clientSecret: 's3cret-app',
      refreshToken: 'refresh-0',
      redirectUri: 'http://127.0.0.1:1/oauth/callback',
    })
    const token = (fields: URLSearchParams, count: number): FakeAnswer =>
      ended ? { status: 401, body: { error: 'invalid_grant' } } : withRefresh(fields, count)
    const { client, kept, tokenRequests, pass } = await start(ok, { credentials, token })
    await client.readCompany()
    expect(kept).toEqual(['refresh-1'])
    expect(tokenRequests[0]?.get('redirect_uri')).toBe('http://127.0.0.1:1/oauth/callback')
    ended = true
    pass(3_600_000)
    const { error } = await failureOf(client.readCompany())
    expect(error).toMatchObject({ code: 'auth.rejected', fields: [{ code: 'pbx.signInAgain' }] })
  })

  it('takes wrong credentials, a 400 there, for a refused key', async () => {
    const { client } = await start(ok, { token: () => ({ status: 400, body: { message: 'Bad credentials' } }) })
    const { error } = await failureOf(client.readCompany())
    expect(error).toMatchObject({ code: 'auth.rejected', providerMessage: 'Bad credentials' })
  })

  it('renews once after a 401 and then gives up', async () => {
    const { client, requests, tokenRequests } = await start(() => ({ status: 401, body: { message: 'Unauthorized' } }))
    expect((await failureOf(client.readCompany())).error.code).toBe('auth.rejected')
    expect([requests.length, tokenRequests.length]).toEqual([2, 2])
  })

  it('writes no secret and no token into the journal', async () => {
    const { client, journal } = await start(ok, { credentials: () => password, token: withRefresh })
    await client.readCompany()
    expect(JSON.stringify(journal)).not.toMatch(/hunter-2|s3cret-app|token-1|refresh-1/)
  })
})

describe('signing in by the browser', () => {
  /** What the operator's page does: sends the browser back with a code. */
  const comeBack = (page: string, change: (back: URL) => void = () => undefined): Promise<number> => {
    const asked = new URL(page).searchParams
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    back.searchParams.set('code', 'code-1')
    change(back)
    return new Promise((resolve, reject) => {
      get(back, (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject)
    })
  }

  async function signIn(openPage: (url: string) => Promise<void>, signal?: AbortSignal) {
    const received: URLSearchParams[] = []
    const provider = await startBadProvider((_request, response, body) => {
      received.push(new URLSearchParams(body))
      response.writeHead(200).end('{"access_token":"t-1","expires_in":3600,"refresh_token":"r-1"}')
    })
    const { gateway } = createTestGateway({ clock: systemClock })
    const { clientId, clientSecret } = trusted
    try {
      const place = { gateway, accountId: 'account', baseUrl: provider.baseUrl, port: 0, closingWords: 'Done' }
      const result = await signInByBrowser({ ...place, clientId, clientSecret, openPage, ...(signal && { signal }) })
      return { result, received }
    } finally {
      await provider.close()
    }
  }

  it('opens the page with a random state and a challenge, and trades the code for tokens', async () => {
    let page = ''
    const { result, received } = await signIn(async (url) => {
      page = url
      await comeBack(url)
    })
    const asked = new URL(page).searchParams
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(result).toMatchObject({ value: 't-1', refreshToken: 'r-1' })
    expect(Object.fromEntries(received[0] ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      code: 'code-1',
      redirect_uri: asked.get('redirect_uri'),
    })
  })

  it('does not listen to an answer with another state', async () => {
    const statuses: number[] = []
    const { result } = await signIn(async (url) => {
      statuses.push(await comeBack(url, (back) => back.searchParams.set('state', 'x'.repeat(43))))
      statuses.push(await comeBack(url, (back) => back.searchParams.delete('state')))
      statuses.push(await comeBack(url))
    })
    expect(statuses).toEqual([404, 404, 200])
    expect(result.value).toBe('t-1')
  })

  it('says that the operator refused', async () => {
    const refused = signIn(async (url) => {
      await comeBack(url, (back) => {
        back.searchParams.delete('code')
        back.searchParams.set('error', 'access_denied')
      })
    })
    await expect(refused).rejects.toMatchObject({
      error: { code: 'auth.forbidden', providerMessage: 'access_denied' },
    })
  })

  it('stops waiting when it is cancelled', async () => {
    const stop = new AbortController()
    const waiting = signIn(() => {
      stop.abort()
      return Promise.resolve()
    }, stop.signal)
    await expect(waiting).rejects.toThrow(AppFailure)
  })
})
