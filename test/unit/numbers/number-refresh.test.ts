import type { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Refresh } from '@shared/contract/numbers'
import type { Sandbox } from '../../../src-main/sandbox/sandbox'
import { accountId, ended, ownedAt, refreshed, rows, workplace } from './workplace'
import { until } from '../until'

describe('a refresh', () => {
  test('brings every number once, with forwarding and SIP of each', async () => {
    const { sandbox, numbers, told } = await workplace()
    await refreshed(numbers)
    const listed = await rows(numbers)
    expect(listed.map(({ number }) => number)).toEqual(ownedAt(sandbox))
    for (const row of listed) {
      const owned = sandbox.exolve.state.find(row.number)
      expect(row.hasSip).toBe(owned?.sip !== null)
      expect(row.hasForwarding).toBe(owned?.forwarding.type !== 0)
      expect(row.applicationName).toBe(owned?.application.name)
    }
    expect(numbers.countOf(accountId)).toMatchObject({ numberCount: 1200 })
    expect(numbers.refreshState(accountId)).toMatchObject({ state: 'idle', error: null })
    expect(told.map(({ name }) => name)).toContain('numbers.didChange')
  })

  test('asks little more than one request per page', async () => {
    const { sandbox, numbers } = await workplace({ numbers: 5000 })
    await refreshed(numbers)
    const requests = sandbox.ledger.entries().filter(({ path }) => path.endsWith('GetList'))
    // 10 full pages, split over three applications; the SIP pass; the first page and the last count.
    expect(requests.length).toBeLessThanOrEqual(10 + 3 + 2 + 2)
  })

  test('tells how far it is', async () => {
    const { numbers, told } = await workplace()
    await refreshed(numbers)
    const states = told
      .filter(({ name }) => name === 'numbers.didRefresh')
      .map(({ payload }) => (payload as { refresh: Refresh }).refresh)
    expect(states[0]).toMatchObject({ state: 'running', fetched: 0, total: null })
    expect(states.some(({ fetched, total }) => fetched > 0 && fetched < 1200 && total === 1200)).toBe(true)
    expect(states.at(-1)).toMatchObject({ state: 'idle', error: null })
  })

  test('an account without numbers has an empty list, which is not the same as none', async () => {
    const { sandbox, numbers } = await workplace({ numbers: 2 })
    for (const { code } of [...sandbox.exolve.state.owned()]) sandbox.exolve.state.removeNumber(code)
    expect(numbers.refreshState(accountId).fetchedAt).toBeNull()
    await refreshed(numbers)
    expect(await rows(numbers)).toEqual([])
    expect(numbers.refreshState(accountId).fetchedAt).not.toBeNull()
  })

  test('is not started twice', async () => {
    const { sandbox, numbers } = await workplace({ numbers: 240 })
    numbers.refresh(accountId)
    numbers.refresh(accountId)
    await ended(numbers)
    const firstPages = sandbox.ledger.entries().filter(({ body }) => /^\{"limit":500,"offset":0\}$/.test(body))
    // Each refresh reads the first page twice: at its beginning, and once more to see that nothing moved.
    expect(firstPages).toHaveLength(2)
  })
})

describe('a list that moves while it is read', () => {
  test.each(['shrinks', 'grows', 'is exchanged one for one'])('%s: no number is lost, none is doubled', async (how) => {
    const { sandbox, numbers } = await workplace({ numbers: 3000 })
    const { state } = sandbox.exolve
    let page = 0
    const unsubscribe = onEachPage(sandbox, () => {
      page += 1
      if (page !== 2) return
      const owned = state.owned()
      const [first, third] = [owned[0], owned[2]]
      if (!first || !third) throw new Error('the sandbox is empty')
      if (how !== 'grows') state.removeNumber(first.code)
      if (how !== 'shrinks') state.addNumber({ ...third, code: '79990001122' })
    })
    await refreshed(numbers)
    unsubscribe()
    expect(numbers.refreshState(accountId).error).toBeNull()
    expect((await rows(numbers)).map(({ number }) => number)).toEqual(ownedAt(sandbox))
  })

  test.each([
    ['bought', 0, 1],
    ['given up', 1, 0],
    ['exchanged', 1, 1],
  ])('a number %s after all pages were read is not missed', async (_how, removed, added) => {
    const { sandbox, numbers } = await workplace({ numbers: 240 })
    const { state } = sandbox.exolve
    const [first] = state.owned()
    if (!first) throw new Error('the sandbox is empty')
    let isOver = false
    sandbox.ledger.onSettled(({ body }) => {
      if (isOver || !body.includes('sip_filter')) return
      isOver = true
      if (removed) state.removeNumber(first.code)
      if (added) state.addNumber({ ...first, code: '79990001122' })
    })
    await refreshed(numbers)
    expect((await rows(numbers)).map(({ number }) => number)).toEqual(ownedAt(sandbox))
  })

  test('without end: says so and keeps the old list', async () => {
    const { sandbox, numbers } = await workplace({ numbers: 1200 })
    await refreshed(numbers)
    const before = await rows(numbers)
    const { state } = sandbox.exolve
    const unsubscribe = onEachPage(sandbox, () => {
      const first = state.owned()[0]
      if (first) state.removeNumber(first.code)
    })
    await refreshed(numbers)
    unsubscribe()
    expect(numbers.refreshState(accountId).error?.code).toBe('provider.listUnstable')
    expect(await rows(numbers)).toEqual(before)
  })
})

describe('a refresh that comes to nothing', () => {
  test('cancelled: the old list stays, and the reason is said', async () => {
    const { sandbox, numbers, database } = await workplace()
    await refreshed(numbers)
    const before = await rows(numbers)
    sandbox.faults.add({ kind: 'latency', ms: 40 })
    sandbox.ledger.clear()
    numbers.refresh(accountId)
    await until(() => sandbox.ledger.total > 2)
    numbers.cancelRefresh(accountId)
    await ended(numbers)
    expect(numbers.refreshState(accountId)).toMatchObject({ state: 'idle', error: { code: 'cancelled' } })
    expect(await rows(numbers)).toEqual(before)
    await leftovers(database)
  })

  test.each([
    [{ kind: 'status', status: 401 }, 'auth.rejected'],
    [{ kind: 'html' }, 'provider.badAnswer'],
    [{ kind: 'wrongShape' }, 'provider.badAnswer'],
  ] as const)('%o in the middle: the old list stays', async (fault, code) => {
    const { sandbox, numbers, database } = await workplace()
    await refreshed(numbers)
    const before = await rows(numbers)
    sandbox.faults.add({ ...fault, match: { path: 'GetList', skip: 2 } })
    await refreshed(numbers)
    expect(numbers.refreshState(accountId).error?.code).toBe(code)
    expect(await rows(numbers)).toEqual(before)
    await leftovers(database)
  })

  test('a bug is logged and not taken for an empty list', async () => {
    const { numbers, database, log } = await workplace({ numbers: 10 })
    await refreshed(numbers)
    database.exec("CREATE TRIGGER fault BEFORE INSERT ON numbers BEGIN SELECT RAISE(ABORT, 'fault'); END")
    await refreshed(numbers)
    expect(numbers.refreshState(accountId).error?.code).toBe('internal')
    expect(log.error).toHaveBeenCalledOnce()
    expect(await rows(numbers)).toHaveLength(10)
  })

  test('ended with the program: the next start clears what was left and keeps the old list', async () => {
    const first = await workplace({ numbers: 1200, close: false })
    await refreshed(first.numbers)
    first.sandbox.faults.add({ kind: 'latency', ms: 40 })
    first.sandbox.ledger.clear()
    first.numbers.refresh(accountId)
    await until(() => first.sandbox.ledger.total > 2)
    first.numbers.close()
    first.database.close()
    const second = await workplace({ folder: first.folder })
    expect(await rows(second.numbers)).toHaveLength(1200)
    await leftovers(second.database)
  })
})

/** Rows of lists that nobody sees are gone after a moment. */
async function leftovers(database: DatabaseSync): Promise<void> {
  await expect
    .poll(() => database.prepare('SELECT count(*) AS c, count(DISTINCT list) AS lists FROM numbers').get())
    .toMatchObject({ c: 1200, lists: 1 })
  await expect
    .poll(() => database.prepare('SELECT count(DISTINCT list) AS lists FROM number_terms').get())
    .toMatchObject({ lists: 1 })
}

/** Runs `act` after each page that the provider gave out. */
const onEachPage = ({ ledger }: Sandbox, act: () => void): (() => void) =>
  ledger.onSettled(({ path }) => {
    if (path.endsWith('GetList')) act()
  })
