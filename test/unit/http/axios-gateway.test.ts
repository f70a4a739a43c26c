import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createTestGateway, failureOf, requestTo, startBadProvider, testKey, type BadProvider } from './bad-provider'

const fixture = (name: string) => readFileSync(resolve(import.meta.dirname, '../../fixtures/tls', name), 'utf8')

let provider: BadProvider | undefined
afterEach(async () => {
  await provider?.close()
  provider = undefined
})
async function start(...args: Parameters<typeof startBadProvider>): Promise<BadProvider> {
  provider = await startBadProvider(...args)
  return provider
}
const json = (text: string, status = 200, headers: Record<string, string> = {}) =>
  start((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
  })

describe('what is sent and received', () => {
  it('sends the body with the key and gives back the parsed answer', async () => {
    const { baseUrl, received } = await json('{"ok":true}')
    const { gateway, exchanges } = createTestGateway()
    const answer = await gateway.send(requestTo(`${baseUrl}/`))
    expect(answer).toMatchObject({ status: 200, body: { ok: true }, requestId: exchanges[0]?.id })
    expect(received).toMatchObject([{ authorization: `Bearer ${testKey}`, body: '{"number_code":74951112233}' }])
  })

  it('keeps integers above 2^53 exact, as strings, and leaves smaller ones numbers', async () => {
    const { baseUrl } = await json(
      '{"uid":18446744073709551615,"as_string":"18446744073709551615","n":9007199254740991,"f":1.5}',
    )
    const { body } = await createTestGateway().gateway.send(requestTo(baseUrl))
    expect(body).toEqual({
      uid: '18446744073709551615',
      as_string: '18446744073709551615',
      n: 9007199254740991,
      f: 1.5,
    })
  })

  it('takes an empty body for undefined', async () => {
    const { baseUrl } = await json('')
    expect((await createTestGateway().gateway.send(requestTo(baseUrl))).body).toBeUndefined()
  })
})

describe('failures before anything is sent', () => {
  it('refuses plain http to anywhere but this computer', async () => {
    const { gateway, exchanges } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo('http://api.example.com')))
    expect(failure).toMatchObject({ delivery: 'notSent', error: { code: 'network.insecure', retryable: false } })
    expect(exchanges).toEqual([])
  })

  it('names an address that does not resolve', async () => {
    const { gateway } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo('https://provider.invalid')))
    expect(failure).toMatchObject({
      delivery: 'notSent',
      error: { code: 'network.dns', params: { host: 'provider.invalid' }, retryable: true },
    })
  })

  it('calls it offline when the system knows of no network', async () => {
    const { gateway } = createTestGateway({ isOnline: () => false })
    const failure = await failureOf(gateway.send(requestTo('https://provider.invalid')))
    expect(failure).toMatchObject({ delivery: 'notSent', error: { code: 'network.offline' } })
  })

  it('names a refused connection', async () => {
    const { baseUrl, close } = await json('{}')
    await close()
    provider = undefined
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({ delivery: 'notSent', error: { code: 'network.refused' } })
  })

  it('stops at a certificate of an unknown issuer, with nothing received', async () => {
    const { baseUrl, received } = await start((_request, response) => response.end('{}'), {
      key: fixture('self-signed.key.pem'),
      cert: fixture('self-signed.cert.pem'),
    })
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({
      delivery: 'notSent',
      error: { code: 'network.tls', retryable: false, params: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
    })
    expect(received).toEqual([])
  })
})

describe('answers of bad days', () => {
  it.each([
    [400, 'provider.validation', false],
    [401, 'auth.rejected', false],
    [403, 'auth.forbidden', false],
    [404, 'provider.notFound', false],
    [422, 'provider.validation', false],
    [500, 'provider.failure', false],
    [503, 'provider.failure', false],
  ])('HTTP %i is %s', async (status, code, retryable) => {
    const { baseUrl, received } = await json('{"error":"its own words"}', status)
    const { gateway, exchanges } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({
      delivery: 'answered',
      status,
      error: { code, retryable, providerMessage: 'its own words', requestId: exchanges[0]?.id },
    })
    expect(received).toHaveLength(1)
  })

  it.each([
    ['{"message":"m","details":[{"message":"d1"},"d2"]}', 'm; d1; d2'],
    ['{"error":{"code":3,"message":"inner"}}', 'inner'],
    ['plain words', 'plain words'],
    ['<html><h1>Bad gateway</h1></html>', undefined],
    [`{"error":"no such token ${testKey}"}`, 'no such token [redacted]'],
    [JSON.stringify({ error: 'x'.repeat(900) }), 'x'.repeat(500)],
  ])('reads the provider’s words out of %s', async (text, words) => {
    const { baseUrl } = await json(text, 400)
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure.error.providerMessage).toBe(words)
  })

  it.each(['<html>Sign in to the hotel’s network</html>', '{"numbers":[{"number_'])(
    'a 200 that is not JSON is a bad answer: %s',
    async (text) => {
      const { baseUrl } = await json(text)
      const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
      expect(failure).toMatchObject({ delivery: 'answered', status: 200, error: { code: 'provider.badAnswer' } })
    },
  )

  it('follows no redirect: the key goes nowhere else', async () => {
    const other = await startBadProvider((_request, response) => response.end('{}'))
    const { baseUrl } = await json('', 307, { location: `${other.baseUrl}/number/v1/GetAttributes` })
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({ delivery: 'answered', status: 307, error: { code: 'provider.badAnswer' } })
    expect(other.received).toEqual([])
    await other.close()
  })

  it('knows a refused redirect by Electron’s words too', async () => {
    const fetch = () => Promise.reject(new Error('Redirect was cancelled'))
    const failure = await failureOf(createTestGateway({ fetch }).gateway.send(requestTo('https://a.example')))
    expect(failure).toMatchObject({ delivery: 'answered', error: { code: 'provider.badAnswer' } })
  })

  it('gives up an answer without end', async () => {
    const { baseUrl } = await start((_request, response) => {
      response.writeHead(200, { 'content-length': String(100 * 1024 * 1024) }).write('[')
    })
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({ delivery: 'answered', error: { code: 'provider.badAnswer' } })
  })
})

describe('cuts and silence', () => {
  it('a connection cut after the request arrived leaves the outcome unknown', async () => {
    const { baseUrl, received } = await start((request) => request.socket.destroy())
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.cut', retryable: false } })
    expect(received).toHaveLength(1)
  })

  it('a connection cut in the middle of the answer too', async () => {
    const { baseUrl } = await start((request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"a":', () => request.socket.destroy())
    })
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.cut' } })
  })

  it.each([
    ['before the answer', false],
    ['inside the answer', true],
  ])('60 s of silence %s end after 30 s with an unknown outcome', async (_where, started) => {
    const { baseUrl } = await start((_request, response) => {
      if (started) response.writeHead(200, { 'content-length': '1000' }).write('{"a":')
    })
    const { gateway, exchanges } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo(baseUrl, { repeatable: true, timeout: undefined })))
    expect(failure).toMatchObject({
      delivery: 'unknown',
      error: { code: 'network.timeout', params: { seconds: 30 }, retryable: true },
    })
    expect(exchanges).toHaveLength(1)
    expect(exchanges[0]?.milliseconds).toBeGreaterThanOrEqual(29_000)
  })

  it('gives up although the network stack ignores being told so', async () => {
    const deaf: typeof globalThis.fetch = () => new Promise(() => undefined)
    const failure = await failureOf(
      createTestGateway({ fetch: deaf }).gateway.send(requestTo('https://a.example', { timeout: 1000 })),
    )
    expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.timeout' } })
  })
})

describe('repeating', () => {
  const failingTwice = (status: number) => {
    let count = 0
    return start((_request, response) => {
      count += 1
      response.writeHead(count < 3 ? status : 200).end('{"try":' + String(count) + '}')
    })
  }

  it('repeats a read up to three times', async () => {
    const { baseUrl, received } = await failingTwice(502)
    const { gateway, exchanges } = createTestGateway()
    expect((await gateway.send(requestTo(baseUrl, { repeatable: true }))).body).toEqual({ try: 3 })
    expect(received).toHaveLength(3)
    expect(new Set(exchanges.map(({ id }) => id)).size).toBe(3)
  })

  it('repeats a read whose connection was cut, and gives up after the third', async () => {
    const { baseUrl, received } = await start((request) => request.socket.destroy())
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl, { repeatable: true })))
    expect(failure.error).toMatchObject({ code: 'network.cut', retryable: true })
    expect(received).toHaveLength(3)
  })

  it('never repeats a write', async () => {
    const { baseUrl, received } = await failingTwice(500)
    await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    expect(received).toHaveLength(1)
  })
})

describe('cancelling', () => {
  it('a request that waits for its turn is never sent', async () => {
    const { baseUrl, received } = await start(() => undefined)
    const { gateway, exchanges } = createTestGateway({
      limitsOf: () => ({ concurrency: 1, requestsPerSecond: Infinity }),
    })
    const first = new AbortController()
    const second = new AbortController()
    const sent = failureOf(gateway.send(requestTo(baseUrl, { signal: first.signal })))
    const queued = failureOf(gateway.send(requestTo(baseUrl, { signal: second.signal })))
    while (received.length === 0) await new Promise(setImmediate)
    second.abort()
    first.abort()
    expect(await queued).toMatchObject({ delivery: 'notSent', error: { code: 'cancelled' } })
    expect(await sent).toMatchObject({ delivery: 'unknown', error: { code: 'cancelled', retryable: false } })
    expect(received).toHaveLength(1)
    expect(exchanges).toHaveLength(1)
  })

  it('many cancelled at once leave the account usable', async () => {
    const { baseUrl } = await json('{}')
    const { gateway } = createTestGateway({ limitsOf: () => ({ concurrency: 2, requestsPerSecond: Infinity }) })
    const abort = new AbortController()
    const all = Array.from({ length: 200 }, () => gateway.send(requestTo(baseUrl, { signal: abort.signal })))
    setImmediate(() => abort.abort())
    const outcomes = await Promise.allSettled(all)
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
    expect((await gateway.send(requestTo(baseUrl))).status).toBe(200)
  })

  it('does not start what was cancelled before', async () => {
    const { baseUrl, received } = await json('{}')
    const failure = await failureOf(
      createTestGateway().gateway.send(requestTo(baseUrl, { signal: AbortSignal.abort(), repeatable: true })),
    )
    expect(failure).toMatchObject({ delivery: 'notSent', error: { code: 'cancelled' } })
    expect(received).toEqual([])
  })
})

describe('the record of an exchange', () => {
  it('holds both bodies, status and cause, and no secret', async () => {
    const { baseUrl } = await json(`{"attributes":{"password":"sip-password","echo":"${testKey}"}}`, 400)
    const { gateway, exchanges } = createTestGateway()
    await failureOf(
      gateway.send(requestTo(baseUrl, { step: 'c1/3', body: { key: testKey, number_code: 74951112233 } })),
    )
    expect(exchanges).toMatchObject([
      {
        accountId: 'account',
        step: 'c1/3',
        method: 'POST',
        url: `${baseUrl}/number/v1/GetAttributes`,
        requestBody: '{"key":"[redacted]","number_code":74951112233}',
        status: 400,
        responseBody: '{"attributes":{"password":"[redacted]","echo":"[redacted]"}}',
        errorCode: 'provider.validation',
      },
    ])
  })

  it('cuts long bodies without cutting a secret into a readable half', async () => {
    const { baseUrl } = await json(JSON.stringify(`${'x'.repeat(19_990)}${testKey}`))
    const { gateway, exchanges } = createTestGateway()
    await gateway.send(requestTo(baseUrl))
    expect(exchanges[0]?.responseBody).toHaveLength(20_000)
    expect(exchanges[0]?.responseBody).not.toContain(testKey.slice(0, 5))
  })

  it("cuts the provider's words without cutting a secret into a readable half", async () => {
    const { baseUrl } = await json(JSON.stringify({ error: `${'x'.repeat(490)} ${testKey} or sip-secret` }), 400)
    const { gateway } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo(baseUrl, { passingSecrets: ['sip-secret'] })))
    expect(failure.error.providerMessage).toBe(`${'x'.repeat(490)} [redacted`)
  })

  it("hides the secrets of one request in its answer and the provider's words", async () => {
    const { baseUrl } = await json(JSON.stringify({ error: 'bad sip-secret' }), 400)
    const { gateway, exchanges } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo(baseUrl, { passingSecrets: ['sip-secret'] })))
    expect(failure.error.providerMessage).toBe('bad [redacted]')
    expect(exchanges[0]?.responseBody).toBe('{"error":"bad [redacted]"}')
  })

  it('writes down no secret of the address', async () => {
    const { baseUrl } = await json('{}')
    const { gateway, exchanges } = createTestGateway()
    await gateway.send(requestTo(baseUrl, { path: `/x?key=${testKey}&token=unknown-token` }))
    expect(exchanges[0]?.url).toBe(`${baseUrl}/x?key=[redacted]&token=[redacted]`)
  })

  it('leaves no secret in the failure or its causes', async () => {
    const { baseUrl } = await start((request) => request.socket.destroy())
    const failure = await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))
    const { inspect } = await import('node:util')
    expect(inspect(failure, { depth: Infinity, showHidden: true })).not.toContain(testKey)
  })
})
