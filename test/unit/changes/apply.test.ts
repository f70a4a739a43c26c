import { afterEach, describe, expect, it } from 'vitest'
import {
  accountId,
  createWorkplace,
  forwardTo,
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

/** The number at this place of the account; the tests never ask for more than there are. */
const at = (index: number): string => place.numbers[index] ?? ''

describe('plan', () => {
  it('shows old and new field by field, and sends nothing that changes anything', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0))])

    expect(change).toMatchObject({ state: 'planned', stepCount: 1, accountId, author: 'tester', pausedBy: null })
    expect(change.counts).toMatchObject({ pending: 1, unchanged: 0, refused: 0 })
    const [step] = await place.steps(change.id)
    expect(step).toMatchObject({ position: 0, object: at(0), state: 'pending', irreversible: null, error: null })
    expect(step?.differences).toContainEqual({ path: 'targets.0.number', before: null, after: '74951234567' })
    expect(step?.differences).toContainEqual({ path: 'kind', before: 'none', after: 'number' })
    expect(writesActedOn(place.sandbox).size).toBe(0)
  })

  it('leaves out what is so already, and counts it', async () => {
    await open()
    const change = await place.plan([removeForwarding(at(0)), setForwarding(at(1))])

    expect(change.counts).toMatchObject({ unchanged: 1, pending: 1 })
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ unchanged: 1, done: 1 })
    expect([...writesActedOn(place.sandbox).keys()]).toEqual([at(1)])
  })

  it('refuses a row with an error and keeps the others', async () => {
    await open()
    const empty = forwardTo('74951234567', { targets: [] })
    const change = await place.plan([
      { operation: 'exolve.setForwarding', number: at(0), wanted: empty },
      setForwarding(at(1)),
    ])

    expect(change.counts).toMatchObject({ refused: 1, pending: 1 })
    const [refused] = await place.steps(change.id)
    expect(refused?.findings).toContainEqual({
      path: 'targets',
      severity: 'error',
      code: 'forwarding.targetsEmpty',
      params: {},
    })
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ refused: 1, done: 1 })
    expect([...writesActedOn(place.sandbox).keys()]).toEqual([at(1)])
  })

  it('keeps a row whose present state cannot be read as refused, with the error', async () => {
    await open()
    const change = await place.plan([setForwarding('79990000099'), setForwarding(at(0))])

    expect(change.counts).toMatchObject({ refused: 1, pending: 1 })
    expect((await place.steps(change.id))[0]?.error).toMatchObject({ code: 'provider.validation' })
  })

  it('fails as a whole when the key is refused, and leaves nothing behind', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'status', status: 401 })

    await expect(place.plan([setForwarding(at(0))])).rejects.toMatchObject({ error: { code: 'auth.rejected' } })
    const list = await place.changes.list({ accountId: null, states: [], text: '', offset: 0, limit: 10 })
    expect(list.total).toBe(0)
  })

  it('plans a second step on the same number on what the first one leaves', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0)), setForwarding(at(0), '74957654321')])

    const [, second] = await place.steps(change.id)
    expect(second?.differences).toEqual([{ path: 'targets.0.number', before: '74951234567', after: '74957654321' }])
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 2 })
  })

  it('shows the exact request, without the key', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0))])
    const request = place.changes.request({ changeId: change.id, position: 0 })

    expect(request.url).toBe(`${place.sandbox.exolve.baseUrl}/number/v1/SetCallForwarding`)
    expect(request.curl).toContain('$TOKEN')
    expect(JSON.stringify(request)).not.toContain(place.sandbox.exolve.apiKey)
    await place.changes.apply({ changeId: change.id })
    await place.settled(change.id)
    const [sent] = place.sandbox.ledger.entries({ path: 'SetCallForwarding' })
    expect(JSON.parse(sent?.body ?? '')).toEqual(request.body)
  })

  it('can be cancelled, and keeps nothing then', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'latency', ms: 20 })
    async function* endless() {
      for (let index = 0; ; index++) yield { intent: setForwarding(at(index % place.numbers.length)) }
    }
    const planning = place.changes.planEntries({ accountId, origin: 'import', entries: endless(), total: null })
    await until(() => place.events.some(({ name }) => name === 'changes.didPlan'))
    const [event] = place.events
    place.changes.cancelPlan({ changeId: (event?.payload as { changeId: string }).changeId })

    await expect(planning).rejects.toMatchObject({ error: { code: 'cancelled' } })
    expect((await place.changes.list({ accountId, states: [], text: '', offset: 0, limit: 10 })).total).toBe(0)
  })
})

describe('apply', () => {
  it('sends each step once, reads it back and reports', async () => {
    await open()
    const numbers = place.numbers.slice(0, 60)
    const change = await place.plan(numbers.map((number) => setForwarding(number)))
    expect((await place.changes.apply({ changeId: change.id })).state).toBe('running')
    const finished = await place.settled(change.id)

    expect(finished).toMatchObject({ state: 'finished', counts: { done: 60, pending: 0, sent: 0 } })
    expect(writesActedOn(place.sandbox)).toEqual(new Map(numbers.map((number) => [number, 1])))
    expect(place.events.at(-1)).toMatchObject({
      name: 'changes.didProgress',
      payload: { change: { state: 'finished', counts: { done: 60 } } },
    })
  })

  it('fails only the step that the provider refuses', async () => {
    await open()
    const number = at(3)
    place.sandbox.faults.add({
      kind: 'status',
      status: 403,
      match: { path: 'SetCallForwarding', body: number },
    })
    const change = await place.plan(place.numbers.slice(0, 10).map((each) => setForwarding(each)))
    await place.changes.apply({ changeId: change.id })

    expect((await place.settled(change.id)).counts).toMatchObject({ failed: 1, done: 9 })
    const failed = (await place.steps(change.id)).find(({ state }) => state === 'failed')
    expect(failed).toMatchObject({ object: number, error: { code: 'auth.forbidden' } })

    place.sandbox.faults.clear()
    await place.changes.retryFailed({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ failed: 0, done: 10 })
    expect(writesActedOn(place.sandbox).get(number)).toBe(1)
  })

  it('says which fields the provider did not take over', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0))])
    // The provider cuts the name short, which only its own state shows.
    place.sandbox.ledger.onSettled(({ path }) => {
      const held = place.sandbox.exolve.state.find(at(0))?.forwarding
      if (!path.endsWith('SetCallForwarding') || held?.type !== 2) return
      const call_control = held.number.call_control.map((target) => ({ ...target, name: 'off' }))
      place.sandbox.exolve.state.setForwarding(at(0), { ...held, number: { ...held.number, call_control } })
    })
    await place.changes.apply({ changeId: change.id })

    expect((await place.settled(change.id)).counts).toMatchObject({ failed: 1 })
    const [step] = await place.steps(change.id)
    expect(step?.error).toMatchObject({
      code: 'notTakenOver',
      fields: [{ path: 'targets.0.name', code: 'change.notTakenOver', params: { wanted: 'office', present: 'off' } }],
    })
  })

  it('stops at a state that was changed behind our back, and shows planned on, now and wanted', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0)), setForwarding(at(1))])
    const elsewhere = await place.plan([setForwarding(at(0), '74950000000')])
    await place.changes.apply({ changeId: elsewhere.id })
    await place.settled(elsewhere.id)
    await place.changes.apply({ changeId: change.id })

    expect((await place.settled(change.id)).counts).toMatchObject({ conflict: 1, done: 1 })
    const [step] = await place.steps(change.id)
    expect(step?.conflict).toContainEqual({
      path: 'targets.0.number',
      planned: null,
      now: '74950000000',
      wanted: '74951234567',
    })
    expect(writesActedOn(place.sandbox).get(at(0))).toBe(1)
  })

  it('carries out a small change beside a big one', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'latency', ms: 5 })
    const big = await place.plan(place.numbers.slice(1).map((number) => setForwarding(number)))
    const small = await place.plan([setForwarding(at(0))])
    await place.changes.apply({ changeId: big.id })
    await place.changes.apply({ changeId: small.id })

    expect((await place.settled(small.id)).counts.done).toBe(1)
    expect((await place.changes.read({ changeId: big.id })).state).toBe('running')
    expect((await place.settled(big.id)).counts.done).toBe(place.numbers.length - 1)
  })

  it('pauses, continues and cancels', async () => {
    await open()
    place.sandbox.faults.add({ kind: 'latency', ms: 5 })
    const change = await place.plan(place.numbers.map((number) => setForwarding(number)))
    const { changeId } = { changeId: change.id }
    await place.changes.apply({ changeId })
    await until(() => writesActedOn(place.sandbox).size > 0)
    const paused = await place.changes.pause({ changeId })

    expect(paused).toMatchObject({ state: 'paused', pausedBy: null, counts: { sent: 0, unknown: 0 } })
    expect(paused.counts.pending).toBeGreaterThan(0)
    expect(place.changes.hasUnfinished(accountId)).toBe(true)
    expect((await place.changes.unfinished()).map(({ id }) => id)).toEqual([changeId])
    const sent = writesActedOn(place.sandbox).size
    expect(paused.counts.done).toBe(sent)

    await place.changes.apply({ changeId })
    await until(() => writesActedOn(place.sandbox).size > sent)
    const cancelled = await place.changes.cancel({ changeId })
    expect(cancelled).toMatchObject({ state: 'cancelled', counts: { pending: 0, sent: 0 } })
    expect(cancelled.counts.done).toBe(writesActedOn(place.sandbox).size)
    expect(cancelled.counts.done + cancelled.counts.skipped).toBe(place.numbers.length)
    expect(place.changes.hasUnfinished(accountId)).toBe(false)
  })
})
