import { afterEach, describe, expect, it } from 'vitest'
import { createFakeThings } from './fake-things'
import {
  createWorkplace,
  removeForwarding,
  setForwarding,
  writesActedOn,
  type Workplace,
  type WorkplaceOptions,
} from './workplace'

let place: Workplace
const open = async (options?: WorkplaceOptions) => (place = await createWorkplace(options))
afterEach(() => place.close())
const at = (index: number): string => place.numbers[index] ?? ''

async function carryOut(changeId: string) {
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}
/** Kind of forwarding that the provider holds, and its first target. */
function held(number: string): string {
  const forwarding = place.sandbox.exolve.state.find(number)?.forwarding
  return forwarding?.type === 2
    ? `to ${forwarding.number.call_control[0]?.redirect_number}`
    : `type ${forwarding?.type}`
}
describe('undo', () => {
  it('takes back what was done, as a change of its own to be reviewed, in reverse order', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0)), setForwarding(at(1)), setForwarding(at(1), '74957654321')])
    await carryOut(change.id)
    place.sandbox.ledger.clear()
    const undo = await place.changes.undo({ changeId: change.id })

    expect(undo).toMatchObject({ state: 'planned', origin: 'undo', undoOf: change.id, counts: { pending: 3 } })
    expect(writesActedOn(place.sandbox).size).toBe(0)
    expect((await place.steps(undo.id)).map(({ object, operation }) => `${operation} ${object}`)).toEqual([
      `exolve.setForwarding ${at(1)}`,
      `exolve.removeForwarding ${at(1)}`,
      `exolve.removeForwarding ${at(0)}`,
    ])
    expect((await carryOut(undo.id)).counts).toMatchObject({ done: 3 })
    expect([at(0), at(1)].map(held)).toEqual(['type 0', 'type 0'])
  })

  it('of an undo brings everything back', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0)), removeForwarding(at(0)), setForwarding(at(1))])
    await carryOut(change.id)
    const undo = await place.changes.undo({ changeId: change.id })
    await carryOut(undo.id)
    const redo = await place.changes.undo({ changeId: undo.id })

    expect(redo).toMatchObject({ undoOf: undo.id, counts: { pending: 3, refused: 0 } })
    expect((await carryOut(redo.id)).counts).toMatchObject({ done: 3 })
    expect([at(0), at(1)].map(held)).toEqual(['type 0', 'to 74951234567'])
  })

  it('leaves out what never took effect, and refuses what was changed since, with the reason', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0)), setForwarding(at(1)), setForwarding(at(2))])
    place.sandbox.faults.add({ kind: 'status', status: 403, match: { path: 'SetCallForwarding', body: at(2) } })
    await carryOut(change.id)
    place.sandbox.faults.clear()
    await carryOut((await place.plan([setForwarding(at(1), '74957654321')])).id)
    const undo = await place.changes.undo({ changeId: change.id })

    expect(undo).toMatchObject({ stepCount: 2, counts: { refused: 1, pending: 1 } })
    const refused = (await place.steps(undo.id)).find(({ state }) => state === 'refused')
    expect(refused).toMatchObject({
      object: at(1),
      findings: [
        {
          path: 'targets.0.number',
          code: 'change.changedSince',
          params: { left: '74951234567', present: '74957654321' },
        },
      ],
    })
    await carryOut(undo.id)
    expect([at(0), at(1)].map(held)).toEqual(['type 0', 'to 74957654321'])
  })

  it('refuses what has no way back, and what may not have happened', async () => {
    const things = createFakeThings()
    await open({ operations: things.operations })
    things.names.set('thing-1', 'old')
    const change = await place.plan([
      { operation: 'things.create', label: 'front desk' },
      { operation: 'things.rename', id: 'thing-1', name: 'new' },
    ])
    expect((await place.steps(change.id)).map(({ irreversible }) => irreversible)).toEqual(['things.stay', null])
    await place.changes.apply({ changeId: change.id })
    await place.settled(change.id)
    const undo = await place.changes.undo({ changeId: change.id })

    expect((await place.steps(undo.id)).map(({ state, findings }) => [state, findings[0]?.code])).toEqual([
      ['pending', undefined],
      ['refused', 'change.cannotBeUndone'],
    ])

    things.mishaps.push('lostBefore')
    await place.changes.apply({ changeId: undo.id })
    await place.settled(undo.id)
    const redo = await place.changes.undo({ changeId: undo.id })
    expect((await place.steps(redo.id))[0]).toMatchObject({
      state: 'refused',
      findings: [{ code: 'change.outcomeUnknown' }],
    })
  })

  it('waits for the end of the change', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0))])
    expect(() => place.changes.undo({ changeId: change.id })).toThrow('changeUnderWay')
  })
})

describe('whether there is anything to undo', () => {
  const undoable = async (changeId: string) => (await place.changes.read({ changeId })).undoable

  it('is said once the change is over, and until it was taken back', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0))])
    expect(change.undoable).toBe(false)
    expect(await carryOut(change.id)).toMatchObject({ undoable: true })
    const undo = await place.changes.undo({ changeId: change.id })
    // One that was only planned took nothing back.
    expect(await undoable(change.id)).toBe(true)
    expect(await carryOut(undo.id)).toMatchObject({ undoable: true })
    expect(await undoable(change.id)).toBe(false)
    const redo = await place.changes.undo({ changeId: undo.id })
    await carryOut(redo.id)
    expect(await Promise.all([change, undo, redo].map(({ id }) => undoable(id)))).toEqual([true, false, true])
    expect(place.events.filter(({ name }) => name === 'changes.didProgress').at(-1)?.payload).toMatchObject({
      change: { id: redo.id, undoable: true },
    })
  })

  it('stays so while an undo left something', async () => {
    await open()
    const change = await place.plan([setForwarding(at(0)), setForwarding(at(1))])
    await carryOut(change.id)
    await carryOut((await place.plan([setForwarding(at(1), '74957654321')])).id)
    const undo = await place.changes.undo({ changeId: change.id })
    expect((await carryOut(undo.id)).counts).toMatchObject({ done: 1, refused: 1 })
    expect(await undoable(change.id)).toBe(true)
  })

  it('depends on the steps that did something: one with a way back is enough', async () => {
    const things = createFakeThings()
    await open({ operations: things.operations })
    const create = { operation: 'things.create', label: 'front desk' }
    const rename = { operation: 'things.rename', id: 'thing-1', name: 'new' }
    expect((await carryOut((await place.plan([create])).id)).undoable).toBe(false)

    things.mishaps.push('lostBefore')
    const lost = await carryOut((await place.plan([rename])).id)
    expect(lost).toMatchObject({ counts: { unknown: 1 }, undoable: false })
    await place.changes.cancel({ changeId: lost.id })
    expect(await undoable(lost.id)).toBe(false)

    things.mishaps.push('ignored')
    const ignored = await carryOut((await place.plan([rename])).id)
    expect(ignored).toMatchObject({ counts: { failed: 1 }, undoable: false })

    const many = Array.from({ length: 60 }, (_, index) => ({ operation: 'things.create', label: `desk ${index}` }))
    expect((await carryOut((await place.plan([rename, ...many])).id)).undoable).toBe(true)
  })

  it('of a change that is taken back as a whole, whatever its steps say of themselves', async () => {
    const things = createFakeThings({ reversible: false })
    let included = ''
    const whole = { includes: (id: string) => id === included, wayBack: async () => [] }
    await open({ operations: things.operations, whole })
    things.names.set('thing-1', 'old')
    const { id } = await place.plan([{ operation: 'things.rename', id: 'thing-1', name: 'new' }])
    expect((await carryOut(id)).undoable).toBe(false)
    included = id
    expect(await undoable(id)).toBe(true)
  })
})

describe('steps that need what earlier steps returned', () => {
  const create = { operation: 'things.create', label: 'front desk' }
  const rename = {
    operation: 'things.rename',
    id: { fromStep: 0, path: 'thing.id' },
    name: 'reception',
  }

  it('are filled in when it is known', async () => {
    const things = createFakeThings()
    await open({ operations: things.operations })
    const change = await place.plan([create, rename])
    expect((await place.steps(change.id))[1]).toMatchObject({ object: '', differences: [] })

    expect((await carryOut(change.id)).counts).toMatchObject({ done: 2 })
    expect(things.names).toEqual(new Map([['thing-1', 'reception']]))
    expect((await place.steps(change.id))[1]).toMatchObject({
      object: 'thing-1',
      differences: [{ path: 'name', before: 'front desk', after: 'reception' }],
    })
    const undo = await place.changes.undo({ changeId: change.id })
    expect((await place.steps(undo.id))[0]).toMatchObject({ state: 'pending', object: 'thing-1' })
  })

  it('are skipped when the earlier step did not succeed, and tried again with it', async () => {
    const things = createFakeThings()
    await open({ operations: things.operations })
    const change = await place.plan([create, rename])
    things.mishaps.push('lostBefore')
    expect((await carryOut(change.id)).counts).toMatchObject({ unknown: 1, skipped: 1 })
    expect((await place.steps(change.id))[1]?.error).toMatchObject({
      code: 'earlierStepFailed',
      params: { position: 1 },
    })

    await place.changes.resolveStep({ changeId: change.id, position: 0, decision: 'sendAgain' })
    await place.settled(change.id)
    await place.changes.retryFailed({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 2 })
    expect(things.names).toEqual(new Map([['thing-1', 'reception']]))
  })
})

describe('two changes on one object', () => {
  it('never come between each other', async () => {
    const things = createFakeThings()
    await open({ operations: things.operations })
    things.names.set('thing-1', 'a')
    const first = await place.plan([
      { operation: 'things.rename', id: 'thing-1', name: 'b' },
      { operation: 'things.rename', id: 'thing-1', name: 'c' },
    ])
    const second = await place.plan([{ operation: 'things.rename', id: 'thing-1', name: 'z' }])
    await place.changes.apply({ changeId: first.id })
    await place.changes.apply({ changeId: second.id })

    expect((await place.settled(first.id)).counts).toMatchObject({ done: 2 })
    expect((await place.settled(second.id)).counts).toMatchObject({ conflict: 1 })
    expect(things.sent).toEqual(['b', 'c'])
  })

  it('a later one is told that an earlier one stands still in the middle of the object', async () => {
    const things = createFakeThings()
    await open({ operations: things.operations })
    things.names.set('thing-1', 'a')
    const first = await place.plan([
      { operation: 'things.rename', id: 'thing-1', name: 'b' },
      { operation: 'things.rename', id: 'thing-1', name: 'c' },
    ])
    things.mishaps.push('lostAfter', 'notSent')
    expect(await carryOut(first.id)).toMatchObject({ state: 'paused', counts: { done: 1, pending: 1 } })
    const second = await place.plan([{ operation: 'things.rename', id: 'thing-1', name: 'z' }])
    await carryOut(second.id)
    expect((await place.steps(second.id))[0]).toMatchObject({ state: 'failed', error: { code: 'objectBusy' } })

    expect((await carryOut(first.id)).counts).toMatchObject({ done: 2 })
    expect(things.sent).toEqual(['b', 'c'])
  })
})
