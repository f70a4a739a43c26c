import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventName, EventPayload } from '@shared/contract'
import { AppFailure } from '@shared/domain/app-error'
import { createOverrides, type Overrides } from '../../../src-main/overrides/overrides'
import { accountId, createWorkplace, forwardTo, setForwarding, type Workplace } from '../changes/workplace'

const minute = 60_000
const hour = 60 * minute

let place: Workplace
let overrides: Overrides
/** ms since 1970, moved by the tests */
let clock: number
let events: { name: EventName; payload: unknown }[]

/** As the program has them; again after a start of the program. */
function open(): void {
  overrides = createOverrides({
    database: place.opened.database,
    changes: place.changes,
    async *matching() {
      yield* [at(0), at(1)]
    },
    readForwarding: async (_account, number, signal) =>
      (await place.exolve.readAttributes(number, { signal })).present.forwarding,
    emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => events.push({ name, payload }),
    toAppError(error) {
      if (error instanceof AppFailure) return error.error
      throw error
    },
    now: () => clock,
  })
}

beforeEach(async () => {
  clock = Date.now()
  events = []
  place = await createWorkplace({ now: () => clock })
  open()
})
afterEach(async () => {
  await overrides.close()
  await place.close()
})

const at = (index: number): string => place.numbers[index] ?? ''
const present = async (number: string) => (await place.exolve.readAttributes(number)).present.forwarding
const changed = async (...indices: number[]) => {
  const { id } = await place.plan(indices.map((index) => setForwarding(at(index), `7495000000${index}`)))
  await place.changes.apply({ changeId: id })
  await place.settled(id)
}
const plan = (until: number, ...numbers: string[]) =>
  overrides.plan({ accountId, scope: { kind: 'numbers', numbers }, target: '74951234567', timeoutSeconds: 40, until })
async function applied(until: number, ...numbers: string[]): Promise<string> {
  const { id } = await plan(until, ...numbers)
  await place.changes.apply({ changeId: id })
  await place.settled(id)
  return id
}
const states = () => overrides.list().map(({ state }) => state)

describe('an override', () => {
  test('sends everything to one target until its time, then puts back what was there', async () => {
    await changed(0)
    const before = await present(at(0))
    const id = await applied(clock + hour, at(0), at(1))
    expect(await present(at(0))).toMatchObject({
      redirect: 'single',
      targets: [{ number: '74951234567', timeoutSeconds: 40, period: '' }],
    })
    expect(overrides.list()).toMatchObject([
      {
        changeId: id,
        state: 'waiting',
        target: '74951234567',
        numberCount: 2,
        firstNumber: at(0),
        returnChangeId: null,
      },
    ])
    await overrides.look()
    expect(states()).toEqual(['waiting'])

    clock += hour
    await overrides.look()
    const way = overrides.ofChange({ changeId: id })?.returnChangeId ?? ''
    expect(await place.settled(way)).toMatchObject({ undoOf: id, state: 'finished', counts: { done: 2 } })
    expect(await present(at(0))).toEqual(before)
    expect(await present(at(1))).toEqual({ kind: 'none' })
    expect(overrides.list()).toEqual([])
    expect(overrides.ofChange({ changeId: id })?.state).toBe('over')
    expect(events.map(({ name }) => name)).toContain('overrides.didChange')

    await overrides.look()
    expect(place.sandbox.ledger.entries({ path: 'DeleteCallForwarding', acted: true })).toHaveLength(1)
  })

  test('is only planned until it was reviewed: nothing holds, nothing comes back, and a discarded one is gone', async () => {
    const { id } = await plan(clock + hour, at(0))
    expect(overrides.list()).toEqual([])
    expect(overrides.ofChange({ changeId: id })?.state).toBe('planned')
    clock += 2 * hour
    await overrides.look()
    expect(await present(at(0))).toEqual({ kind: 'none' })
    await place.changes.discard({ changeId: id })
    expect(overrides.ofChange({ changeId: id })).toBeNull()
  })

  test('whose time came while the program was not running is offered at the next start, not carried out', async () => {
    const id = await applied(clock + hour, at(0))
    await overrides.close()
    await place.stop()
    clock += hour + minute
    place.start()
    open()
    overrides.start()
    expect(states()).toEqual(['missed'])
    await overrides.look()
    expect(await present(at(0))).toMatchObject({ kind: 'number' })

    const way = await overrides.planReturn({ changeId: id })
    expect(way).toMatchObject({ state: 'planned', undoOf: id, counts: { pending: 1 } })
    expect(states()).toEqual(['missed'])
    await place.changes.apply({ changeId: way.id })
    await place.settled(way.id)
    expect(await present(at(0))).toEqual({ kind: 'none' })
    expect(overrides.list()).toEqual([])
  })

  test('that woke up long after its time, with the computer, is the operator’s to decide', async () => {
    const id = await applied(clock + hour, at(0))
    clock += 3 * hour
    await overrides.look()
    expect(states()).toEqual(['missed'])
    overrides.keep({ changeId: id })
    expect(overrides.list()).toEqual([])
    await overrides.look()
    expect(await present(at(0))).toMatchObject({ kind: 'number' })
  })

  test('a number that somebody changed meanwhile is left as it is, and that is said', async () => {
    const id = await applied(clock + hour, at(0), at(1))
    await place.exolve.setCallForwarding(at(1), forwardTo('74957777777'), {})
    clock += hour
    await overrides.look()
    await place.settled(overrides.ofChange({ changeId: id })?.returnChangeId ?? '')
    expect(overrides.list()).toMatchObject([{ changeId: id, state: 'incomplete' }])
    expect(await present(at(0))).toEqual({ kind: 'none' })
    expect(await present(at(1))).toMatchObject({ targets: [{ number: '74957777777' }] })
  })

  test('that is itself not through at its time is put back when it is', async () => {
    const { id } = await plan(clock + hour, at(0))
    place.sandbox.faults.add({ kind: 'latency', ms: 500 })
    await place.changes.apply({ changeId: id })
    clock += hour
    await overrides.look()
    expect(overrides.ofChange({ changeId: id })).toMatchObject({ state: 'waiting', error: { code: 'changeUnderWay' } })
    await place.settled(id)
    clock += minute
    await overrides.look()
    await place.settled(overrides.ofChange({ changeId: id })?.returnChangeId ?? '')
    expect(await present(at(0))).toEqual({ kind: 'none' })
  })

  test('whose way back is refused is offered, with the reason', async () => {
    const id = await applied(clock + hour, at(0))
    clock += hour
    place.sandbox.faults.add({ kind: 'status', status: 401, match: { path: 'GetAttributes', times: 1 } })
    await overrides.look()
    expect(overrides.ofChange({ changeId: id })).toMatchObject({ state: 'missed', error: { code: 'auth.rejected' } })
    expect(await present(at(0))).toMatchObject({ kind: 'number' })
  })

  test('puts back even what the console itself would not let pass', async () => {
    const { state } = place.sandbox.exolve
    const former = forwardTo('74950000001')
    await place.exolve.setCallForwarding(at(0), former, {})
    const { forwarding } = state.find(at(0)) ?? {}
    if (forwarding?.type !== 2) throw new Error('no forwarding')
    const [control] = forwarding.number.call_control
    if (!control) throw new Error('no target')
    state.setForwarding(at(0), {
      type: 2,
      number: { ...forwarding.number, call_control: [{ ...control, period: 'wd {1-5}' }] },
    })
    const before = await present(at(0))
    const id = await applied(clock + hour, at(0))
    clock += hour
    await overrides.look()
    const way = await place.settled(overrides.ofChange({ changeId: id })?.returnChangeId ?? '')
    expect(way.counts).toMatchObject({ done: 1, refused: 0 })
    expect(await present(at(0))).toEqual(before)
  })

  test('of a table takes the numbers that it shows', async () => {
    const scope = { kind: 'shown', accountId, at: clock, timeZone: 'UTC', shown: 'nobody', text: '' } as const
    const change = await overrides.plan({
      accountId,
      scope,
      target: '74951234567',
      timeoutSeconds: null,
      until: clock + hour,
    })
    expect(change).toMatchObject({ origin: 'override', stepCount: 2, counts: { pending: 2 } })
  })

  test('needs a moment that is to come, and not a far one', async () => {
    for (const until of [clock, clock - 1, clock + 31 * 24 * hour]) {
      await expect(plan(until, at(0))).rejects.toMatchObject({
        error: { code: 'input.invalid', fields: [{ path: 'until', code: 'override.until' }] },
      })
    }
  })

  test('keeps the change that it needs, and goes with its account', async () => {
    expect(overrides.oldestNeeded()).toBeNull()
    const created = clock
    await applied(clock + hour, at(0))
    expect(overrides.oldestNeeded()).toBe(created)
    const id = await applied(clock + 2 * hour, at(1))
    overrides.keep({ changeId: id })
    const { id: planned } = await plan(clock + hour, at(2))
    expect(overrides.oldestNeeded()).toBe(created)
    clock += hour
    await overrides.look()
    const [first] = overrides.list()
    await place.settled(overrides.ofChange({ changeId: first?.changeId ?? '' })?.returnChangeId ?? id)
    expect(overrides.ofChange({ changeId: planned })?.state).toBe('planned')
    overrides.start()
    expect(overrides.oldestNeeded()).toBeNull()
    await applied(clock + hour, at(3))
    overrides.removeAccount(accountId)
    expect([overrides.list(), overrides.oldestNeeded()]).toEqual([[], null])
  })
})
