import { expect, test } from 'vitest'
import { emptyTarget } from '@shared/domain/forwarding/empty'
import { accountId, refreshed, rows, workplace } from './workplace'
import { until } from '../until'

const forwarded = {
  kind: 'number',
  redirect: 'sequential',
  targets: [],
  eventUrl: '',
  extendedEvents: false,
  clientId: '',
  promptToCaller: '',
  promptToCallee: '',
  masking: false,
  displayNumber: '',
} as const

test('a note survives refreshes and goes with its account', async () => {
  const { numbers, database } = await workplace({ numbers: 20 })
  await refreshed(numbers)
  const number = (await rows(numbers))[3]?.number ?? ''
  numbers.saveNote({ accountId, number, note: 'Вывеска на Тверской' })
  await refreshed(numbers)
  expect((await numbers.read(accountId, number)).note).toBe('Вывеска на Тверской')
  expect((await rows(numbers, { text: 'тверской' })).map((row) => row.number)).toEqual([number])

  await numbers.removeAccount(accountId)
  expect(await rows(numbers)).toEqual([])
  expect(numbers.refreshState(accountId).fetchedAt).toBeNull()
  for (const table of ['numbers', 'number_terms', 'number_lists', 'number_notes']) {
    await expect.poll(() => database.prepare(`SELECT count(*) AS c FROM ${table}`).get()).toMatchObject({ c: 0 })
  }
})

test('removing an account ends its refresh', async () => {
  const { sandbox, numbers, database } = await workplace({ numbers: 1200 })
  sandbox.faults.add({ kind: 'latency', ms: 30 })
  numbers.refresh(accountId)
  await until(() => sandbox.ledger.total > 2)
  await numbers.removeAccount(accountId)
  expect(numbers.refreshState(accountId)).toMatchObject({ state: 'idle', error: null, fetchedAt: null })
  await expect.poll(() => database.prepare('SELECT count(*) AS c FROM numbers').get()).toMatchObject({ c: 0 })
})

test('the detail tells what GetInfo and GetAttributes say, and the list follows it', async () => {
  const { sandbox, numbers, told } = await workplace({ numbers: 40 })
  await refreshed(numbers)
  const [row] = await rows(numbers, { hasForwarding: true })
  const number = row?.number ?? ''
  const before = await numbers.detail(accountId, number)
  expect(before.info).toMatchObject({ number, region: row?.region, applicationId: row?.applicationId })
  expect(before.present.forwarding.kind).toBe(row?.forwardingKind)
  expect(before.info.forwardingTarget).toBe(row?.forwardingTarget)

  sandbox.exolve.state.setForwarding(number, { type: 0 })
  told.length = 0
  expect((await numbers.detail(accountId, number)).present.forwarding).toEqual({ kind: 'none' })
  await expect.poll(async () => (await numbers.read(accountId, number)).hasForwarding).toBe(false)
  expect(told).toContainEqual({ name: 'numbers.didChange', payload: { accountId } })
  expect(await rows(numbers, { text: row?.forwardingTarget ?? '', hasForwarding: true })).not.toContainEqual(
    expect.objectContaining({ number }),
  )
})

test('the list of every number tells the same forwarding as its detail', async () => {
  const { numbers } = await workplace({ numbers: 60 })
  await refreshed(numbers)
  for (const { number, forwardingKind, forwardingTarget } of await rows(numbers, { hasForwarding: true })) {
    const { info } = await numbers.detail(accountId, number)
    expect({ number, forwardingKind, forwardingTarget }).toEqual({
      number,
      forwardingKind: info.forwardingKind,
      forwardingTarget: info.forwardingTarget,
    })
  }
})

test('what a change reads back is in the list without another request', async () => {
  const { numbers, exolve } = await workplace({ numbers: 40 })
  await refreshed(numbers)
  const [row] = await rows(numbers, { hasForwarding: false })
  const number = row?.number ?? ''
  const client = numbers.watching(accountId, exolve)
  const targets = [{ ...emptyTarget(), number: '74990000009', active: true }]
  await client.setCallForwarding(number, { ...forwarded, targets })
  await client.readAttributes(number)
  await expect
    .poll(() => numbers.read(accountId, number))
    .toMatchObject({ hasForwarding: true, forwardingKind: 'number', forwardingTarget: '74990000009' })
})

test('ownership is known from what was fetched', async () => {
  const { numbers } = await workplace({ numbers: 60 })
  expect(numbers.ownershipOf(accountId, '74991112233', '74995556677')).toBe('unknown')
  await refreshed(numbers)
  const all = await rows(numbers)
  const own = all.find(({ number }) => number === '74991112233')
  const other = all.find(({ applicationId }) => applicationId !== own?.applicationId)
  expect(numbers.ownershipOf(accountId, '74991112233', '74995556677')).toBe('own')
  expect(numbers.ownershipOf(accountId, '74991112233', other?.number ?? '')).toBe('otherApplication')
  expect(numbers.ownershipOf(accountId, '74991112233', '79990000000')).toBe('foreign')
})
