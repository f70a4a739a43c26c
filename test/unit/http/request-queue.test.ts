import { afterEach, describe, expect, it } from 'vitest'
import { createRequestQueue } from '../../../src-main/http/request-queue'
import { createFakeClock } from './fake-clock'
import { createTestGateway, failureOf, requestTo, startBadProvider, type BadProvider } from './bad-provider'

let provider: BadProvider | undefined
afterEach(() => provider?.close())

/** Speed of the gateway's clock in these tests against the wall's. */
const factor = 50

describe('limits of an account', () => {
  it('keeps to its concurrency', async () => {
    let inFlight = 0
    let most = 0
    provider = await startBadProvider((_request, response) => {
      inFlight += 1
      most = Math.max(most, inFlight)
      setTimeout(() => {
        inFlight -= 1
        response.end('{}')
      }, 5)
    })
    const { baseUrl } = provider
    const { gateway } = createTestGateway({ limitsOf: () => ({ concurrency: 3, requestsPerSecond: Infinity }) })
    await Promise.all(Array.from({ length: 20 }, () => gateway.send(requestTo(baseUrl))))
    expect(most).toBe(3)
  })

  it('starts no more than so many requests in any one second', async () => {
    const clock = createFakeClock()
    const queue = createRequestQueue(clock)
    const starts: number[] = []
    for (let index = 0; index < 12; index += 1)
      void queue.enter('account', { concurrency: 8, requestsPerSecond: 5 }).then((leave) => {
        starts.push(clock.monotonic())
        leave()
      })
    for (const step of [0, 400, 599, 1, 999, 1]) {
      clock.advance(step)
      await new Promise(setImmediate)
    }
    expect(starts).toEqual([0, 0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 2000, 2000])
  })

  it('holds accounts apart', async () => {
    provider = await startBadProvider((_request, response, body) => {
      if (body.includes('free')) response.end('{}')
    })
    const { baseUrl } = provider
    const { gateway } = createTestGateway({ limitsOf: () => ({ concurrency: 1, requestsPerSecond: Infinity }) })
    const stuck = failureOf(gateway.send(requestTo(baseUrl, { accountId: 'one', timeout: 2000 })))
    expect((await gateway.send(requestTo(baseUrl, { accountId: 'two', body: 'free' }))).status).toBe(200)
    expect((await stuck).error.code).toBe('network.timeout')
  })
})

describe('pauses the provider asks for', () => {
  it('are not shortened by a later answer that asks for less', async () => {
    const clock = createFakeClock()
    const queue = createRequestQueue(clock)
    const limits = { concurrency: 8, requestsPerSecond: Infinity }
    ;(await queue.enter('account', limits))()
    queue.pause('account', 5000)
    queue.pause('account', 1000)
    let startedAt: number | undefined
    void queue.enter('account', limits).then(() => (startedAt = clock.monotonic()))
    for (const step of [1000, 3999, 1]) {
      expect(startedAt).toBeUndefined()
      clock.advance(step)
      await new Promise(setImmediate)
    }
    expect(startedAt).toBe(5000)
  })

  const answering = async (first: Record<string, string>, status = 429) => {
    let count = 0
    provider = await startBadProvider((_request, response) => {
      count += 1
      if (count === 1) response.writeHead(status, first).end('{"error":"slow down"}')
      else response.end('{}')
    })
    return provider
  }
  const gapOf = ({ received }: BadProvider) => ((received[1]?.at ?? 0) - (received[0]?.at ?? 0)) * factor

  it.each([
    ['seconds', () => ({ 'retry-after': '7' }), 7000],
    ['an HTTP date', () => httpDateIn(9), 9000],
    ['nothing said', () => ({}), 1000],
  ])('waits after a 429 with %s', async (_what, headers, pause) => {
    const { baseUrl } = await answering(headers())
    const pauses: number[] = []
    const { gateway } = createTestGateway({ onPause: (_account, until) => pauses.push(until - Date.now()) })
    expect((await gateway.send(requestTo(baseUrl, { repeatable: true }))).status).toBe(200)
    expect(gapOf(await current())).toBeGreaterThanOrEqual(pause - 1)
    expect(pauses).toHaveLength(1)
  })

  it('waits when a good answer says that the quota is used up', async () => {
    const { baseUrl } = await answering({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '6' }, 200)
    const { gateway } = createTestGateway()
    await gateway.send(requestTo(baseUrl))
    await gateway.send(requestTo(baseUrl))
    expect(gapOf(await current())).toBeGreaterThanOrEqual(5999)
  })

  it('pauses the whole account, and tells a write that it may be sent again later', async () => {
    const { baseUrl } = await answering({ 'retry-after': '20' })
    const { gateway } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo(baseUrl)))
    expect(failure).toMatchObject({
      delivery: 'answered',
      status: 429,
      error: { code: 'provider.rateLimited', params: { seconds: 20 }, providerMessage: 'slow down', retryable: true },
    })
    await gateway.send(requestTo(baseUrl, { body: 'another' }))
    expect(gapOf(await current())).toBeGreaterThanOrEqual(19_999)
  })

  it('refuses at once, with nothing sent, when the pause is longer than anybody would wait', async () => {
    const { baseUrl, received } = await answering({ 'retry-after': '3600' })
    const { gateway } = createTestGateway()
    const failure = await failureOf(gateway.send(requestTo(baseUrl, { repeatable: true })))
    expect(failure).toMatchObject({ delivery: 'notSent', error: { code: 'provider.quotaUsedUp', retryable: true } })
    expect(failure.error.params['until']).toMatch(/^\d\d:\d\d UTC\S*$/)
    expect(Number(failure.error.params['seconds'])).toBeGreaterThan(3500)
    expect(received).toHaveLength(1)
  })

  async function current(): Promise<BadProvider> {
    if (!provider) throw new Error('no provider')
    return provider
  }
})

/** The provider's own clock is a day off; only the distance between its two dates counts. */
function httpDateIn(seconds: number): Record<string, string> {
  const now = Math.floor(Date.now() / 1000) * 1000 + 86_400_000
  return { date: new Date(now).toUTCString(), 'retry-after': new Date(now + seconds * 1000).toUTCString() }
}
