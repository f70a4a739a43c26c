import { expect, test } from 'vitest'
import { call, sandbox } from './call'

const list = '/number/customer/v1/GetList'
const attributes = '/number/v1/GetAttributes'

test('listens on loopback, below its prefix', async () => {
  const { exolve } = await sandbox()
  expect(exolve.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/exolve$/)
})

test('each run has its own port and key; both can be given', async () => {
  const [one, other] = [await sandbox(), await sandbox()]
  expect(one.exolve.baseUrl).not.toBe(other.exolve.baseUrl)
  expect(one.exolve.apiKey).not.toBe(other.exolve.apiKey)
  const given = await sandbox({ exolve: { apiKey: 'given-key' } })
  expect(await call(given, list, {}, { authorization: 'Bearer given-key' })).toMatchObject({ status: 200 })
})

test('a port that is taken is told', async () => {
  const { exolve } = await sandbox()
  const port = Number(new URL(exolve.baseUrl).port)
  await expect(sandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test.each([
  ['no key', null, 'malformed token'],
  ['a blank key', 'Bearer ', 'malformed token'],
  ['another scheme', 'Basic abc', 'malformed token'],
  ['a wrong key', 'Bearer wrong', 'Unauthorized'],
])('%s is 401', async (_, authorization, error) => {
  const running = await sandbox()
  expect(await call(running, list, {}, { authorization })).toMatchObject({
    status: 401,
    body: { error },
    assumed: null,
  })
})

test('the key of each application opens the account', async () => {
  const running = await sandbox()
  for (const { apiKey } of running.exolve.state.applications) {
    expect((await call(running, list, {}, { authorization: `Bearer ${apiKey}` })).status).toBe(200)
  }
})

test.each(['/number/v1/GetInfo', '/number/v1/GetCallForwarding', '/number/customer/v1/getlist', '/', ''])(
  'wrong URL %s is 404 without a body, even without a key',
  async (path) => {
    expect(await call(await sandbox(), path, {}, { authorization: null })).toMatchObject({ status: 404, text: '' })
  },
)

test('outside of every prefix is 404', async () => {
  const { exolve } = await sandbox()
  expect((await fetch(new URL('/', exolve.baseUrl))).status).toBe(404)
})

test('another method than POST is 405', async () => {
  const running = await sandbox()
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect(await call(running, list, {}, { method })).toMatchObject({ status: 405, text: '', assumed: 'status' })
  }
})

test.each([
  // Documented: GetAttributes, GetList, Lock, Unlock, GetFree.
  ['{\n"number_code": п', 'proto: syntax error (line 2:16): invalid value п'],
  ['{\n"number_code":\n}', 'proto: (line 3:1): invalid value for uint64 type: }'],
  ['{\n"number_code":   , "a": 1}', 'proto: syntax error (line 2:18): unexpected token ,'],
  // By the same pattern.
  ['', 'proto: syntax error (line 1:1): unexpected token'],
  ['[]', 'proto: syntax error (line 1:1): unexpected token ['],
  ['null', 'proto: syntax error (line 1:1): unexpected token null'],
  ['}', 'proto: syntax error (line 1:1): unexpected token }'],
  ['{"number_code": 7 // why\n}', 'proto: syntax error (line 1:19): unexpected token /'],
  ['{"number_code": 7,}', 'proto: syntax error (line 1:19): unexpected token }'],
  ['{"number_code": 7} {}', 'proto: syntax error (line 1:20): unexpected token {'],
  ['{"number_code" 7}', 'proto: syntax error (line 1:16): unexpected token 7'],
  ['{number_code: 7}', 'proto: syntax error (line 1:2): unexpected token number_code'],
  ['{"number_code": True}', 'proto: syntax error (line 1:17): invalid value True'],
  ['{"number_code": "7}', 'proto: syntax error (line 1:17): invalid value "'],
  ['{"number_code": 07}', 'proto: syntax error (line 1:17): invalid value 07'],
  ['{"number_code": 7', 'proto: syntax error (line 1:18): unexpected token'],
  ['{"number_code": "seven"}', 'proto: (line 1:17): invalid value for uint64 type: "seven"'],
  ['{"number_code": "+7"}', 'proto: (line 1:17): invalid value for uint64 type: "+7"'],
  ['{"number_code": -7}', 'proto: (line 1:17): invalid value for uint64 type: -7'],
  ['{"number_code": 7.5}', 'proto: (line 1:17): invalid value for uint64 type: 7.5'],
  ['{"number_code": 18446744073709551616}', 'proto: (line 1:17): invalid value for uint64 type: 18446744073709551616'],
  ['{"number_code": true}', 'proto: (line 1:17): invalid value for uint64 type: true'],
  ['{"number_code": [7]}', 'proto: (line 1:17): invalid value for uint64 type: ['],
  ['{"number_code": 7, "number_code": 7}', 'proto: (line 1:20): duplicate field "number_code"'],
  ['{"number_code": 7, "extra": 1}', 'proto: (line 1:20): unknown field "extra"'],
  ['{"extra": 1}', 'proto: (line 1:2): unknown field "extra"'],
  ['{"__proto__": {}}', 'proto: (line 1:2): unknown field "__proto__"'],
  [`{"number_code": ${'['.repeat(5000)}`, 'proto: exceeded max recursion depth'],
  ['{"number_code": 0}', 'invalid GetAttributesRequest.NumberCode: value must be greater than 0'],
  ['{"number_code": null}', 'invalid GetAttributesRequest.NumberCode: value must be greater than 0'],
  ['{}', 'invalid GetAttributesRequest.NumberCode: value must be greater than 0'],
])('body %j is refused: %s', async (body, error) => {
  expect(await call(await sandbox(), attributes, body)).toMatchObject({ status: 400, body: { error } })
})

test('a column counts characters, not bytes or halves of a character', async () => {
  const { body } = await call(await sandbox(), attributes, '{"я😀": 1, "x": }')
  expect(body).toEqual({ error: 'proto: (line 1:2): unknown field "я😀"' })
  const second = await call(await sandbox(), list, '{"search_filter": "я😀", "x": 1}')
  expect(second.body).toEqual({ error: 'proto: (line 1:25): unknown field "x"' })
})

test.each(['74991112233', '"74991112233"', ' "074991112233" '])(
  'an integer may be a number or a string: %s',
  async (code) => {
    expect((await call(await sandbox(), attributes, `{"number_code":${code}}`)).status).toBe(200)
    expect((await call(await sandbox(), attributes, `{"numberCode":${code}}`)).status).toBe(200)
  },
)

test('an enum may be a number or a string of digits; no names are documented', async () => {
  const running = await sandbox()
  expect((await call(running, list, { sip_filter: '2' })).body).toEqual(
    (await call(running, list, { sip_filter: 2 })).body,
  )
  expect((await call(running, list, { sip_filter: 'WITH_SIP' })).body).toEqual({
    error: 'proto: (line 1:15): invalid value for enum type: "WITH_SIP"',
  })
})

test('a text, a flag and a list of the wrong kind are refused', async () => {
  const running = await sandbox()
  const refusals = [
    await call(running, list, { search_filter: 495 }),
    await call(running, '/number/v1/GetFree', { type_id: 1104, random: 'true' }),
    await call(running, '/number/v1/SetCallForwarding', { call_forwarding_number: { call_control: {} } }),
    await call(running, '/number/v1/SetCallForwarding', { call_forwarding_number: [] }),
  ]
  expect(refusals.map(({ status, body }) => [status, body])).toEqual([
    [400, { error: 'proto: (line 1:18): invalid value for string type: 495' }],
    [400, { error: 'proto: (line 1:26): invalid value for bool type: "true"' }],
    [400, { error: 'proto: syntax error (line 1:43): unexpected token {' }],
    [400, { error: 'proto: syntax error (line 1:27): unexpected token [' }],
  ])
})
