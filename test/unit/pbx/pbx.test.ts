/** Everything of a cloud PBX account: fetched, kept, searched, and who refers to what. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ExtensionFilter } from '@shared/contract/pbx'
import { accountId, createPbxPlace, type PbxPlace } from './pbx-place'

let place: PbxPlace
beforeEach(async () => {
  place = await createPbxPlace()
})
afterEach(() => place.close())

const page = { offset: 0, limit: 500 }
const byNumber = { key: 'number' as const, descending: false }
const anything: ExtensionFilter = { text: '', types: [], statuses: [] }
const extensions = (filter = anything) => place.pbx.extensions({ accountId, filter, sort: byNumber, ...page })

describe('fetching', () => {
  test('reads the whole company, with progress that ends where it said', async () => {
    expect(extensions()).toMatchObject({ total: 0 })
    const state = await place.fetch()
    expect(state).toMatchObject({ state: 'idle', error: null, changes: null })
    expect(state.fetchedAt).not.toBeNull()
    const { state: held } = place.sandbox.pbx
    expect(extensions().total).toBe(held.extensions.size)
    const numbers = place.pbx.publicNumbers({ accountId, text: '', routed: null, sort: byNumber, ...page })
    expect(numbers.total).toBe(held.dids.size)
    expect(place.pbx.prompts({ accountId, text: '', ...page }).total).toBe(held.sounds.size)
    expect(place.pbx.intervals({ accountId, text: '', ...page }).total).toBe(held.intervals.size)
    const progress = place.told.flatMap(({ name, payload }) =>
      name === 'pbx.didRefresh' ? [(payload as { refresh: { done: number; total: number | null } }).refresh] : [],
    )
    const last = progress.findLast(({ done }) => done > 0)
    expect(last?.done).toBe(last?.total)
  })

  test('keeps the rules in the order in which they are looked at', async () => {
    await place.fetch()
    for (const { id, rules } of place.sandbox.pbx.state.extensions.values()) {
      const read = await place.pbx.rules({ accountId, id, refresh: false })
      expect(read.rules.map((saved) => saved.id)).toEqual(rules.map((saved) => saved.id))
    }
  })

  test('says what changed behind its back', async () => {
    await place.fetch()
    const { state } = place.sandbox.pbx
    const [first, second] = [...state.extensions.values()].filter(({ type }) => type === 'phone')
    if (!first || !second) throw new Error('no phones')
    first.label = 'Another'
    state.extensions.delete(second.id)
    second.rules = []
    const { changes } = await place.fetch()
    expect(changes?.first).toEqual(
      expect.arrayContaining([
        { kind: 'extension', name: first.name.split('*')[1], change: 'changed' },
        { kind: 'extension', name: second.name.split('*')[1], change: 'removed' },
      ]),
    )
    expect((await place.fetch()).changes).toEqual({ count: 0, first: [] })
  })

  test('a cancelled fetch leaves the old state', async () => {
    await place.fetch()
    const before = extensions().total
    place.sandbox.faults.add({ kind: 'latency', ms: 50 })
    place.pbx.refresh(accountId)
    place.pbx.cancelRefresh(accountId)
    while (place.pbx.refreshState(accountId).state === 'running') await new Promise((resolve) => setTimeout(resolve, 5))
    expect(place.pbx.refreshState(accountId).error?.code).toBe('cancelled')
    expect(extensions().total).toBe(before)
  })

  test('a failed fetch says so and leaves the old state', async () => {
    await place.fetch()
    const before = extensions().total
    place.sandbox.faults.add({ kind: 'status', status: 403, match: { path: 'sound/' } })
    const { error } = await place.fetch()
    expect(error).toMatchObject({ code: 'auth.forbidden', fields: [{ code: 'pbx.accessDenied' }] })
    expect(extensions().total).toBe(before)
  })

  test('an exhausted quota ends it and says when it goes on', async () => {
    place.sandbox.pbx.state.quota.limit = 20
    const { error } = await place.fetch()
    expect(error).toMatchObject({ code: 'provider.quotaUsedUp' })
    expect(error?.params['until']).toMatch(/^\d\d:\d\d /)
  })

  test('an extension of an unknown type is kept as it is', async () => {
    const [first] = place.sandbox.pbx.state.extensions.values()
    if (!first) throw new Error('none')
    Object.assign(first, { type: 'conference' })
    await place.fetch()
    expect(place.pbx.extension({ accountId, id: first.id }).extension.type).toBe('conference')
    expect(extensions({ ...anything, types: ['conference'] }).total).toBe(1)
  })
})

describe('a list that moves while it is read', () => {
  test('is read again until it stands still', async () => {
    const { state } = place.sandbox.pbx
    const [template] = state.extensions.values()
    if (!template) throw new Error('none')
    for (let number = 0; number < 400; number += 1) {
      const id = 10_000 + number
      state.extensions.set(id, { ...structuredClone(template), id, name: `000*${id}`, rules: [] })
    }
    let removed = 0
    place.sandbox.faults.add({
      kind: 'changedBehind',
      change: () => void (state.extensions.delete(10_000 + removed), (removed += 1)),
      match: { method: 'GET', path: '/client/@me/extension/', skip: 1, times: 2 },
    })
    expect((await place.fetch()).error).toBeNull()
    expect(extensions().total).toBe(state.extensions.size)
  })
})

describe('who refers to what', () => {
  test('names rules, public numbers and menus', async () => {
    await place.fetch()
    const kinds = new Set(
      extensions()
        .rows.flatMap(({ id }) => place.pbx.referrers({ accountId, kind: 'extension', id }))
        .map(({ kind }) => kind),
    )
    expect([...kinds].sort()).toEqual(['menu', 'publicNumber', 'rule'])
    for (const { id, usedBy } of extensions().rows) {
      expect(place.pbx.extension({ accountId, id }).referrers).toHaveLength(usedBy)
    }
  })
})

describe('kept in the database', () => {
  test('an account that goes takes all of it along', async () => {
    await place.fetch()
    await place.pbx.removeAccount(accountId)
    expect(place.pbx.company({ accountId })).toBeNull()
    expect(extensions()).toMatchObject({ total: 0 })
    const rows = place.opened.database.prepare('SELECT count(*) AS count FROM pbx_objects').get()
    expect(rows).toEqual({ count: 0 })
  })
})
