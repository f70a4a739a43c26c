/** An hourly quota that is used up in the middle of a change: it waits, says until when, and goes on by itself. */
import { expect, onTestFinished, test } from 'vitest'
import type { Intent } from '@shared/contract/changes'
import { newExtension } from '@shared/domain/pbx/extension'
import { createFakeClock } from '../http/fake-clock'
import { createPbxPlace, type PbxPlace } from './pbx-place'

const numbers = ['781', '782', '783', '784']
const create = (number: string): Intent => ({
  operation: 'pbx.createExtension',
  wanted: newExtension(number),
})

/** A change of four new extensions that the quota stops on its way. */
async function stopped(options: Parameters<typeof createPbxPlace>[0] = {}) {
  const clock = createFakeClock()
  const place = await createPbxPlace({ clock, concurrency: 1, ...options })
  onTestFinished(() => place.close())
  await place.fetch()
  const { id: changeId } = await place.plan(numbers.map(create))
  const { quota } = place.sandbox.pbx.state
  quota.limit = quota.used + 3
  await place.changes.apply({ changeId })
  const paused = await place.settled(changeId)
  const posts = () =>
    place.sandbox.ledger
      .entries({ acted: true })
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/extension/')).length
  /** The provider's hour is over. */
  const refill = () => {
    quota.used = 0
    quota.limit = 1000
  }
  return { place, clock, changeId, paused, posts, refill }
}

const hour = 3_600_000

test('it goes on by itself once the quota is full again; nothing is lost or sent twice', async () => {
  const { place, clock, changeId, paused, posts, refill } = await stopped()
  expect(paused).toMatchObject({ state: 'paused', pausedBy: { code: 'provider.quotaUsedUp' } })
  expect(paused.resumesAt).toBeGreaterThan(Date.now())
  expect(paused.resumesAt).toBeLessThan(Date.now() + hour + 5_000)
  expect(posts()).toBeLessThan(numbers.length)
  const requests = place.sandbox.ledger.entries().length
  clock.advance(hour / 60)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(place.sandbox.ledger.entries().length).toBe(requests)

  refill()
  clock.advance(hour)
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', resumesAt: null, counts: { done: 4 } })
  expect(posts()).toBe(numbers.length)
})

test('what a later change went on from does not go on by itself, and says why', async () => {
  let isOvertaken = false
  const { place, clock, changeId, posts, refill } = await stopped({ isOvertaken: async () => isOvertaken })
  const before = posts()
  isOvertaken = true
  refill()
  clock.advance(hour + 2_000)
  const read = () => place.changes.read({ changeId })
  await expect.poll(async () => (await read()).pausedBy?.code).toBe('changeOvertaken')
  expect(await read()).toMatchObject({ state: 'paused', resumesAt: null })
  expect(posts()).toBe(before)
})

test('a quota that is used up again makes it wait again', async () => {
  const { place, clock, changeId, refill } = await stopped()
  const { quota } = place.sandbox.pbx.state
  quota.used = 0
  quota.limit = 2
  clock.advance(hour + 2_000)
  expect(await place.settled(changeId)).toMatchObject({
    state: 'paused',
    resumesAt: expect.any(Number) as number,
  })
  refill()
  clock.advance(hour + 2_000)
  expect(await place.settled(changeId)).toMatchObject({ state: 'finished', counts: { done: 4 } })
})

test.each(['pause', 'cancel'] as const)('the operator keeps it from going on: %s', async (verb) => {
  const { place, clock, changeId, posts, refill } = await stopped()
  const before = posts()
  expect(await place.changes[verb]({ changeId })).toMatchObject({ resumesAt: null })
  refill()
  clock.advance(2 * hour)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(posts()).toBe(before)
})

test('after a restart it is offered as every unfinished change, and goes on at the operator’s word', async () => {
  const { place, clock, changeId, posts, refill } = await stopped()
  const before = posts()
  await place.stop()
  place.start()
  refill()
  clock.advance(2 * hour)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(posts()).toBe(before)
  expect(await place.changes.unfinished()).toMatchObject([{ id: changeId, state: 'paused', resumesAt: null }])
})

/** Requests that the provider answered. */
const answered = (place: PbxPlace) => place.sandbox.ledger.entries().filter(({ status }) => status === 200).length

test('a fetch that the quota cuts off goes on where it stopped, and asks anew after a write', async () => {
  const clock = createFakeClock()
  const place = await createPbxPlace({ clock })
  // What was refused is tried again after a moment.
  const ticking = setInterval(() => clock.advance(1_000), 20)
  onTestFinished(() => {
    clearInterval(ticking)
    return place.close()
  })
  await place.fetch()
  const whole = answered(place)
  const { quota } = place.sandbox.pbx.state
  const cutOff = async () => {
    quota.limit = quota.used + 60
    expect(await place.fetch()).toMatchObject({ error: { code: 'provider.quotaUsedUp' } })
    Object.assign(quota, { used: 0, limit: 100_000 })
    clock.advance(hour + 2_000)
  }
  /** @returns requests of a fetch that comes to its end */
  const fetched = async () => {
    const before = answered(place)
    const state = await place.fetch()
    expect(state.error).toBeNull()
    return answered(place) - before
  }

  await cutOff()
  // The five lists are read again.
  expect(await fetched()).toBeLessThan(whole - 40)
  expect(await fetched()).toBeGreaterThan(whole - 5)

  await cutOff()
  const [sound] = await place.client.listSounds({ page: 1, perPage: 1 })
  await place.client.renameSound(sound?.id ?? 0, 'Another title')
  expect(await fetched()).toBeGreaterThan(whole - 5)
})
