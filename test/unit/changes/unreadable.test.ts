import { afterEach, expect, it } from 'vitest'
import { createFakeThings } from './fake-things'
import { createWorkplace, type Workplace } from './workplace'

let place: Workplace
afterEach(() => place.close())

const announcements = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ operation: 'things.announce', words: `w${index}` }))

/** An engine over things that can be announced and never asked about, one step at a time. */
async function open(count: number) {
  const things = createFakeThings()
  place = await createWorkplace({ operations: things.operations, concurrency: 1 })
  const { id: changeId } = await place.plan(announcements(count))
  return { things, changeId }
}

it('plans on what is assumed and takes the answer as the proof', async () => {
  const { things, changeId } = await open(2)
  expect((await place.steps(changeId))[0]).toMatchObject({
    state: 'pending',
    differences: [{ path: 'name', before: null, after: 'w0' }],
  })
  await place.changes.apply({ changeId })
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { done: 2 } })
  expect(things.recorded).toEqual(['w0: sent', 'w0: done', 'w1: sent', 'w1: done'])
})

it('stands still when an answer is lost, and sends nothing again by itself', async () => {
  const { things, changeId } = await open(3)
  things.mishaps.push('lostAfter')
  await place.changes.apply({ changeId })
  expect(await place.settled(changeId)).toMatchObject({
    state: 'paused',
    pausedBy: { code: 'network.cut' },
    counts: { unknown: 1, pending: 2 },
  })

  await place.changes.apply({ changeId })
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { unknown: 1, done: 2 } })
  expect(things.sent).toEqual(['w0', 'w1', 'w2'])
  expect((await place.steps(changeId))[0]).toMatchObject({ state: 'unknown', error: { code: 'network.cut' } })
})

it('sends once more by the word of the operator, and asks anew when that is lost too', async () => {
  const { things, changeId } = await open(1)
  things.mishaps.push('lostBefore', 'lostBefore')
  await place.changes.apply({ changeId })
  await place.settled(changeId)
  const resolve = (decision: 'sendAgain' | 'countAsDone') =>
    place.changes.resolveStep({ changeId, position: 0, decision })
  await resolve('sendAgain')
  expect(await place.settled(changeId)).toMatchObject({ state: 'paused', counts: { unknown: 1 } })
  await resolve('sendAgain')
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { done: 1 } })
  expect(things.sent).toEqual(['w0', 'w0', 'w0'])
})

it('tells the room of the operation when the operator counts a step as done', async () => {
  const { things, changeId } = await open(1)
  things.mishaps.push('lostAfter')
  await place.changes.apply({ changeId })
  await place.settled(changeId)
  await place.changes.resolveStep({ changeId, position: 0, decision: 'countAsDone' })
  expect(things.recorded).toEqual(['w0: sent', 'w0: unknown', 'w0: done'])
})

it('leaves what was under way at the end of the program unknown, however often the change is continued', async () => {
  const { things, changeId } = await open(30)
  things.mishaps.push('lostAfter')
  await place.changes.apply({ changeId })
  await place.settled(changeId)
  await place.stop()
  place.start()
  // As a kill leaves them: sent, and no outcome.
  place.opened.database.exec("UPDATE change_steps SET state = 'sent', error = NULL WHERE position < 25")
  await place.stop()
  place.start()
  await place.changes.apply({ changeId })
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { unknown: 25, done: 5 } })
  expect(things.sent).toEqual(['w0', 'w25', 'w26', 'w27', 'w28', 'w29'])
})

it('tries again what was certainly not sent', async () => {
  const { things, changeId } = await open(2)
  things.mishaps.push('notSent')
  await place.changes.apply({ changeId })
  expect(await place.settled(changeId)).toMatchObject({ state: 'paused', counts: { pending: 2 } })
  await place.changes.apply({ changeId })
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { done: 2 } })
  expect(things.sent).toEqual(['w0', 'w1'])
})

it('shows the request at the address of its service', async () => {
  const { changeId } = await open(1)
  expect(place.changes.request({ changeId, position: 0 }).url).toMatch(/\/voice\/announce$/)
})
