/** Extensions and public numbers through the engine, against the demo cloud PBX. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Intent } from '@shared/contract/changes'
import { newExtension, settingsOf, type ExtensionSettings } from '@shared/domain/pbx/extension'
import { fieldName, valueName } from '@shared/text/difference'
import { rule } from '../domain/pbx/rule-example'
import { accountId, createPbxPlace, type PbxPlace } from './pbx-place'

let place: PbxPlace
beforeEach(async () => {
  place = await createPbxPlace()
  await place.fetch()
})
afterEach(() => place.close())

const settings = (more: Partial<ExtensionSettings> = {}): ExtensionSettings => ({
  ...settingsOf(newExtension('')),
  label: 'Новый',
  ...more,
})
const create = (number: string, more: Partial<ExtensionSettings> = {}): Intent => ({
  operation: 'pbx.createExtension',
  wanted: { ...settings(more), number, type: 'phone' },
})
const find = (number: string) =>
  [...place.sandbox.pbx.state.extensions.values()].find(({ name }) => name === `000*${number}`)
const posts = () =>
  place.sandbox.ledger
    .entries({ acted: true })
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/extension/'))

describe('a new extension', () => {
  test('is active, shown at once, and taken back', async () => {
    const change = await place.apply(create('777'))
    expect(change).toMatchObject({ counts: { done: 1 }, irreversibleCount: 0 })
    expect(find('777')).toMatchObject({ status: 'active', label: 'Новый', type: 'phone' })
    expect(place.pbx.company({ accountId })?.extensions.some(({ name }) => name === '000*777')).toBe(true)
    expect(await place.undo(change.id)).toMatchObject({ counts: { done: 1 } })
    expect(find('777')).toBeUndefined()
  })

  test('whose answer was lost is found by its number, made once, and can be taken back', async () => {
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'POST', path: '/extension/', times: 1 } })
    const change = await place.apply(create('777'))
    expect(change.counts).toMatchObject({ done: 1 })
    expect(posts()).toHaveLength(1)
    expect(await place.undo(change.id)).toMatchObject({ counts: { done: 1 } })
    expect(find('777')).toBeUndefined()
  })

  test.each([
    ['', 'field.required'],
    ['77', 'pbx.extensionLength'],
    ['7a7', 'pbx.extensionMalformed'],
  ])('“%s” is refused before anything is sent: %s', async (number, code) => {
    const change = await place.plan([create(number)])
    expect(change.counts).toMatchObject({ refused: 1 })
    expect((await place.steps(change.id))[0]?.findings).toMatchObject([{ code, path: 'number' }])
  })

  test('that is there already is refused', async () => {
    const [taken] = place.sandbox.pbx.state.extensions.values()
    const change = await place.plan([create(taken?.name.split('*')[1] ?? '')])
    expect((await place.steps(change.id))[0]?.findings).toMatchObject([{ code: 'pbx.extensionTaken' }])
  })

  test('hundred of them do not read the whole list a hundred times', async () => {
    place.sandbox.ledger.clear()
    await place.apply(...Array.from({ length: 100 }, (_, index) => create(String(800 + index))))
    const lists = place.sandbox.ledger
      .entries()
      .filter(({ method, path }) => method === 'GET' && path.endsWith('/extension/'))
    expect(posts()).toHaveLength(100)
    expect(lists.length).toBeLessThan(40)
  })

  test('a token that is revoked in the middle costs nothing but a new one', async () => {
    place.sandbox.faults.add({
      kind: 'tokenRevoked',
      match: { method: 'POST', path: '/extension/', skip: 2, times: 1 },
    })
    const change = await place.apply(...['781', '782', '783', '784'].map((number) => create(number)))
    expect(change.counts).toMatchObject({ done: 4 })
    expect(posts()).toHaveLength(4)
  })

  test('a right that is taken away in the middle pauses the change instead of failing all that follows', async () => {
    const user = place.sandbox.pbx.state.users.find(({ login }) => login === 'client1')
    if (!user) throw new Error('the demo has this user')
    const change = await place.plan(['781', '782', '783', '784'].map((number) => create(number)))
    place.sandbox.faults.add({
      kind: 'changedBehind',
      change: () => (user.access = 'read_only'),
      match: { method: 'POST', path: '/extension/', skip: 1, times: 1 },
    })
    await place.changes.apply({ changeId: change.id })
    const paused = await place.settled(change.id)
    expect(paused).toMatchObject({ state: 'paused', resumesAt: null, counts: { failed: 0, unknown: 0 } })
    expect(paused.pausedBy).toMatchObject({ code: 'auth.forbidden', fields: [{ code: 'pbx.userReadOnly' }] })
    user.access = 'full'
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 4 })
    expect(['781', '782', '783', '784'].map((number) => find(number)?.status)).toEqual(Array(4).fill('active'))
  })

  test('an exhausted quota pauses the change and says until when; nothing is lost or sent twice', async () => {
    const change = await place.plan(['781', '782', '783', '784'].map((number) => create(number)))
    const { quota } = place.sandbox.pbx.state
    quota.limit = quota.used + 4
    await place.changes.apply({ changeId: change.id })
    const paused = await place.settled(change.id)
    expect(paused).toMatchObject({ state: 'paused', pausedBy: { code: 'provider.quotaUsedUp' } })
    expect(paused.pausedBy?.params['until']).toMatch(/^\d\d:\d\d /)
  })
})

describe('settings', () => {
  test('are changed, told field by field in the operator’s words, and taken back', async () => {
    const id = place.idOf('101')
    const before = place.pbx.extension({ accountId, id }).extension
    const wanted = settings({ label: 'Другая подпись', status: 'blocked' })
    const change = await place.apply({ operation: 'pbx.updateExtension', id, number: '101', settings: wanted })
    expect(change.counts).toMatchObject({ done: 1 })
    const [step] = await place.steps(change.id)
    const told = step?.differences.map(({ path, after }) => [fieldName(path, 'en'), valueName(path, after, 'en')])
    expect(told).toEqual(
      expect.arrayContaining([
        ['Label', 'Другая подпись'],
        ['Status', 'blocked'],
      ]),
    )
    await place.undo(change.id)
    expect(find('101')).toMatchObject({ label: before.label || null, status: before.status })
  })

  test('that somebody else changed since are a conflict', async () => {
    const id = place.idOf('101')
    const change = await place.plan([
      { operation: 'pbx.updateExtension', id, number: '101', settings: settings({ label: 'Mine' }) },
    ])
    Object.assign(find('101') ?? {}, { label: 'Theirs' })
    await place.changes.apply({ changeId: change.id })
    expect(await place.settled(change.id)).toMatchObject({ counts: { conflict: 1 } })
    expect(find('101')?.label).toBe('Theirs')
  })
})

describe('deleting', () => {
  test('is refused with the names of those that refer to it', async () => {
    const used = place.pbx
      .extensions({
        accountId,
        filter: { text: '', types: [], statuses: [] },
        sort: { key: 'usedBy', descending: true },
        offset: 0,
        limit: 1,
      })
      .rows.at(0)
    const change = await place.plan([
      { operation: 'pbx.deleteExtension', id: used?.id ?? 0, number: used?.number ?? '' },
    ])
    const [step] = await place.steps(change.id)
    expect(step).toMatchObject({ state: 'refused' })
    expect(step?.findings).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'pbx.inUse' })]))
  })

  test('says what goes along, cannot be undone, and a 204 without a body is done', async () => {
    await place.apply(create('777'))
    const id = place.idOf('777')
    const change = await place.apply({ operation: 'pbx.deleteExtension', id, number: '777' })
    expect(change).toMatchObject({ counts: { done: 1 }, irreversibleCount: 1 })
    expect((await place.steps(change.id))[0]?.findings).toMatchObject([
      { code: 'pbx.extensionTakesAlong', severity: 'warning' },
    ])
    expect(place.pbx.company({ accountId })?.extensions.some((extension) => extension.id === id)).toBe(false)
  })
})

describe('a public number', () => {
  const route = (did: { id: number; name: string }, extensionId: number | null): Intent => ({
    operation: 'pbx.routePublicNumber',
    id: did.id,
    number: did.name,
    extensionId,
  })

  test('is routed, detached, and put back', async () => {
    const did = [...place.sandbox.pbx.state.dids.values()].find(({ extension_id }) => extension_id !== null)
    if (!did) throw new Error('no routed number')
    const former = did.extension_id
    const to = place.idOf('101')
    const change = await place.apply(route(did, to))
    expect([change.counts.done, did.extension_id]).toEqual([1, to])
    const [step] = await place.steps(change.id)
    expect(step?.differences).toMatchObject([
      { path: 'publicNumber.extension', after: expect.stringMatching(/^101 \(.+\)$/) as string },
    ])
    const detached = await place.apply(route(did, null))
    expect([detached.counts.done, did.extension_id]).toEqual([1, null])
    await place.undo(detached.id)
    await place.undo(change.id)
    expect(did.extension_id).toBe(former)
  })
})

describe('a review names what an object refers to', () => {
  /** Field and values of the step's differences, as the review shows them. */
  async function reviewed(intent: Intent) {
    const planned = await place.plan([intent])
    const [step] = await place.steps(planned.id)
    return (step?.differences ?? []).map(({ path, before, after }) => [
      fieldName(path, 'en'),
      valueName(path, before, 'en'),
      valueName(path, after, 'en'),
    ])
  }

  test('in a rule: prompt, interval and the labels of extensions', async () => {
    const { prompts, intervals } = place.pbx.ruleContext(accountId, place.idOf('101'))
    const [prompt] = prompts ?? []
    const [interval] = intervals ?? []
    const label = find('102')?.label ?? ''
    const ring = rule('transfer', {
      destinations: ['102', '+78121234567'],
      conditions: { intervalId: interval?.id ?? 0 },
    })
    const at = { extensionId: place.idOf('101'), extensionNumber: '101' }
    const shown = (await reviewed({ operation: 'pbx.createRule', ...at, rule: ring })).map(([, , after]) => after)
    expect(label).not.toBe('')
    expect(shown).toEqual(expect.arrayContaining([interval?.name, `102 (${label})`, '+7 812 123-45-67']))
    const play = rule('playfile', { promptId: prompt?.id ?? 0 })
    expect((await reviewed({ operation: 'pbx.createRule', ...at, rule: play })).map(([, , after]) => after)).toContain(
      prompt?.title,
    )
    // What is not there has nothing but its id.
    const gone = rule('playfile', { promptId: 999_999 })
    expect((await reviewed({ operation: 'pbx.createRule', ...at, rule: gone })).map(([, , after]) => after)).toContain(
      '#999999',
    )
  })

  test('where a public number leads', async () => {
    const routed = [...place.sandbox.pbx.state.dids.values()].find(({ extension_id }) => extension_id !== null)
    const target = place.idOf('102')
    const shown = await reviewed({
      operation: 'pbx.routePublicNumber',
      id: routed?.id ?? 0,
      number: routed?.name ?? '',
      extensionId: target,
    })
    const from = [...place.sandbox.pbx.state.extensions.values()].find(({ id }) => id === routed?.extension_id)
    expect(shown).toEqual([
      ['Leads to', `${from?.name.split('*')[1] ?? ''} (${from?.label ?? ''})`, `102 (${find('102')?.label ?? ''})`],
    ])
  })
})
