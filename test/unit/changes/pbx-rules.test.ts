/** Incoming rules through the engine, against the demo cloud PBX. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Intent } from '@shared/contract/changes'
import type { IncomingRule, SavedRule } from '@shared/domain/pbx/incoming-rule'
import { pbxRules } from '../../../src-main/changes/operations/pbx-rules'
import { valueName } from '@shared/text/difference'
import { readOrderedRules } from '../../../src-main/providers/pbx/ordered-rules'
import type { Operation } from '../../../src-main/changes/operation'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createPbxClient, type PbxClient } from '../../../src-main/providers/pbx/client'
import { createPbxSession } from '../../../src-main/providers/pbx/session'
import { numbering, rule } from '../domain/pbx/rule-example'
import { accountId, createWorkplace, type Workplace } from './workplace'

let place: Workplace
let client: PbxClient
/** What the console read of the rules before. */
let known: SavedRule[]
/** An extension with four rules, of which the third is named `Секретарь`. */
let extension: { extensionId: number; extensionNumber: string }

beforeEach(async () => {
  known = []
  const operations = pbxRules({
    pbx: async () => client,
    ruleContext: () => ({ owner: null, numbering, now: Date.now() }),
    knownRules: () => known,
  }) as Operation[]
  place = await createWorkplace({ operations })
  const { baseUrl, clientId, clientSecret, state } = place.sandbox.pbx
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const session = createPbxSession({
    gateway,
    accountId,
    baseUrl,
    credentials: async () => ({ grant: 'client_credentials', clientId, clientSecret }),
  })
  client = createPbxClient({ gateway, accountId, baseUrl, session })
  const found = [...state.extensions.values()].find(({ name }) => name.endsWith('097'))
  extension = { extensionId: found?.id ?? 0, extensionNumber: '097' }
})
afterEach(() => place.close())

const list = () => readOrderedRules(client, extension.extensionId)
const ids = async () => (await list()).map(({ id }) => id)
const writes = () =>
  place.sandbox.ledger
    .entries({ acted: true })
    .filter(({ method, path }) => method !== 'GET' && path.includes('/incom_rule/'))
    .map(({ method, path }) => `${method} ${path.split('/incom_rule')[1] ?? ''}`)

async function apply(...intents: Intent[]) {
  const planned = await place.plan(intents)
  await place.changes.apply({ changeId: planned.id })
  return place.settled(planned.id)
}

async function undo(changeId: string) {
  const planned = await place.changes.undo({ changeId })
  await place.changes.apply({ changeId: planned.id })
  return place.settled(planned.id)
}

const ring = rule('transfer', { name: 'New', destinations: ['101', '+79161234567'], timeoutSeconds: 20 })
const create = (wanted: IncomingRule = ring): Intent => ({ operation: 'pbx.createRule', ...extension, rule: wanted })
const order = (ruleIds: Extract<Intent, { operation: 'pbx.orderRules' }>['ruleIds']): Intent => ({
  operation: 'pbx.orderRules',
  ...extension,
  ruleIds,
})

describe('each operation is proven by reading and taken back', () => {
  test('a new rule', async () => {
    const before = await list()
    const change = await apply(create())
    expect(change).toMatchObject({ counts: { done: 1 }, irreversibleCount: 0 })
    expect((await list()).at(-1)?.rule).toMatchObject({ name: 'New', destinations: ['101', '+79161234567'] })
    await undo(change.id)
    expect(await list()).toEqual(before)
    expect(writes()).toEqual(['POST /', expect.stringMatching(/^DELETE \/\d+$/)])
  })

  test('another wording of a rule', async () => {
    const before = await list()
    const [, , third] = before
    if (!third) throw new Error('the demo has four rules')
    const change = await apply({ operation: 'pbx.updateRule', ...extension, ruleId: third.id, rule: rule('busy') })
    expect(change.counts).toMatchObject({ done: 1 })
    expect((await list())[2]?.rule).toMatchObject({ type: 'busy', name: '' })
    await undo(change.id)
    expect(await list()).toEqual(before)
  })

  test('a rule that is deleted comes back where it was', async () => {
    const before = await list()
    const change = await apply({ operation: 'pbx.deleteRule', ...extension, ruleId: before[1]?.id ?? 0 })
    expect((await list()).map(({ rule: { name } }) => name)).toEqual(
      before.toSpliced(1, 1).map(({ rule: { name } }) => name),
    )
    await undo(change.id)
    expect((await list()).map((saved) => saved.rule)).toEqual(before.map((saved) => saved.rule))
    expect(writes().map((line) => line.replace(/\d+/, 'N'))).toEqual(['DELETE /N', 'POST /', 'PUT /order/'])
  })

  test('rules that are deleted together come back where they were: an order names those that came back by the steps that make them', async () => {
    const before = await list()
    const change = await place.plan(
      [before[0], before[1], before[2]].map((saved) => ({
        operation: 'pbx.deleteRule',
        ...extension,
        ruleId: saved?.id ?? 0,
      })),
    )
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 3 })
    expect((await undo(change.id)).counts).toMatchObject({ done: 6 })
    expect((await list()).map((saved) => saved.rule)).toEqual(before.map((saved) => saved.rule))
  })

  test('the last rule needs no order when it comes back', async () => {
    const before = await list()
    const change = await apply({ operation: 'pbx.deleteRule', ...extension, ruleId: before.at(-1)?.id ?? 0 })
    await undo(change.id)
    expect((await list()).map((saved) => saved.rule)).toEqual(before.map((saved) => saved.rule))
    expect(writes().at(-1)).toBe('POST /')
  })

  test('a copy beside the rule it was made of: its id is known to the order once it is made', async () => {
    const before = await ids()
    const [first, ...rest] = before
    const change = await apply(create(), order([first ?? 0, { fromStep: 0, path: 'id' }, ...rest]))
    expect(change.counts).toMatchObject({ done: 2 })
    const after = await ids()
    expect(after).toHaveLength(before.length + 1)
    expect(after[0]).toBe(first)
    expect(after.slice(2)).toEqual(rest)
    await undo(change.id)
    expect(await ids()).toEqual(before)
  })

  test('an order that waits for a rule to be made is told by places and names, and by the step that makes the rule', async () => {
    known = await list()
    const [first, second, third, ...rest] = await ids()
    await client.createRule(extension.extensionId, rule('busy', { name: 'Made by somebody else' }))
    const stranger = (await ids()).at(-1) ?? 0
    const made = { fromStep: 0, path: 'id' } as const
    const wanted = [third ?? 0, made, first ?? 0, second ?? 0, ...rest, stranger]
    const planned = await place.plan([create(), order(wanted)])
    const [, waiting] = await place.steps(planned.id)
    expect(waiting).toMatchObject({ object: '097', differences: [{ path: 'order', before: null }] })
    expect(waiting?.differences.map(({ path, after }) => valueName(path, after, 'ru'))).toEqual([
      `3. Секретарь, создаётся на шаге 1, 1. Без скрытых номеров, 2. Сначала сам, потом мобильный, 4. Автоответчик, #${stranger}`,
    ])
  })

  test('100 rules in another order: one request, and one to take it back', async () => {
    for (let count = (await ids()).length; count < 100; count += 1) {
      await client.createRule(extension.extensionId, rule('busy', { name: `Rule ${count}` }))
    }
    const before = await ids()
    place.sandbox.ledger.clear()
    const change = await apply(order(before.toReversed()))
    expect(await ids()).toEqual(before.toReversed())
    expect(writes()).toEqual(['PUT /order/'])
    await undo(change.id)
    expect(await ids()).toEqual(before)
    expect(writes()).toEqual(['PUT /order/', 'PUT /order/'])
  })
})

describe('bad days', () => {
  test('a POST answered with a list of one', async () => {
    place.sandbox.faults.add({
      kind: 'rewritten',
      match: { method: 'POST', path: '/incom_rule/' },
      rewrite: (body) => `[${body}]`,
    })
    const change = await apply(create())
    expect(change.counts).toMatchObject({ done: 1 })
    expect(writes()).toEqual(['POST /'])
  })

  test('the answer to a new rule is lost: it is found in the list, not sent again, and can be taken back', async () => {
    const before = await ids()
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'POST', path: '/incom_rule/', times: 1 } })
    const change = await apply(create())
    expect(change.counts).toMatchObject({ done: 1 })
    expect(writes()).toEqual(['POST /'])
    await undo(change.id)
    expect(await ids()).toEqual(before)
  })

  test('the answer to a copy is lost: the order that needs its id goes on', async () => {
    const [first, ...rest] = await ids()
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'POST', path: '/incom_rule/', times: 1 } })
    const planned = await place.plan([create(), order([first ?? 0, { fromStep: 0, path: 'id' }, ...rest])])
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ done: 2 })
    expect((await list())[1]?.rule).toMatchObject({ name: 'New' })
  })

  test('a rule of a type nobody knows is shown, moved, and never rewritten', async () => {
    const stored = place.sandbox.pbx.state.extensions.get(extension.extensionId)?.rules[1]
    Object.assign(stored ?? {}, { type: 'group_call' })
    const [first, strange, ...rest] = await list()
    expect(strange?.rule).toMatchObject({
      type: 'unknown',
      wireType: 'group_call',
      name: 'Сначала сам, потом мобильный',
    })
    const ruleId = strange?.id ?? 0
    const refused = await place.plan([{ operation: 'pbx.updateRule', ...extension, ruleId, rule: ring }])
    expect(refused.counts).toMatchObject({ refused: 1 })
    const [step] = await place.steps(refused.id)
    expect(step?.findings).toMatchObject([{ code: 'rule.readOnly' }])
    await apply(order([ruleId, first?.id ?? 0, ...rest.map(({ id }) => id)]))
    expect((await list())[0]).toEqual(strange)
  })

  test('rules added meanwhile make an order stale', async () => {
    const before = await ids()
    await client.createRule(extension.extensionId, ring)
    const planned = await place.plan([order(before.toReversed())])
    expect((await place.steps(planned.id))[0]?.findings).toMatchObject([{ code: 'rule.orderStale' }])
  })

  test('somebody else changed the list after it was planned: a conflict, nothing is sent', async () => {
    const planned = await place.plan([order((await ids()).toReversed())])
    await client.createRule(extension.extensionId, ring)
    place.sandbox.ledger.clear()
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ conflict: 1 })
    expect(writes()).toEqual([])
  })

  test('a rule that is gone already counts as deleted', async () => {
    const [first] = await ids()
    const planned = await place.plan([{ operation: 'pbx.deleteRule', ...extension, ruleId: first ?? 0 }])
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'DELETE' } })
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ done: 1 })
    expect(await ids()).not.toContain(first)
  })

  test('a mistake is refused before anything is sent', async () => {
    const planned = await place.plan([create(rule('transfer'))])
    expect(planned.counts).toMatchObject({ refused: 1 })
    expect((await place.steps(planned.id))[0]?.findings).toMatchObject([
      { path: 'destinations', code: 'field.required' },
      // The last of the four takes every call.
      { path: '', code: 'rule.neverReached', params: { position: 4 } },
    ])
  })
})
