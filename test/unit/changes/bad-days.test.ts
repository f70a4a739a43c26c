import { rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { mountDisk, whyNoDisk } from '../storage/small-disk'
import { createFakeThings } from './fake-things'
import {
  accountId,
  createWorkplace,
  removeForwarding,
  setForwarding,
  writesActedOn,
  type Workplace,
  type WorkplaceOptions,
} from './workplace'
import { until } from '../until'

let place: Workplace
const open = async (options?: WorkplaceOptions) => (place = await createWorkplace(options))
afterEach(() => place.close())
const at = (index: number): string => place.numbers[index] ?? ''

/** Plans and applies forwarding for the first so many numbers. */
async function run(count: number) {
  const numbers = place.numbers.slice(0, count)
  const change = await place.plan(numbers.map((number) => setForwarding(number)))
  await place.changes.apply({ changeId: change.id })
  return { numbers, changeId: change.id, settled: await place.settled(change.id) }
}
const onceEach = (numbers: string[]) => new Map(numbers.map((number) => [number, 1]))

describe('answers that never came', () => {
  it('counts a step as done when the provider acted, without sending it again', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'cutAfter', match: { path: 'SetCallForwarding', times: 5 } })
    const { numbers, settled } = await run(20)

    expect(settled.counts).toMatchObject({ done: 20 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(numbers))
    expect(place.sandbox.ledger.entries({ path: 'SetCallForwarding' })).toHaveLength(20)
  })

  it('reads an unreadable answer the same way', async () => {
    await open()
    for (const kind of ['truncatedJson', 'brokenJson', 'html'] as const) {
      place.sandbox.faults.add({ kind, match: { path: 'SetCallForwarding', times: 2 } })
    }
    const { numbers, settled } = await run(20)

    expect(settled.counts).toMatchObject({ done: 20 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(numbers))
  })

  it('sends again only what is proven not to have happened', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'cutBefore', match: { path: 'SetCallForwarding', times: 6 } })
    place.sandbox.faults.add({ kind: 'status', status: 500, match: { path: 'SetCallForwarding', times: 6 } })
    const { numbers, settled } = await run(20)

    expect(settled.counts).toMatchObject({ done: 20 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(numbers))
  })

  it('gives a step up when the provider fails again and again, and stops when all do', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'status', status: 500, match: { path: 'SetCallForwarding' } })
    const { settled, changeId } = await run(60)

    expect(settled).toMatchObject({ state: 'paused', pausedBy: { code: 'provider.failure' } })
    expect(settled.counts.failed).toBeGreaterThanOrEqual(20)
    expect(settled.counts.failed).toBeLessThan(40)
    place.sandbox.faults.clear()
    await place.changes.apply({ changeId })
    await place.settled(changeId)
    await place.changes.retryFailed({ changeId })
    expect((await place.settled(changeId)).counts).toMatchObject({ done: 60 })
  })
})

describe('trouble that concerns the whole account', () => {
  it('pauses when the network is gone, says so, and goes on without losing or doubling a step', async () => {
    let cut = false
    await open({
      fetch: (input, init) => {
        if (!cut) return fetch(input, init)
        return Promise.reject(
          new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
        )
      },
    })
    place.sandbox.faults.add({ kind: 'latency', ms: 5 })
    const change = await place.plan(place.numbers.slice(0, 80).map((number) => setForwarding(number)))
    await place.changes.apply({ changeId: change.id })
    await until(() => writesActedOn(place.sandbox).size > 5)
    cut = true
    const paused = await place.settled(change.id)

    expect(paused).toMatchObject({
      state: 'paused',
      pausedBy: { code: 'network.refused' },
      counts: { failed: 0, sent: 0 },
    })
    expect(paused.counts.pending).toBeGreaterThan(0)
    cut = false
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 80 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(place.numbers.slice(0, 80)))
  })

  it('pauses when the key is refused; the step that met it is as before', async () => {
    await open()
    const change = await place.plan(place.numbers.slice(0, 30).map((number) => setForwarding(number)))
    place.sandbox.faults.add({ kind: 'status', status: 401, match: { path: 'SetCallForwarding', skip: 5 } })
    await place.changes.apply({ changeId: change.id })
    const paused = await place.settled(change.id)

    expect(paused).toMatchObject({
      state: 'paused',
      pausedBy: { code: 'auth.rejected' },
      counts: { failed: 0, unknown: 0 },
    })
    place.sandbox.faults.clear()
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 30 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(place.numbers.slice(0, 30)))
  })

  it('waits out a few 429, and pauses in a storm of them', async () => {
    await open()
    const limited = { kind: 'status', status: 429, retryAfter: '0' } as const
    place.sandbox.faults.add({ ...limited, match: { path: 'SetCallForwarding', times: 2 } })
    const { settled } = await run(10)
    expect(settled.counts).toMatchObject({ done: 10 })

    place.sandbox.faults.add({ ...limited, match: { path: 'DeleteCallForwarding' } })
    const numbers = place.numbers.slice(0, 10)
    const storm = await place.plan(numbers.map(removeForwarding))
    await place.changes.apply({ changeId: storm.id })
    const paused = await place.settled(storm.id)
    expect(paused).toMatchObject({
      state: 'paused',
      pausedBy: { code: 'provider.rateLimited' },
      counts: { pending: 10 },
    })

    place.sandbox.faults.clear()
    await place.changes.apply({ changeId: storm.id })
    expect((await place.settled(storm.id)).counts).toMatchObject({ done: 10 })
    expect(writesActedOn(place.sandbox)).toEqual(new Map(numbers.map((number) => [number, 2])))
  })

  it('pauses before the computer sleeps', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'latency', ms: 5 })
    const change = await place.plan(place.numbers.map((number) => setForwarding(number)))
    await place.changes.apply({ changeId: change.id })
    await place.changes.suspend()

    expect(await place.changes.read({ changeId: change.id })).toMatchObject({
      state: 'paused',
      pausedBy: { code: 'suspended' },
      counts: { sent: 0 },
    })
  })
})

describe('the end of the program in the middle', () => {
  it('finds every step whose request left: it is on the disk before', async () => {
    /** How many steps were on the disk as sent when the first, second, … request left. */
    const recorded: number[] = []
    await open({
      fetch: (input, init) => {
        if (input instanceof Request && input.url.endsWith('/SetCallForwarding')) {
          // Another connection sees what is committed, and nothing else.
          const witness = new DatabaseSync(join(place.folder, 'switchboard.sqlite'), { readOnly: true })
          const row = witness.prepare('SELECT COUNT(*) AS count FROM change_steps WHERE sent_at IS NOT NULL').get()
          recorded.push(Number(row?.['count']))
          witness.close()
        }
        return fetch(input, init)
      },
    })
    await run(20)

    expect(recorded).toHaveLength(20)
    for (const [earlier, count] of recorded.entries()) expect(count).toBeGreaterThan(earlier)
    // FULL: committed means that it survives a power cut.
    expect(place.opened.database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  })

  it('stops when an outcome cannot be recorded, and finds it again by reading', async () => {
    await open()
    const { database } = place.opened
    const numbers = place.numbers.slice(0, 3)
    const change = await place.plan(numbers.map((number) => setForwarding(number)))
    database.exec(
      "CREATE TEMP TRIGGER refuse BEFORE UPDATE ON change_steps WHEN NEW.state = 'done' BEGIN SELECT RAISE(ABORT, 'refused by the test'); END",
    )
    await place.changes.apply({ changeId: change.id })
    expect(await place.settled(change.id)).toMatchObject({ state: 'paused', pausedBy: { code: 'internal' } })
    expect(inspect(place.faults, { depth: null })).toContain('refused by the test')

    database.exec('DROP TRIGGER refuse')
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 3 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(numbers))
  })

  it('lists what was under way as paused, and reads back what was sent before it sends anything', async () => {
    await open()
    const numbers = place.numbers.slice(0, 4)
    const change = await place.plan(numbers.map((number) => setForwarding(number)))
    // As a crash leaves it: the first acted on, the second not, both without an outcome; a plan cut short beside them.
    await place.changes.apply({ changeId: change.id })
    await place.settled(change.id)
    place.sandbox.exolve.state.setForwarding(at(1), { type: 0 })
    const { database } = place.opened
    database.exec("UPDATE changes SET state = 'applied', finished_at = NULL")
    database.exec("UPDATE change_steps SET state = 'sent', observed = NULL, finished_at = NULL WHERE position < 2")
    database.exec(
      `INSERT INTO changes (id, account_id, state, origin, author, created_at) VALUES ('x', 'a', 'planning', 'form', '', 0)`,
    )
    place.sandbox.ledger.clear()
    await place.stop()
    place.start()

    expect(await place.changes.unfinished()).toMatchObject([
      { id: change.id, state: 'paused', counts: { unknown: 2, done: 2, sent: 0 } },
    ])
    expect(place.sandbox.ledger.total).toBe(0)
    await expect(place.changes.read({ changeId: 'x' })).rejects.toMatchObject({ error: { code: 'notFound' } })
    await place.changes.apply({ changeId: change.id })
    expect(await place.settled(change.id)).toMatchObject({ state: 'finished', counts: { done: 4 } })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach([at(1)]))
  })

  it('does not count by the clock: set back by a year, everything keeps its order', async () => {
    let now = Date.now()
    await open({ now: () => now })
    const first = await run(3)
    now -= 365 * 86_400_000
    const second = await place.plan([setForwarding(at(0), '74950000000')])
    await place.changes.apply({ changeId: second.id })

    expect((await place.settled(second.id)).counts).toMatchObject({ done: 1 })
    const list = await place.changes.list({ accountId, states: [], text: '', offset: 0, limit: 10 })
    expect(list.changes.map(({ id }) => id)).toEqual([second.id, first.changeId])
    const back = await place.changes.undo({ changeId: second.id })
    expect(back.counts).toMatchObject({ pending: 1, refused: 0 })
  })
})

describe('an outcome that cannot be proven', () => {
  const rename = { operation: 'things.rename', id: 'thing-1', name: 'new' }

  async function loseOutcome(things: ReturnType<typeof createFakeThings>) {
    things.names.set('thing-1', 'old')
    await open({ operations: things.operations })
    const { id } = await place.plan([rename])
    things.mishaps.push('lostBefore')
    await place.changes.apply({ changeId: id })
    return id
  }

  it('stays unknown when sending twice is not harmless, until the operator decides', async () => {
    const things = createFakeThings()
    const changeId = await loseOutcome(things)

    expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { unknown: 1 } })
    expect(things.sent).toEqual(['new'])
    expect((await place.steps(changeId))[0]).toMatchObject({ state: 'unknown', error: { code: 'network.cut' } })

    await place.changes.resolveStep({ changeId, position: 0, decision: 'sendAgain' })
    expect((await place.settled(changeId)).counts).toMatchObject({ done: 1 })
    expect(things.sent).toEqual(['new', 'new'])
  })

  it('is not sent again when it turns out to have happened', async () => {
    const things = createFakeThings()
    const changeId = await loseOutcome(things)
    await place.settled(changeId)
    things.names.set('thing-1', 'new')
    await place.changes.resolveStep({ changeId, position: 0, decision: 'sendAgain' })

    expect((await place.settled(changeId)).counts).toMatchObject({ done: 1 })
    expect(things.sent).toEqual(['new'])
  })

  it('is not sent over a state that the operator did not see', async () => {
    const things = createFakeThings()
    const changeId = await loseOutcome(things)
    await place.settled(changeId)
    things.names.set('thing-1', 'third')
    await place.changes.resolveStep({ changeId, position: 0, decision: 'sendAgain' })

    expect((await place.settled(changeId)).counts).toMatchObject({ unknown: 1 })
    expect((await place.steps(changeId))[0]?.conflict).toEqual([
      { path: 'name', planned: 'old', now: 'third', wanted: 'new' },
    ])
    await place.changes.resolveStep({ changeId, position: 0, decision: 'sendAgain' })
    expect((await place.settled(changeId)).counts).toMatchObject({ done: 1 })
    expect(things.sent).toEqual(['new', 'new'])
  })

  it('can be counted as done, or left as it is', async () => {
    const things = createFakeThings()
    const changeId = await loseOutcome(things)
    await place.settled(changeId)
    await place.changes.resolveStep({ changeId, position: 0, decision: 'leave' })
    expect((await place.steps(changeId))[0]).toMatchObject({ state: 'unknown', decision: 'leave' })

    const counted = await place.changes.resolveStep({ changeId, position: 0, decision: 'countAsDone' })
    expect(counted.counts).toMatchObject({ done: 1 })
    expect((await place.steps(changeId))[0]).toMatchObject({ state: 'done', decision: 'countAsDone' })
    expect(things.sent).toEqual(['new'])
  })
})

describe('a full disk', () => {
  it.skipIf(whyNoDisk !== '')(`sends nothing that it could not write down first ${whyNoDisk}`, async () => {
    const { folder } = mountDisk(2 * 1024 * 1024)
    await open({ folder })
    place.sandbox.faults.add({ kind: 'latency', ms: 5 })
    const ballast = join(folder, 'ballast')
    const numbers = place.numbers.slice(0, 100)
    const change = await place.plan(numbers.map((number) => setForwarding(number)))
    await place.changes.apply({ changeId: change.id })
    await until(() => writesActedOn(place.sandbox).size >= 10)
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4096'], { stdio: 'pipe' })
    } catch {
      // dd fills the disk and then says that it is full.
    }
    const stopped = await place.settled(change.id)
    expect(stopped).toMatchObject({ state: 'paused', pausedBy: { code: 'storage.full' } })
    const acted = writesActedOn(place.sandbox)
    for (const step of await place.steps(change.id)) {
      if (step.state === 'pending') expect(acted.has(step.object)).toBe(false)
    }
    // Still full: nothing begins, and the answer says why.
    await expect(place.changes.apply({ changeId: change.id })).rejects.toMatchObject({ errcode: 13 })
    expect(writesActedOn(place.sandbox).size).toBe(acted.size)

    rmSync(ballast)
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 100 })
    expect(writesActedOn(place.sandbox)).toEqual(onceEach(numbers))
  })
})
