/** What the engine counts as proof, and what it does not: each of these once had no test that failed without it. */
import { afterEach, expect, it } from 'vitest'
import { createFakeThings } from './fake-things'
import { createWorkplace, setForwarding, writesActedOn, type Workplace, type WorkplaceOptions } from './workplace'

let place: Workplace
const open = async (options?: WorkplaceOptions) => (place = await createWorkplace(options))
afterEach(() => place.close())
const at = (index: number): string => place.numbers[index] ?? ''

async function carryOut(changeId: string) {
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}
const announcements = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ operation: 'things.announce', words: `w${index}` }))
const urlOf = (input: string | URL | Request): string => (input instanceof Request ? input.url : String(input))

it('after a start, a request of the program before may still take effect: it is not sent again meanwhile', async () => {
  let readOnce = () => {}
  await open({
    patience: { lostAnswer: 2000, acceptedAnswer: 0 },
    fetch: async (input, init) => {
      const answer = await fetch(input, init)
      if (urlOf(input).endsWith('/GetAttributes')) readOnce()
      return answer
    },
  })
  const { state } = place.sandbox.exolve
  const change = await place.plan([setForwarding(at(0))])
  await carryOut(change.id)
  const wanted = structuredClone(state.find(at(0))?.forwarding)
  // As a kill leaves it: sent, no outcome, and the provider still at work on it.
  place.opened.database.exec("UPDATE changes SET state = 'applied', finished_at = NULL")
  place.opened.database.exec("UPDATE change_steps SET state = 'sent', observed = NULL, finished_at = NULL")
  state.setForwarding(at(0), { type: 0 })
  place.sandbox.ledger.clear()
  await place.stop()
  place.start()
  readOnce = () => wanted && state.setForwarding(at(0), wanted)

  expect((await carryOut(change.id)).counts).toMatchObject({ done: 1 })
  expect(writesActedOn(place.sandbox)).toEqual(new Map())
})

it('sends again by the word of the operator once: a change that goes on by itself asks anew', async () => {
  const things = createFakeThings()
  await open({ operations: things.operations, concurrency: 1 })
  const { id: changeId } = await place.plan(announcements(1))
  things.mishaps.push('lostBefore', 'lostBefore')
  await carryOut(changeId)
  await place.changes.resolveStep({ changeId, position: 0, decision: 'sendAgain' })
  expect(await place.settled(changeId)).toMatchObject({ state: 'paused', counts: { unknown: 1 } })

  expect(await carryOut(changeId)).toMatchObject({ state: 'finished', counts: { unknown: 1 } })
  expect(things.sent).toEqual(['w0', 'w0'])
})

it('sends nothing again once it is told to stop', async () => {
  let stopping: Promise<unknown> | undefined
  let changeId = ''
  await open({
    fetch: (input, init) => {
      if (urlOf(input).endsWith('/SetCallForwarding')) stopping ??= place.changes.pause({ changeId })
      return fetch(input, init)
    },
  })
  const limited = { kind: 'status', status: 429, retryAfter: '0' } as const
  place.sandbox.faults.add({ ...limited, match: { path: 'SetCallForwarding', times: 1 } })
  changeId = (await place.plan([setForwarding(at(0))])).id

  expect((await carryOut(changeId)).counts).toMatchObject({ pending: 1 })
  await stopping
  expect(place.sandbox.ledger.entries({ path: 'SetCallForwarding' })).toHaveLength(1)
  expect((await carryOut(changeId)).counts).toMatchObject({ done: 1 })
})

it('stands still after many faults in a row, not after as many with a success in between', async () => {
  await open({ concurrency: 1, patience: { lostAnswer: 0, acceptedAnswer: 0 } })
  const numbers = place.numbers.slice(0, 39)
  for (const [index, number] of numbers.entries()) {
    if (index === 19) continue
    place.sandbox.faults.add({ kind: 'status', status: 500, match: { path: 'SetCallForwarding', body: number } })
  }
  const change = await place.plan(numbers.map((number) => setForwarding(number)))
  expect(await carryOut(change.id)).toMatchObject({ state: 'finished', counts: { failed: 38, done: 1 } })
})

it('does not take old faults for new ones when a change goes on', async () => {
  const things = createFakeThings()
  await open({ operations: things.operations, concurrency: 1 })
  const { id: changeId } = await place.plan(announcements(30))
  things.mishaps.push('lostAfter')
  await carryOut(changeId)
  const fault = JSON.stringify({ code: 'provider.failure', params: { status: 500 }, fields: [], retryable: false })
  place.opened.database.prepare("UPDATE change_steps SET state = 'unknown', error = ? WHERE position < 25").run(fault)

  expect(await carryOut(changeId)).toMatchObject({ state: 'finished', counts: { unknown: 25, done: 5 } })
})

it('a step that may have been sent is read back, though another change stands still on its object', async () => {
  const things = createFakeThings()
  await open({ operations: things.operations })
  things.names.set('thing-1', 'a')
  const lost = await place.plan([{ operation: 'things.rename', id: 'thing-1', name: 'z' }])
  things.mishaps.push('lostBefore')
  expect((await carryOut(lost.id)).counts).toMatchObject({ unknown: 1 })
  const holder = await place.plan([
    { operation: 'things.rename', id: 'thing-1', name: 'b' },
    { operation: 'things.rename', id: 'thing-1', name: 'c' },
  ])
  things.mishaps.push('lostAfter', 'notSent')
  expect(await carryOut(holder.id)).toMatchObject({ state: 'paused', counts: { done: 1, pending: 1 } })

  await place.changes.resolveStep({ changeId: lost.id, position: 0, decision: 'sendAgain' })
  expect((await place.settled(lost.id)).counts).toMatchObject({ unknown: 1, failed: 0 })
  expect((await place.steps(lost.id))[0]?.conflict).toEqual([{ path: 'name', planned: 'a', now: 'b', wanted: 'z' }])
})

it('what was accepted and changed nothing has no way back', async () => {
  const things = createFakeThings()
  await open({ operations: things.operations })
  things.names.set('thing-1', 'a').set('thing-2', 'a')
  const rename = (id: string) => ({ operation: 'things.rename', id, name: 'b' })
  const change = await place.plan([rename('thing-1'), rename('thing-2')])
  things.mishaps.push('ignored')
  expect((await carryOut(change.id)).counts).toMatchObject({ failed: 1, done: 1 })

  const undo = await place.changes.undo({ changeId: change.id })
  expect((await place.steps(undo.id)).map(({ object, state }) => [object, state])).toEqual([['thing-2', 'pending']])
})
