import { describe, expect, test } from 'vitest'
import { AppFailure } from '@shared/domain/app-error'
import { mostFound } from '@shared/contract/buying'
import type { OwnedNumber } from '@shared/domain/phone-number'
import { accountId } from '../changes/workplace'
import { buyingPlace } from './buying-place'

/** @returns the code of the failure and the codes of its findings */
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error: unknown) => {
      if (!(error instanceof AppFailure)) throw error
      return [error.error.code, ...error.error.fields.map(({ code }) => code)]
    },
  )

describe('a search', () => {
  test('finds what is on sale, page after page, filtered and sorted', async () => {
    const { search, found, sandbox, buying } = await buyingPlace({ freeNumbers: 1200 })
    const rows = await search(1105)
    const onSale = sandbox.exolve.state.free().filter(({ category }) => category.type.id === 1105)
    const { total } = await found()
    expect(total).toBe(onSale.length)
    expect(buying.searchState({ accountId })).toMatchObject({ running: false, found: total, cut: false, error: null })
    expect(rows.map(({ number }) => number)).toEqual(rows.map(({ number }) => number).toSorted())
    const cheap = await found({ installFee: 1000 })
    expect(cheap.total).toBe(onSale.filter(({ category }) => category.installFee <= 1000).length)
    expect((await found({ text: '8 (495)' })).total).toBe(onSale.filter(({ code }) => code.includes('8495')).length)
  })

  test('takes masks with a point and an asterisk, and regions', async () => {
    const { search, sandbox } = await buyingPlace()
    const some = sandbox.exolve.state.free().find(({ category }) => category.type.id === 1105)
    if (!some) throw new Error('nothing on sale')
    const mask = `${some.code.slice(0, 4)}*${some.code.slice(-2, -1)}.`
    const rows = await search(1105, { mask, regionId: some.region.id })
    expect(rows.map(({ number }) => number)).toContain(some.code)
    const pattern = new RegExp(`^${mask.replace('*', String.raw`\d*`).replace('.', String.raw`\d`)}$`)
    for (const { number } of rows) expect(number).toMatch(pattern)
  })

  test('that fails in the middle keeps what it found and says why', async () => {
    const { search, sandbox, buying } = await buyingPlace({ freeNumbers: 1200 })
    sandbox.faults.add({ kind: 'status', status: 403, match: { path: 'GetFree', skip: 1 } })
    const rows = await search(1105)
    expect(rows).toHaveLength(200)
    expect(buying.searchState({ accountId })).toMatchObject({
      found: 200,
      cut: true,
      error: { code: 'auth.forbidden' },
    })
  })

  test('ends at so many as can be looked through', async () => {
    const { search, buying } = await buyingPlace({ freeNumbers: mostFound * 2 + 3000 })
    await search(1105)
    expect(buying.searchState({ accountId })).toMatchObject({ found: mostFound, cut: true })
  })
})

test('dictionaries are kept for a day, and longer while the provider cannot be asked', async () => {
  const { buying, received, time, sandbox } = await buyingPlace()
  const first = await buying.dictionaries({ accountId })
  expect(first.types.map(({ name }) => name)).toEqual(['DEF', 'ABC', 'KDU'])
  expect(await buying.dictionaries({ accountId })).toEqual(first)
  expect(received('reference/v1/GetList')).toBe(1)
  time.now += 25 * 3_600_000
  sandbox.faults.add({ kind: 'status', status: 500 })
  expect(await buying.dictionaries({ accountId })).toEqual(first)
  sandbox.faults.clear()
  expect((await buying.dictionaries({ accountId })).fetchedAt).toBe(time.now)
})

describe('a reservation', () => {
  test('holds the number until its end, and can be given back', async () => {
    const { findOne, reserve, buying, sandbox, time } = await buyingPlace()
    const { number } = await findOne()
    const reservation = await reserve(number)
    expect(reservation).toMatchObject({ number, until: time.now + 60_000 })
    expect(sandbox.exolve.state.reservation(number)?.uid).toBe(reservation.id)
    expect(buying.reservations({ accountId })).toEqual([reservation])

    await buying.unreserve({ accountId, number })
    expect(sandbox.exolve.state.reservation(number)).toBeUndefined()
    expect(buying.reservations({ accountId })).toEqual([])
    await reserve(number)
    time.now += 60_001
    expect(buying.reservations({ accountId })).toEqual([])
  })

  test('of a number that somebody else holds is refused', async () => {
    const { findOne, reserve, sandbox, received } = await buyingPlace()
    const { number } = await findOne()
    const [, other] = sandbox.exolve.state.applications
    sandbox.exolve.state.reserve(number, other, 600)
    expect(await refusal(reserve(number))).toEqual(['input.invalid', 'buying.notOnSale'])
    expect(received('/Lock')).toBe(0)
  })

  test('is refused when the price is not the one that was found', async () => {
    const { findOne, reserve, sandbox, received } = await buyingPlace()
    const { number } = await findOne()
    const offer = sandbox.exolve.state.findFree(number)
    if (!offer) throw new Error('not on sale')
    offer.category = { ...offer.category, installFee: offer.category.installFee + 100 }
    expect(await refusal(reserve(number))).toEqual(['input.invalid', 'buying.priceChanged'])
    expect(received('/Lock')).toBe(0)
  })

  test('whose answer was lost is not believed in', async () => {
    const { findOne, reserve, sandbox, buying } = await buyingPlace()
    const { number } = await findOne()
    sandbox.faults.add({ kind: 'cutAfter', match: { path: '/Lock', times: 1 } })
    // The second try meets the lock of the first, whose number nobody knows.
    expect(await refusal(reserve(number))).not.toBe('no refusal')
    expect(buying.reservations({ accountId })).toEqual([])
  })
})

describe('a purchase', () => {
  async function reserved() {
    const place = await buyingPlace()
    const offer = await place.findOne()
    await place.reserve(offer.number)
    return { ...place, offer, number: offer.number }
  }
  const isOwned = ({ sandbox }: Awaited<ReturnType<typeof reserved>>, number: string): boolean =>
    sandbox.exolve.state.find(number) !== undefined

  test('is reviewed with its price, sent once, and found in the owned list', async () => {
    const place = await reserved()
    const { number, plan, changes, settled, steps, numbers, received, sandbox, offer, buying } = place
    numbers.begin(accountId).publish()
    const balance = sandbox.exolve.state.balance
    const change = await plan(number)
    expect(change).toMatchObject({ state: 'planned', irreversibleCount: 1, counts: { pending: 1 } })
    const [step] = await steps(change.id)
    expect(step?.differences).toEqual([{ path: 'ownership', before: 'reserved', after: 'own' }])
    expect(step?.findings).toContainEqual({
      path: '',
      severity: 'warning',
      code: 'buying.price',
      params: { installFee: offer.installFee, subscriptionFee: offer.subscriptionFee },
    })
    expect(received('/Buy')).toBe(0)

    await changes.apply({ changeId: change.id })
    expect((await settled(change.id)).counts).toMatchObject({ done: 1 })
    expect(received('/Buy')).toBe(1)
    expect(isOwned(place, number)).toBe(true)
    expect(balance - sandbox.exolve.state.balance).toBe((offer.installFee ?? 0) + (offer.subscriptionFee ?? 0))
    expect(buying.reservations({ accountId })).toEqual([])
    expect(numbers.present(accountId)?.count).toBe(1)
    expect(numbers.applicationOf(accountId, number)).toBe(sandbox.exolve.state.applications[0].uuid)
    const back = await changes.undo({ changeId: change.id })
    expect(back.counts).toMatchObject({ refused: 1, pending: 0 })
  })

  test('stops when the reservation ends while the operator thinks', async () => {
    const place = await reserved()
    const { number, plan, changes, settled, time, received } = place
    const change = await plan(number)
    time.now += 61_000
    await changes.apply({ changeId: change.id })
    expect((await settled(change.id)).counts).toMatchObject({ conflict: 1, done: 0 })
    expect(received('/Buy')).toBe(0)
    expect(await refusal(plan(number))).toEqual(['input.invalid', 'buying.notReserved'])
    expect(isOwned(place, number)).toBe(false)
  })

  test('whose answer was lost is looked up in the owned list and never sent again', async () => {
    const place = await reserved()
    const { number, plan, changes, settled, received, sandbox } = place
    sandbox.faults.add({ kind: 'cutAfter', match: { path: '/Buy' } })
    const change = await plan(number)
    await changes.apply({ changeId: change.id })
    expect((await settled(change.id)).counts).toMatchObject({ done: 1 })
    expect(received('/Buy')).toBe(1)
  })

  test('that perhaps did not arrive waits for the operator', async () => {
    const place = await reserved()
    const { number, plan, changes, settled, received, sandbox } = place
    for (const kind of ['cutBefore', 'status'] as const) {
      const match = { path: '/Buy', times: 1 }
      sandbox.faults.add(kind === 'status' ? { kind, status: 500, match } : { kind, match })
      sandbox.ledger.clear()
      const change = await plan(number)
      await changes.apply({ changeId: change.id })
      expect((await settled(change.id)).counts).toMatchObject({ unknown: 1, done: 0 })
      expect(received('/Buy')).toBe(1)
      await changes.resolveStep({ changeId: change.id, position: 0, decision: 'leave' })
    }
    expect(isOwned(place, number)).toBe(false)
  })

  test('without the money is refused in the provider’s words', async () => {
    const { number, plan, changes, settled, steps, sandbox } = await reserved()
    sandbox.exolve.state.balance = 1
    const change = await plan(number)
    await changes.apply({ changeId: change.id })
    expect((await settled(change.id)).counts).toMatchObject({ failed: 1 })
    expect((await steps(change.id))[0]?.error?.providerMessage).toContain('balance is too low')
  })

  test('has one speech service at most', async () => {
    const { number, buying, steps } = await reserved()
    const both = { accountId, number, callTranscription: true, speechAnalytics: true }
    const change = await buying.plan(both)
    expect(change.counts).toMatchObject({ refused: 1 })
    expect((await steps(change.id))[0]?.findings.map(({ code }) => code)).toContain('buying.oneSpeechService')
  })
})

describe('a number that is owned', () => {
  const listed = (number: string): OwnedNumber => ({
    number,
    type: 'ABC',
    region: 'Moscow',
    category: 'REGULAR',
    applicationId: '',
    applicationName: '',
    subscriptionFee: null,
    installFee: null,
    boughtAt: null,
    hasForwarding: null,
    forwardingKind: null,
    forwardingTarget: '',
    hasSip: null,
  })

  test('is released once, for good, and leaves the list', async () => {
    const { changes, settled, steps, numbers, received, sandbox } = await buyingPlace()
    const number = sandbox.exolve.state.owned()[0]?.code ?? ''
    const draft = numbers.begin(accountId)
    draft.add([listed(number), listed('74950000000')])
    draft.publish()
    const change = await changes.plan({
      accountId,
      origin: 'form',
      intents: [{ operation: 'exolve.releaseNumber', number }],
    })
    expect(change.irreversibleCount).toBe(1)
    expect((await steps(change.id))[0]?.findings[0]?.code).toBe('buying.releaseForGood')
    sandbox.faults.add({ kind: 'cutAfter', match: { path: 'v1/Delete' } })
    await changes.apply({ changeId: change.id })
    expect((await settled(change.id)).counts).toMatchObject({ done: 1 })
    expect(received('v1/Delete')).toBe(1)
    expect(sandbox.exolve.state.find(number)).toBeUndefined()
    expect(numbers.present(accountId)?.count).toBe(1)
    expect(numbers.applicationOf(accountId, number)).toBeUndefined()
  })

  test('has its answering-machine detection switched, and back', async () => {
    const { changes, settled, sandbox } = await buyingPlace()
    const [main] = sandbox.exolve.state.applications
    const owned = sandbox.exolve.state.owned().find(({ application, amd }) => application === main && !amd)
    const number = owned?.code ?? ''
    const { id: changeId } = await changes.plan({
      accountId,
      origin: 'form',
      intents: [{ operation: 'exolve.setAnsweringMachineDetection', number, enabled: true }],
    })
    await changes.apply({ changeId })
    expect((await settled(changeId)).counts).toMatchObject({ done: 1 })
    expect(sandbox.exolve.state.find(number)?.amd).toBe(true)
    const back = await changes.undo({ changeId })
    await changes.apply({ changeId: back.id })
    expect((await settled(back.id)).counts).toMatchObject({ done: 1 })
    expect(sandbox.exolve.state.find(number)?.amd).toBe(false)
  })
})
