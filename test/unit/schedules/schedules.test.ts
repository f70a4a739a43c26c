import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventName, EventPayload } from '@shared/contract'
import type { ScheduleFilter } from '@shared/contract/schedules'
import type { NumberForwarding } from '@shared/domain/forwarding/forwarding'
import { emptyForwarding, emptyTarget } from '@shared/domain/forwarding/empty'
import { createScheduleTable } from '../../../src-main/schedules/schedule-table'
import { createSchedules, type Schedules } from '../../../src-main/schedules/schedules'
import { defineScheduleFunctions } from '../../../src-main/schedules/sql-functions'
import { createInlineReader, createReader } from '../../../src-main/storage/reader'
import { accountId, ownedAt, refreshed, workplace } from '../numbers/workplace'
import { until } from '../until'

/** Monday, 10:00 in Moscow. */
const at = Date.parse('2026-03-02T07:00:00Z')
const timeZone = 'Europe/Moscow'

let place: Awaited<ReturnType<typeof workplace>>
let schedules: Schedules
let events: { name: EventName; payload: unknown }[]

const forwardTo = (...periods: string[]): NumberForwarding => ({
  ...emptyForwarding('number'),
  redirect: 'sequential',
  targets: periods.map((period, index) => ({ ...emptyTarget(), number: `7495100000${index}`, period })),
})

beforeEach(async () => {
  place = await workplace({ numbers: 20 })
  events = []
  for (const number of ownedAt(place.sandbox)) place.sandbox.exolve.state.setForwarding(number, { type: 0 })
  schedules = createSchedules({
    // The very thread of the program, on the same file.
    reader: createReader({
      workerPath: resolve(import.meta.dirname, 'worker-script.mjs'),
      databasePath: place.database.location() ?? '',
    }),
    readForwarding: async (_account, number, signal) =>
      (await place.numbers.watching(accountId, place.exolve).readAttributes(number, { signal })).present.forwarding,
    flush: place.numbers.flush,
    emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => events.push({ name, payload }),
  })
})
afterEach(() => schedules.close())

async function setAt(index: number, wanted: NumberForwarding): Promise<string> {
  const { state } = place.sandbox.exolve
  const own = state.owned().filter(({ application }) => application === state.applications[0])
  const number = own.map(({ code }) => code).sort()[index] ?? ''
  await place.exolve.setCallForwarding(number, wanted, {})
  return number
}

const ask = (
  shown: ScheduleFilter = 'all',
  more: { at?: number; text?: string; offset?: number; limit?: number } = {},
) => schedules.numbers({ accountId, at, timeZone, shown, text: '', offset: 0, limit: 100, ...more })
const counts = () => schedules.counts({ accountId, at, timeZone })

describe('the schedules of an account', () => {
  test('are read where the list does not tell them, and then say who answers and where nobody does', async () => {
    const office = await setAt(0, forwardTo('wd {Mon-Fri} hr {9-17}', 'wd {Mon-Fri} hr {9-17}'))
    const evenings = await setAt(1, forwardTo('hr {18-23}'))
    const always = await setAt(2, forwardTo(''))
    const broken = await setAt(3, forwardTo('hr {25}'))
    await refreshed(place.numbers)
    expect(await counts()).toEqual({ all: 20, nobody: 0, dropped: 0, gaps: 0, unread: 4 })
    expect(await schedules.read({ accountId, which: 'unread' })).toEqual({ read: 4, failed: 0 })
    expect(events.at(-1)).toEqual({ name: 'schedules.didRead', payload: { accountId, done: 4, total: 4 } })

    expect(await counts()).toEqual({ all: 20, nobody: 1, dropped: 0, gaps: 2, unread: 0 })
    const { rows } = await ask()
    const row = (number: string) => rows.find((one) => one.number === number)
    expect(row(office)).toMatchObject({
      state: { destination: 'rings', targets: ['74951000000', '74951000001'], until: at + 8 * 3_600_000 },
      gaps: { count: 23, first: Date.parse('2026-02-28T21:00:00Z') },
    })
    expect(row(evenings)?.state).toEqual({ destination: 'gap', targets: [], until: at + 8 * 3_600_000 })
    expect(row(always)).toMatchObject({ state: { destination: 'rings', until: null }, gaps: { count: 0 } })
    expect(row(broken)?.state?.destination).toBe('unknown')
    expect((await ask('nobody')).rows.map(({ number }) => number)).toEqual([evenings])
    expect((await ask('gaps')).total).toBe(2)
    expect((await ask('nobody', { at: at + 9 * 3_600_000 })).rows.map(({ number }) => number)).toEqual([office])
    expect((await ask('all', { text: evenings.slice(-6) })).rows.map(({ number }) => number)).toContain(evenings)
    const page = await ask('all', { offset: 3, limit: 2 })
    expect([page.total, page.rows]).toEqual([20, rows.slice(3, 5)])
  })

  test('follow what is read of single numbers, and are unread again when the list tells another target', async () => {
    const number = await setAt(0, forwardTo('hr {18-23}'))
    await refreshed(place.numbers)
    await place.numbers.detail(accountId, number)
    place.numbers.flush()
    expect((await ask('nobody')).rows.map((row) => row.number)).toEqual([number])
    await place.exolve.setCallForwarding(
      number,
      { ...forwardTo('', ''), targets: forwardTo('', '').targets.slice(1) },
      {},
    )
    await refreshed(place.numbers)
    expect((await ask('unread')).rows.map((row) => row.number)).toEqual([number])
  })

  test('what cannot be read is counted, and a reading that is cancelled keeps what it has', async () => {
    const first = await setAt(0, forwardTo(''))
    await setAt(1, forwardTo(''))
    await refreshed(place.numbers)
    place.sandbox.faults.add({ kind: 'status', status: 403, match: { path: 'GetAttributes', body: first } })
    expect(await schedules.read({ accountId, which: 'unread' })).toEqual({ read: 1, failed: 1 })
    place.sandbox.faults.add({ kind: 'latency', ms: 5000 })
    place.sandbox.ledger.clear()
    const reading = schedules.read({ accountId, which: 'all' })
    await until(() => place.sandbox.ledger.total > 0)
    schedules.cancelRead({ accountId })
    await expect(reading).rejects.toMatchObject({ error: { code: 'cancelled' } })
    expect((await counts()).unread).toBe(1)
  })

  test('an account that was never fetched has none, and says so when it is to be read', async () => {
    expect(await ask()).toEqual({ total: 0, rows: [] })
    await expect(schedules.read({ accountId, which: 'all' })).rejects.toMatchObject({
      error: { code: 'numbersNotFetched' },
    })
  })

  test('of the numbers that a table shows are handed on one by one', async () => {
    const evenings = [await setAt(0, forwardTo('hr {18-23}')), await setAt(2, forwardTo('hr {19}'))]
    await setAt(1, forwardTo(''))
    await refreshed(place.numbers)
    await schedules.read({ accountId, which: 'unread' })
    const matching = async (text: string) => {
      const found: string[] = []
      for await (const number of schedules.matching({ accountId, at, timeZone, shown: 'nobody', text }))
        found.push(number)
      return found
    }
    expect(await matching('')).toEqual(evenings)
    const [first = ''] = evenings
    expect(await matching(first.slice(-7))).toEqual([first])
  })

  test('are told by a database in memory as well, on its one connection', async () => {
    await setAt(0, forwardTo('hr {18-23}'))
    await refreshed(place.numbers)
    await schedules.read({ accountId, which: 'unread' })
    defineScheduleFunctions(place.database)
    const inline = createScheduleTable(createInlineReader(place.database))
    expect(await inline.counts({ accountId, at, timeZone })).toEqual(await counts())
  })

  test('are forgotten with their account', async () => {
    const number = await setAt(0, forwardTo(''))
    await refreshed(place.numbers)
    await place.numbers.detail(accountId, number)
    place.numbers.flush()
    const kept = () => place.database.prepare('SELECT count(*) AS count FROM forwarding_states').get()?.['count']
    expect(kept()).toBe(1)
    await place.numbers.removeAccount(accountId)
    await expect.poll(kept).toBe(0)
  })
})
