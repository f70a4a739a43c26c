import { afterEach, describe, expect, it } from 'vitest'
import { createFakeThings } from './fake-things'
import { accountId, createWorkplace, setForwarding, type Workplace, type WorkplaceOptions } from './workplace'

let place: Workplace
const open = async (options?: WorkplaceOptions) => (place = await createWorkplace(options))
afterEach(() => place.close())
const at = (index: number): string => place.numbers[index] ?? ''

async function stepsOf(changeId: string, more: Partial<Parameters<Workplace['changes']['steps']>[0]>) {
  const page = { states: [], withFindings: false, offset: 0, limit: 100 }
  const { steps } = await place.changes.steps({ changeId, ...page, ...more })
  return steps.map(({ object }) => object)
}

describe('steps of a change', () => {
  it('are found by a part of their object, however it is grouped, and put in its order', async () => {
    await open()
    const numbers = [at(2), at(0), at(1)]
    const { id } = await place.plan(numbers.map((number) => setForwarding(number)))
    expect(await stepsOf(id, {})).toEqual(numbers)
    expect(await stepsOf(id, { sort: { key: 'position', descending: true } })).toEqual(numbers.toReversed())
    expect(await stepsOf(id, { sort: { key: 'object', descending: false } })).toEqual(numbers.toSorted())
    expect(await stepsOf(id, { sort: { key: 'object', descending: true } })).toEqual(numbers.toSorted().toReversed())
    const [, area, rest] = /^7(\d{3})(\d+)$/.exec(at(1)) ?? []
    expect(await stepsOf(id, { text: `+7 (${area}) ${rest}` })).toEqual([at(1)])
    expect(await stepsOf(id, { text: '%' })).toEqual([])
  })

  it('that cannot be taken back are counted', async () => {
    await open({ operations: createFakeThings().operations })
    const change = await place.changes.planEntries({
      accountId,
      origin: 'bulk',
      entries: ['one', 'two'].map((label) => ({ intent: { operation: 'things.create', label } })),
      total: null,
    })
    expect(change.irreversibleCount).toBe(2)
    expect((await place.plan([setForwarding(at(0))])).irreversibleCount).toBe(0)
  })
})

describe('old changes', () => {
  it('are forgotten with their steps, but not what is under way', async () => {
    let now = 1000
    await open({ now: () => now })
    const carriedOut = await place.plan([setForwarding(at(0)), setForwarding(at(1))])
    await place.changes.apply({ changeId: carriedOut.id })
    await place.settled(carriedOut.id)
    const neverApplied = await place.plan([setForwarding(at(2))])
    const paused = await place.plan([setForwarding(at(3))])
    place.sandbox.faults.add({ kind: 'status', status: 401 })
    await place.changes.apply({ changeId: paused.id })
    await place.settled(paused.id)
    place.sandbox.faults.clear()
    now = 2000
    const later = await place.plan([setForwarding(at(4))])

    await place.changes.removeBefore(1500)
    const { changes } = await place.changes.list({ accountId: null, states: [], text: '', offset: 0, limit: 10 })
    expect(changes.map(({ id, firstObject }) => [id, firstObject])).toEqual([
      [later.id, at(4)],
      [paused.id, at(3)],
    ])
    await expect(place.changes.read({ changeId: neverApplied.id })).rejects.toMatchObject({
      error: { code: 'notFound' },
    })
    const left = place.opened.database.prepare('SELECT COUNT(*) AS count FROM change_steps').get()
    expect(left?.['count']).toBe(2)
  })
})
