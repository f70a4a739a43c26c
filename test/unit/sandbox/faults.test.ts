import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../src-main/sandbox/faults'
import { call, sandbox } from './call'

const remove = '/number/v1/DeleteCallForwarding'
const body = { number_code: '74991112233' }
const forwarded = { type: 4, static: { static_ip: '203.0.113.10', port: 5060 } } as const

describe('what a fault does to the request and its answer', () => {
  const cases: [Fault, { status: number | 'cut'; text?: string; acted: boolean }][] = [
    [
      { kind: 'latency', ms: 20 },
      { status: 200, text: '{}', acted: true },
    ],
    [
      { kind: 'status', status: 401 },
      { status: 401, text: '{"error":"Unauthorized"}', acted: false },
    ],
    [
      { kind: 'status', status: 403 },
      { status: 403, text: '{"error":"Forbidden"}', acted: false },
    ],
    [
      { kind: 'status', status: 500, body: 'oops' },
      { status: 500, text: 'oops', acted: false },
    ],
    [
      { kind: 'status', status: 502 },
      { status: 502, text: '{"error":"Bad Gateway"}', acted: false },
    ],
    [
      { kind: 'status', status: 503 },
      { status: 503, text: '{"error":"Service Unavailable"}', acted: false },
    ],
    [{ kind: 'cutBefore' }, { status: 'cut', acted: false }],
    [{ kind: 'cutAfter' }, { status: 'cut', acted: true }],
    [{ kind: 'truncatedJson' }, { status: 200, text: '{', acted: true }],
    [{ kind: 'wrongShape' }, { status: 200, text: '["unexpected"]', acted: true }],
  ]
  test.each(cases)('%j', async (fault, expected) => {
    const running = await sandbox()
    const { exolve, faults, ledger } = running
    exolve.state.setForwarding(body.number_code, forwarded)
    faults.add(fault)
    const answer = await call(running, remove, body).catch(() => null)
    expect(answer?.status ?? 'cut').toBe(expected.status)
    expect(answer?.text).toBe(expected.text)
    // The provider's state and the ledger tell the same story.
    expect(exolve.state.find(body.number_code)?.forwarding.type).toBe(expected.acted ? 0 : 4)
    expect(ledger.entries()).toMatchObject([
      {
        fault: fault.kind,
        acted: expected.acted,
        status: expected.status === 'cut' ? null : expected.status,
        answer: expected.text ?? null,
      },
    ])
  })

  test('broken JSON says it is JSON', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'brokenJson' })
    const headers = { authorization: `Bearer ${running.exolve.apiKey}` }
    const response = await fetch(running.exolve.baseUrl + remove, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    expect(response.headers.get('content-type')).toBe('application/json')
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test('a page of a proxy', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'html' })
    expect(await call(running, remove, body)).toMatchObject({ status: 200, text: expect.stringContaining('<html>') })
    expect(running.ledger.entries()).toMatchObject([{ acted: false }])
  })

  test('429 with and without Retry-After', async () => {
    const running = await sandbox()
    const headers = { authorization: `Bearer ${running.exolve.apiKey}` }
    const waits: (string | null)[] = []
    for (const retryAfter of [undefined, '2', 'Sun, 06 Nov 2044 08:49:37 GMT']) {
      running.faults.add({ kind: 'status', status: 429, ...(retryAfter && { retryAfter }), match: { times: 1 } })
      const response = await fetch(running.exolve.baseUrl + remove, { method: 'POST', headers, body: '{}' })
      expect(response.status).toBe(429)
      waits.push(response.headers.get('retry-after'))
    }
    expect(waits).toEqual([null, '2', 'Sun, 06 Nov 2044 08:49:37 GMT'])
  })

  test('silence lasts until the sandbox is closed', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'silence', match: { times: 1 } })
    const silent = call(running, remove, body).then(
      () => 'answered',
      () => 'cut',
    )
    // Requests after it are served meanwhile.
    expect((await call(running, '/finance/v1/GetBalance')).status).toBe(200)
    await running.close()
    expect(await silent).toBe('cut')
    expect(running.ledger.entries({ path: 'DeleteCallForwarding' })).toMatchObject([{ acted: false, status: null }])
  })

  test('closing during a wait: not acted on', async () => {
    const running = await sandbox()
    running.exolve.state.setForwarding(body.number_code, forwarded)
    running.faults.add({ kind: 'latency', ms: 3_600_000 })
    const waiting = call(running, remove, body).catch(() => 'cut')
    while (running.ledger.total === 0) await new Promise(setImmediate)
    await running.close()
    expect(await waiting).toBe('cut')
    expect(running.exolve.state.find(body.number_code)?.forwarding).toEqual(forwarded)
  })

  test('a client that leaves during a wait is still acted for, and the ledger knows that it got no answer', async () => {
    const running = await sandbox()
    running.exolve.state.setForwarding(body.number_code, forwarded)
    running.faults.add({ kind: 'latency', ms: 500 })
    const settled = new Promise((resolve) => running.ledger.onSettled(resolve))
    const leaving = new AbortController()
    const headers = { authorization: `Bearer ${running.exolve.apiKey}` }
    const request = fetch(running.exolve.baseUrl + remove, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: leaving.signal,
    })
    while (running.ledger.total === 0) await new Promise(setImmediate)
    leaving.abort()
    await expect(request).rejects.toThrow()
    expect(await settled).toMatchObject({ acted: true, status: null, answer: null })
    expect(running.exolve.state.find(body.number_code)?.forwarding).toEqual({ type: 0 })
  })
})

describe('whom a fault meets', () => {
  test('a path, for a number of times, after a number of unharmed requests', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'status', status: 500, match: { path: 'DeleteCallForwarding', skip: 1, times: 2 } })
    const statuses: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      statuses.push((await call(running, remove, body)).status)
      expect((await call(running, '/finance/v1/GetBalance')).status).toBe(200)
    }
    expect(statuses).toEqual([200, 500, 500, 200])
  })

  test('a text in the body', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'status', status: 500, match: { body: '74991112233' } })
    expect((await call(running, remove, body)).status).toBe(500)
    expect((await call(running, remove, { number_code: '74995556677' })).status).toBe(200)
  })

  test('waits add up, of several mishaps the first one counts and the others keep their turns', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'latency', ms: 30 })
    running.faults.add({ kind: 'latency', ms: 30 })
    running.faults.add({ kind: 'status', status: 503, match: { times: 1 } })
    running.faults.add({ kind: 'status', status: 500, match: { times: 1 } })
    const start = performance.now()
    expect((await call(running, remove, body)).status).toBe(503)
    expect(performance.now() - start).toBeGreaterThan(55)
    expect((await call(running, remove, body)).status).toBe(500)
    expect((await call(running, remove, body)).status).toBe(200)
  })

  test('clear ends them all', async () => {
    const running = await sandbox()
    running.faults.add({ kind: 'html' })
    running.faults.clear()
    expect((await call(running, remove, body)).text).toBe('{}')
  })
})
