import { expect, test } from 'vitest'
import type { Fault } from '../../../../src-main/sandbox/faults'
import { toneWav } from '../../../../src-main/sandbox/pbx/tone'
import { askToken, call, caller, callerOf, tokenOf, upload } from './call'

const extensions = '/client/@me/extension/'

test.each([
  ['no token', null],
  ['a wrong token', 'wrong'],
])('%s is 401', async (_, token) => {
  const { running } = await caller()
  const answer = await call(running, 'GET', extensions, undefined, token)
  expect(answer).toMatchObject({ status: 401, body: { message: 'Unauthorized' } })
})

test('each kind of 403 has its own status', async () => {
  const { running } = await caller()
  const status = async (login: string, method = 'GET', path = extensions) => {
    const answer = await call(
      running,
      method,
      path,
      method === 'GET' ? undefined : {},
      await tokenOf(running, { login }),
    )
    return [answer.status, Reflect.get(Object(answer.body), 'status')]
  }
  expect(await status('blocked')).toEqual([403, 'user_blocked'])
  expect((await status('reader'))[0]).toBe(200)
  expect(await status('reader', 'POST')).toEqual([403, 'user_access_type_deny'])
  expect(await status('extension')).toEqual([403, 'access_denied'])
  expect(await status('client1', 'GET', '/client/13/extension/')).toEqual([403, 'access_denied'])
  expect(await status('client1', 'GET', '/client/99/extension/')).toEqual([404, 'client_not_found'])

  const callApi = running.pbx.state.applications.find(({ access }) => access === 'Call API')
  const fields = { client_id: callApi?.clientId ?? '', client_secret: callApi?.clientSecret ?? '' }
  const { body } = await askToken(running, { grant_type: 'client_credentials', ...fields })
  const limited = callerOf(running, String(Reflect.get(Object(body), 'access_token')))
  expect((await limited.get('/user/')).status).toBe(200)
  expect(await limited.get(extensions)).toMatchObject({ status: 403, body: { status: 'app_access_type_deny' } })
})

test('@me is the extension of a user of one extension only', async () => {
  const { get } = await caller({}, { login: 'extension' })
  expect((await get('/extension/@me/incom_rule/')).status).toBe(200)
  expect((await get('/extension/145/incom_rule/')).status).toBe(403)
  expect((await (await caller()).get('/extension/@me/incom_rule/')).status).toBe(404)
})

test('wrong path 404, wrong method 405; the slash at the end counts', async () => {
  const { get, post } = await caller()
  expect(await get('/client/@me/extensions/')).toMatchObject({ status: 404, body: { message: 'Not found' } })
  expect((await get('/client/@me/extension')).status).toBe(404)
  expect((await get('/client/@me/extension/144/')).status).toBe(404)
  expect((await get('/client/@me/extension/%E0%A4%A')).status).toBe(404)
  expect(await post('/user/', {})).toMatchObject({ status: 405, assumed: 'status' })
})

test('the quota belongs to an hour and to all users together', async () => {
  let now = 3_600_000 * 10 + 60_000
  const { running, get } = await caller({ pbx: { quota: 2 }, now: () => now })
  const rates = (headers: Headers) => ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`))
  expect(rates((await get('/user/')).headers)).toEqual(['2', '1', '3540'])
  await call(running, 'GET', extensions, undefined, null)
  const over = await get('/user/')
  expect(over).toMatchObject({ status: 429, body: { status: 'rate_limit_exceeded' } })
  expect(rates(over.headers)).toEqual(['2', '0', '3540'])
  now += 3_540_000
  const { get: again } = callerOf(running, await tokenOf(running))
  expect((await again('/user/')).status).toBe(200)
})

test('expired and revoked tokens', async () => {
  const { running, get } = await caller()
  running.faults.add({ kind: 'tokenExpired', match: { times: 1 } })
  expect((await get('/user/')).status).toBe(401)
  expect((await get('/user/')).status).toBe(401)

  const first = await askToken(running, { grant_type: 'password', username: 'client1', password: running.pbx.password })
  const [access, refresh] = ['access_token', 'refresh_token'].map((name) =>
    String(Reflect.get(Object(first.body), name)),
  )
  running.faults.add({ kind: 'tokenRevoked', match: { path: '/user/', times: 1 } })
  expect((await call(running, 'GET', '/user/', undefined, access ?? '')).status).toBe(401)
  expect((await askToken(running, { grant_type: 'refresh_token', refresh_token: refresh ?? '' })).status).toBe(401)
})

test('faults speak as this provider does', async () => {
  const { running, get } = await caller()
  const meet = async (fault: Fault) => {
    running.faults.clear()
    running.faults.add(fault)
    return get(extensions)
  }
  const over = await meet({ kind: 'status', status: 429 })
  expect(over).toMatchObject({ status: 429, body: { message: 'Too Many Requests', status: 'rate_limit_exceeded' } })
  expect(over.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(await meet({ kind: 'status', status: 500 })).toMatchObject({ body: { message: 'Internal Server Error' } })
  const rewritten = await meet({
    kind: 'rewritten',
    rewrite: (body) => body.replace('"id":144', '"id":9007199254740993'),
  })
  expect(rewritten.text).toContain('9007199254740993')
  const { extensions: held } = running.pbx.state
  const changed = await meet({ kind: 'changedBehind', change: () => void held.delete(144), match: { times: 1 } })
  expect(changed.text).not.toContain('"id":144')
})

test('a fault can be for one method only', async () => {
  const { running, get, put } = await caller()
  running.faults.add({ kind: 'status', status: 503, match: { method: 'PUT' } })
  expect((await get('/client/@me/did/501')).status).toBe(200)
  expect((await put('/client/@me/did/501', { extension_id: null })).status).toBe(503)
})

test('an upload that is cut half-way leaves nothing', async () => {
  const { running, post, state } = await caller()
  running.faults.add({ kind: 'cutUpload', match: { path: '/sound/', times: 1 } })
  const before = state.sounds.size
  const form = () => upload('long.wav', toneWav(Array.from({ length: 60 }, () => 440)), 'long')
  await expect(post('/client/@me/sound/', form())).rejects.toThrow('fetch failed')
  expect(state.sounds.size).toBe(before)
  expect(running.ledger.entries({ path: '/sound/' })).toMatchObject([
    { fault: 'cutUpload', acted: false, status: null },
  ])
  expect((await post('/client/@me/sound/', form())).status).toBe(201)
})
