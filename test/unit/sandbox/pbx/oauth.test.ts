import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../../src-main/sandbox/sandbox'
import { sandbox } from '../call'
import { answerOf, askToken, call, tokenOf } from './call'

const field = (body: unknown, name: string): string => String(Reflect.get(Object(body), name))

test('client_credentials: an access token for an hour, no refresh token', async () => {
  const running = await sandbox()
  const { status, body } = await askToken(running, { grant_type: 'client_credentials' })
  expect(status).toBe(200)
  expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600, scope: 'all' })
  const who = await call(running, 'GET', '/user/', undefined, field(body, 'access_token'))
  expect(who.body).toMatchObject({ client_id: 12, login: 'client1', access: 'full', extension_id: null })
})

test('password, then refresh: each refresh token works once', async () => {
  const running = await sandbox({ pbx: { username: 'somebody', password: 'pass word' } })
  const first = await askToken(running, { grant_type: 'password', username: 'somebody', password: 'pass word' })
  expect(Object.keys(Object(first.body)).sort()).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type'])
  const refresh = { grant_type: 'refresh_token', refresh_token: field(first.body, 'refresh_token') }
  const second = await askToken(running, refresh)
  expect(second.status).toBe(200)
  expect(field(second.body, 'refresh_token')).not.toBe(refresh.refresh_token)
  expect(await askToken(running, refresh)).toMatchObject({ status: 401, body: { error: 'invalid_grant' } })
})

test('a token ends after its hour', async () => {
  let now = 0
  const running = await sandbox({ now: () => now })
  const token = await tokenOf(running)
  now = 3_599_999
  expect((await call(running, 'GET', '/user/', undefined, token)).status).toBe(200)
  now = 3_600_000
  const answer = await call(running, 'GET', '/user/', undefined, token)
  expect(answer).toMatchObject({ status: 401, body: { message: 'Unauthorized' } })
})

test.each([
  [{ grant_type: 'client_credentials', client_secret: 'wrong' }, 400, 'invalid_client'],
  [{ grant_type: 'password', username: 'client1', password: 'wrong' }, 400, 'invalid_grant'],
  [{ grant_type: 'authorization_code', code: 'wrong' }, 400, 'invalid_grant'],
  [{ grant_type: 'refresh_token', refresh_token: 'wrong' }, 401, 'invalid_grant'],
  [{ grant_type: 'device_code' }, 400, 'unsupported_grant_type'],
])('%j is refused', async (fields, status, error) => {
  expect(await askToken(await sandbox(), fields)).toMatchObject({ status, body: { error } })
})

test('an application of one type has that grant only', async () => {
  const running = await sandbox()
  const types = running.pbx.state.applications.filter(({ types }) => types.length === 1)
  for (const {
    clientId,
    clientSecret,
    types: [type],
  } of types) {
    const ask = (fields: Record<string, string>) =>
      askToken(running, { client_id: clientId, client_secret: clientSecret, ...fields })
    const { username, password } = running.pbx
    const trusted = await ask({ grant_type: 'client_credentials' })
    const byPassword = await ask({ grant_type: 'password', username, password })
    expect([trusted.status === 200, byPassword.status === 200]).toEqual([
      type === 'trusted',
      type === 'password_credentials',
    ])
  }
})

test('more than 20 requests in a second are too many', async () => {
  const running = await sandbox({ now: () => 1000 })
  const ask = () => askToken(running, { grant_type: 'client_credentials' })
  for (let count = 0; count < 20; count += 1) expect((await ask()).status).toBe(200)
  expect((await ask()).status).toBe(429)
})

test('the ledger holds no secret', async () => {
  const running = await sandbox({ pbx: { clientSecret: 'S3cr3t', password: 'Passw0rd' } })
  await askToken(running, { grant_type: 'password', username: 'client1', password: 'Passw0rd' })
  const [entry] = running.ledger.entries({ path: '/oauth/token' })
  expect(entry?.body).toContain('grant_type=password&username=client1&password=[redacted]')
  expect(JSON.stringify(entry)).not.toMatch(/S3cr3t|Passw0rd/)
  expect(entry?.answer).toContain('"access_token":"[redacted]"')
})

describe('authorization_code', () => {
  const redirect = 'http://127.0.0.1:43210/callback'
  const verifier = 'a-verifier-of-at-least-forty-three-characters'
  const challenge = createHash('sha256').update(verifier).digest('base64url')

  const page = (running: Sandbox, change: Record<string, string> = {}, form?: Record<string, string>) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: running.pbx.clientId,
      redirect_uri: redirect,
      scope: 'all',
      state: 'xyz',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...change,
    })
    const url = `${running.pbx.baseUrl}/oauth/authorize?${query}`
    const body = form && new URLSearchParams(form)
    return fetch(url, { redirect: 'manual', ...(body && { method: 'POST', body }) })
  }
  const allow = ({ pbx }: Sandbox) => ({ username: pbx.username, password: pbx.password, decision: 'allow' })
  const landing = (response: Response): URL => new URL(response.headers.get('location') ?? '')

  test('consent, way back with code and state, token once', async () => {
    const running = await sandbox()
    const consent = await answerOf(await page(running))
    expect(consent.text).toContain('Switchboard asks for access')
    const back = landing(await page(running, {}, allow(running)))
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([redirect, 'xyz'])
    const fields = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: verifier,
    }
    const { status, body } = await askToken(running, fields)
    expect([status, field(body, 'token_type')]).toEqual([200, 'Bearer'])
    expect((await askToken(running, fields)).status).toBe(400)
  })

  test('another verifier gets no token', async () => {
    const running = await sandbox()
    const back = landing(await page(running, {}, allow(running)))
    const code = back.searchParams.get('code') ?? ''
    const fields = { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: 'other' }
    expect((await askToken(running, fields)).status).toBe(400)
  })

  test('denied, wrong password, foreign address', async () => {
    const running = await sandbox()
    const denied = landing(await page(running, {}, { decision: 'deny' }))
    expect(denied.searchParams.get('error')).toBe('access_denied')
    const wrong = await page(running, {}, { ...allow(running), password: 'wrong' })
    expect([wrong.status, (await wrong.text()).includes('Wrong login or password')]).toEqual([200, true])
    const foreign = await page(running, { redirect_uri: 'https://evil.example/' })
    expect([foreign.status, foreign.headers.get('location')]).toEqual([400, null])
  })
})
