import { expect, test } from 'vitest'
import { call, sandbox } from './call'

test('holds each request in order: what came, what went, whether it was acted on', async () => {
  const time = Date.UTC(2026, 0, 1)
  const running = await sandbox({ now: () => time })
  const { ledger } = running
  await call(running, '/number/v1/DeleteCallForwarding', '{ "number_code": 74991112233 }')
  await call(running, '/number/v1/Buy', { number_code: 0 })
  await call(running, '/nowhere?secret=1', {})
  expect(ledger.entries()).toMatchObject([
    {
      sequence: 1,
      receivedAt: time,
      method: 'POST',
      path: '/exolve/number/v1/DeleteCallForwarding',
      body: '{ "number_code": 74991112233 }',
      fault: null,
      status: 200,
      answer: '{}',
      acted: true,
    },
    {
      sequence: 2,
      status: 400,
      answer: '{"error":"invalid BuyRequest.NumberCode: value must be greater than 0"}',
      acted: false,
    },
    { sequence: 3, path: '/exolve/nowhere', status: 404, answer: '', acted: false },
  ])
  expect(ledger.entries({ path: 'Buy' }).map(({ sequence }) => sequence)).toEqual([2])
  expect(ledger.entries({ acted: true }).map(({ sequence }) => sequence)).toEqual([1])
})

test('never holds a key', async () => {
  const running = await sandbox({ exolve: { apiKey: 'S3cr3t-key' } })
  await call(running, '/finance/v1/GetBalance')
  await call(running, '/finance/v1/GetBalance', {}, { authorization: 'S3cr3t-key' })
  await call(running, '/finance/v1/GetBalance', {}, { authorization: 'bearer   S3cr3t-key  ' })
  expect(running.ledger.entries().map(({ headers }) => headers.authorization)).toEqual([
    'Bearer [redacted]',
    '[redacted]',
    'bearer [redacted]',
  ])
  expect(JSON.stringify(running.ledger.entries())).not.toContain('S3cr3t')
})

test('clear forgets, the sequence goes on', async () => {
  const running = await sandbox()
  await call(running, '/finance/v1/GetBalance')
  running.ledger.clear()
  expect([running.ledger.entries(), running.ledger.total]).toEqual([[], 0])
  await call(running, '/finance/v1/GetBalance')
  expect(running.ledger.entries()).toMatchObject([{ sequence: 2 }])
})

test('a compact ledger keeps bodies but neither headers nor answers, and no more entries than its limit', async () => {
  const running = await sandbox({ ledger: { compact: true, limit: 20 } })
  for (let turn = 0; turn < 25; turn += 1) await call(running, '/finance/v1/GetBalance', ` ${'{'}} `)
  const entries = running.ledger.entries()
  expect(running.ledger.total).toBe(25)
  expect(entries.length).toBeLessThanOrEqual(20)
  expect(entries.at(-1)).toMatchObject({
    sequence: 25,
    headers: {},
    body: ' {} ',
    status: 200,
    answer: null,
    acted: true,
  })
})

test('agrees with the state after a storm of writes with every mishap', async () => {
  const running = await sandbox({ exolve: { numbers: 300 } })
  const { exolve, faults, ledger } = running
  const own = exolve.state.owned().filter(({ application }) => application === exolve.state.applications[0])
  for (const number of own) number.forwarding = { type: 0 }
  const match = { times: 15 }
  faults.add({ kind: 'cutBefore', match })
  faults.add({ kind: 'cutAfter', match })
  faults.add({ kind: 'truncatedJson', match })
  faults.add({ kind: 'status', status: 429, match })
  await Promise.all(
    own.map(({ code }) =>
      call(running, '/number/v1/SetCallForwarding', {
        number_code: code,
        call_forwarding_type: 4,
        call_forwarding_static: { static_ip: '203.0.113.10', port: 5060 },
      }).catch(() => null),
    ),
  )
  const acted = ledger
    .entries({ acted: true })
    .map(({ body }) => String((JSON.parse(body) as { number_code: string }).number_code))
  expect(ledger.total).toBe(own.length)
  expect(acted).toHaveLength(own.length - 30)
  expect(acted.toSorted()).toEqual(
    own
      .filter(({ forwarding }) => forwarding.type === 4)
      .map(({ code }) => code)
      .toSorted(),
  )
})
