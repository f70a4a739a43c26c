/** Calls played on what the database holds: a company of the cloud PBX and numbers of Exolve that lead to it. */
import { expect, onTestFinished, test } from 'vitest'
import { createCallFlow } from '../../../src-main/call-flow/call-flow'
import { defineCallFunctions } from '../../../src-main/call-flow/sql-functions'
import type { PlannedStep } from '../../../src-main/changes/planned-steps'
import { createPbxStore, type Holdings } from '../../../src-main/pbx/pbx-store'
import { createNumberRegister } from '../../../src-main/twin/number-register'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'
import { emptyCallDraft, type CallDraft } from '../../../src-shared/contract/call-flow'
import type { StepState } from '../../../src-shared/contract/changes'
import { emptyNumberRule, emptyRow, type NumberRule } from '../../../src-shared/domain/number-batch/batch'
import type { EventPayload } from '../../../src-shared/contract'
import { defaultCall } from '../../../src-shared/domain/call-flow/call'
import type { Expectation } from '../../../src-shared/domain/call-flow/expectation'
import {
  company,
  context,
  extension,
  forwardingTo,
  incomingRule,
  menu,
  menuRule,
  monday,
  publicNumber,
  target,
  transferTo,
} from '../domain/call-flow/world'
import { temporaryFolder } from '../storage/temporary-folder'

const accountId = 'company'
function holdingsOf(rules: Holdings['rules']): Holdings {
  const extensions = [extension('101', { label: 'Reception' }), extension('102')]
  return {
    company,
    extensions: new Map(extensions.map((one) => [one.id, one])),
    publicNumbers: new Map([[1, publicNumber(1, 1101, 'Main line')]]),
    prompts: new Map(),
    intervals: new Map(),
    rules,
    menus: new Map(),
  }
}

function setUp(planned: PlannedStep[] = [], more: { id: string; label: string; provider: string }[] = []) {
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  database.exec(`INSERT INTO accounts (id, provider, label, colour, group_name, production, base_url, disabled, demo, created_at, sign_in)
    VALUES ('${accountId}', 'pbx', 'Office', 'blue', '', 0, 'https://pbx.example.com', 0, 0, 0, 'clientCredentials')`)
  const store = createPbxStore(database)
  store.replace(accountId, holdingsOf(new Map()), 1)
  defineCallFunctions(database)
  const told: EventPayload<'callFlow.didProgress'>[] = []
  const callFlow = createCallFlow({
    database,
    reader: createInlineReader(database),
    accounts: () => [{ id: accountId, label: 'Office', provider: 'pbx' }, ...more],
    holdingsOf: store.holdings,
    planned: () => ({ accountId, steps: planned }),
    now: () => monday,
    emit: (_name, progress) => told.push(progress),
  })
  return { callFlow, store, database, told }
}

const call = { ...defaultCall, at: monday, called: { kind: 'number' as const, digits: '78120000001' } }
const toColleague = new Map([[1101, [{ id: 7, rule: incomingRule({ type: 'transfer', destinations: ['102'] }) }]]])

test('a call is played on what is stored, and anew when that changes', async () => {
  const { callFlow, store } = setUp()
  const play = async () => (await callFlow.simulate({ call, keys: '', draft: null })).trace.end
  expect(await play()).toEqual({ kind: 'connected', address: '101', label: 'Reception' })
  store.replace(accountId, holdingsOf(toColleague), 2)
  expect(await play()).toMatchObject({ kind: 'connected', address: '102' })
})

test('a draft stands in for what it changes, and what is published is told beside it', async () => {
  const { callFlow } = setUp()
  const rules = [{ key: 'new:0', rule: incomingRule({ type: 'busy' }) }]
  const draft = { ...emptyCallDraft, rules: [{ accountId, extensionId: 1101, rules }] }
  const { trace, published } = await callFlow.simulate({ call, keys: '', draft })
  expect(trace.end).toEqual({ kind: 'hungUp', reason: 'rule', code: 486 })
  expect(published?.end).toMatchObject({ kind: 'connected', address: '101' })
})

test('a public number, and an interval, are taken as they stand on screen', async () => {
  const { callFlow, store } = setUp()
  const always = { id: 5, name: 'Office', timeZone: 'UTC', rest: {} }
  const everyDay = { kind: 'calendar' as const, weekdays: null, monthDays: null, month: null, times: null }
  const conditions = [{ ...everyDay, times: { from: '00:00:00', to: '23:59:59' }, rotation: null, rest: {} }]
  const rule = incomingRule({ type: 'transfer', destinations: ['102'] }, { intervalId: 5 })
  const held = holdingsOf(new Map([[1101, [{ id: 7, rule }]]]))
  store.replace(accountId, { ...held, intervals: new Map([[5, { ...always, conditions: [] }]]) }, 2)
  const play = async (draft: CallDraft) => {
    const { trace, published } = await callFlow.simulate({ call, keys: '', draft })
    return [trace.end, published?.end]
  }
  const reception = { kind: 'connected', address: '101', label: 'Reception' }
  const colleague = { kind: 'connected', address: '102', label: '' }
  const interval = { ...always, conditions }
  expect(await play({ ...emptyCallDraft, intervals: [{ accountId, interval }] })).toEqual([colleague, reception])
  const route = { accountId, digits: '78120000001', extensionId: 1102 }
  expect(await play({ ...emptyCallDraft, routes: [route] })).toEqual([colleague, reception])
})

test('a number of Exolve leads on to the public number of another account; one that was never read is said to be so', async () => {
  const { callFlow, database } = setUp()
  database.exec(`
    INSERT INTO number_lists (id, account_id, state, fetched_at, count) VALUES (1, 'exolve', 'present', 1, 2);
    INSERT INTO numbers (list, number, searched, type, region, category, application, has_sip, has_forwarding, forwarding_kind, forwarding_target)
    VALUES (1, '74990000001', '', 0, 0, 0, 0, 0, 1, 'number', '78120000001'), (1, '74990000002', '', 0, 0, 0, 0, 0, 1, 'number', 'x')`)
  const forwarding = JSON.stringify(forwardingTo('single', target('78120000001')))
  database.prepare(`INSERT INTO forwarding_states VALUES ('exolve', '74990000001', ?, 1)`).run(forwarding)
  const play = async (digits: string) =>
    (await callFlow.simulate({ call: { ...call, called: { kind: 'number', digits } }, keys: '', draft: null })).trace
      .end
  expect(await play('74990000001')).toMatchObject({ kind: 'connected', address: '101' })
  expect(await play('74990000002')).toMatchObject({ kind: 'ownLogic', what: 'notRead' })
})

test('targets are found by number and label', async () => {
  const { callFlow } = setUp()
  const found = async (text: string) => (await callFlow.targets({ text, limit: 10 })).map(({ number }) => number)
  expect(await found('')).toEqual(['78120000001', '101', '102'])
  expect(await found('recep')).toEqual(['101'])
  expect(await found('812 000')).toEqual(['78120000001'])
  expect((await callFlow.target({ called: call.called }))?.label).toBe('Main line')
  expect(await callFlow.target({ called: { kind: 'number', digits: '70000000000' } })).toBeNull()
})

const expectation: Expectation = {
  name: 'Reception answers',
  called: call.called,
  caller: null,
  weekday: 1,
  minute: 600,
  timeZone: 'Europe/Moscow',
  keys: '',
  behaviours: {},
  end: { kind: 'connected', address: '101' },
}

test('expectations are kept, judged, and broken by a planned change that makes calls end elsewhere', async () => {
  const intent = {
    operation: 'pbx.createRule',
    extensionId: 1101,
    extensionNumber: '101',
    rule: incomingRule({ type: 'transfer', destinations: ['102'] }),
  }
  const { callFlow } = setUp([{ position: 0, intent: JSON.parse(JSON.stringify(intent)) }])
  expect(await callFlow.judgeChange({ changeId: 'c' })).toEqual({ broken: [], isTooBig: false })
  const kept = callFlow.saveExpectation({ id: null, expectation })
  const other = callFlow.saveExpectation({ id: null, expectation: { ...expectation, end: { kind: 'voicemail' } } })
  expect((await callFlow.judge({ draft: null })).map(({ isMet }) => isMet)).toEqual([true, false])
  // What was not met before is nothing that the change breaks.
  expect((await callFlow.judgeChange({ changeId: 'c' })).broken.map(({ id }) => id)).toEqual([kept.id])
  callFlow.removeExpectation({ id: other.id })
  expect(callFlow.expectations()).toEqual([kept])
  expect(() => callFlow.saveExpectation({ id: other.id, expectation })).toThrow('notFound')
})

test('a change that decides nothing about calls breaks nothing', async () => {
  const { callFlow } = setUp([
    { position: 0, intent: { operation: 'exolve.setAnsweringMachineDetection', number: '78120000001', enabled: true } },
  ])
  callFlow.saveExpectation({ id: null, expectation })
  expect(await callFlow.judgeChange({ changeId: 'c' })).toEqual({ broken: [], isTooBig: false })
})

test('a number of Twin does what was sent last, and leads on from other accounts; what was refused or only planned is not there', async () => {
  const { callFlow, database } = setUp()
  database.exec(`INSERT INTO accounts (id, provider, label, colour, group_name, production, base_url, disabled, demo, created_at, sign_in)
    VALUES ('twin', 'twin', 'Bots', 'blue', '', 0, 'https://twin.example.com', 0, 0, 0, 'emailPassword')`)
  const register = createNumberRegister(database, () => 1)
  const send = (id: string, numbers: string[], rule: Partial<NumberRule>, state: StepState) => {
    register.begin({ id, accountId: 'twin', rule: { ...emptyNumberRule(), botId: 'bot-1', ...rule }, createdAt: 1 })
    const rows = numbers.map((number) => ({ ...emptyRow(), number, title: `Title ${id}` }))
    register.addPart(id, 1, rows, [false], null)
    register.record(id, 1, state)
  }
  const end = async (digits: string) => {
    const { trace } = await callFlow.simulate({
      call: { ...call, called: { kind: 'number', digits } },
      keys: '',
      draft: null,
    })
    return [trace.end, trace.assumptions]
  }
  send('one', ['74990000011', '74990000012'], {}, 'done')
  expect(await end('74990000011')).toEqual([{ kind: 'ownLogic', what: 'bot', name: 'bot-1' }, ['ownRegister']])
  database.exec("INSERT INTO twin_ids VALUES ('twin', 'bot', 'bot-1', NULL, 'Reception bot')")
  expect(await end('74990000011')).toMatchObject([{ name: 'Reception bot' }, ['ownRegister']])

  send('two', ['74990000011'], { action: 'end' }, 'sent')
  expect(await end('74990000011')).toEqual([
    { kind: 'hungUp', reason: 'notProcessed', code: null },
    ['registerUnanswered'],
  ])
  send('three', ['74990000012'], { action: 'end' }, 'failed')
  send('four', ['74990000012'], { action: 'end' }, 'pending')
  expect(await end('74990000012')).toMatchObject([{ kind: 'ownLogic' }, ['ownRegister']])

  const rules = [{ key: 'new:0', rule: incomingRule({ type: 'transfer', destinations: ['+74990000012'] }) }]
  const draft = { ...emptyCallDraft, rules: [{ accountId, extensionId: 1101, rules }] }
  const chained = await callFlow.simulate({ call, keys: '', draft })
  expect(chained.trace.end).toMatchObject({ kind: 'ownLogic', what: 'bot' })
})

test('a number of Twin can be called by name, once', async () => {
  const { callFlow, database } = setUp([], [{ id: 'twin', label: 'Bots', provider: 'twin' }])
  const register = createNumberRegister(database, () => 1)
  for (const id of ['one', 'two']) {
    register.begin({ id, accountId: 'twin', rule: emptyNumberRule(), createdAt: 1 })
    register.addPart(id, 1, [{ ...emptyRow(), number: '74990000011', title: `Title ${id}` }], [false], null)
    register.record(id, 1, 'done')
  }
  const found = await callFlow.targets({ text: 'title', limit: 10 })
  expect(found).toMatchObject([{ accountId: 'twin', account: 'Bots', number: '74990000011', label: 'Title two' }])
  expect(await callFlow.target({ called: { kind: 'number', digits: '74990000011' } })).toMatchObject({
    number: '74990000011',
  })
})

test('a menu that was read alone later than the company is the one that is played', async () => {
  const { callFlow, store } = setUp()
  const holdings = holdingsOf(new Map())
  const ivr = extension('201', { type: 'ivr' })
  const menuTo = (number: string) => menu([context('1', { start: [menuRule(transferTo(number))] })])
  store.replace(
    accountId,
    {
      ...holdings,
      extensions: new Map([...holdings.extensions, [ivr.id, ivr]]),
      menus: new Map([[ivr.id, menuTo('101')]]),
    },
    10,
  )
  const play = async () =>
    (
      await callFlow.simulate({
        call: { ...call, called: { kind: 'extension', accountId, extensionId: ivr.id } },
        keys: '',
        draft: null,
      })
    ).trace.end
  expect(await play()).toMatchObject({ address: '101' })
  store.put(accountId, 'menu', ivr.id, menuTo('102'))
  expect(await play()).toMatchObject({ address: '102' })
})

test('a change of a menu, an interval or a public number breaks what is expected of calls', async () => {
  const intent = { operation: 'pbx.routePublicNumber', id: 1, number: '78120000001', extensionId: 1102 }
  const { callFlow } = setUp([{ position: 3, intent }])
  const kept = callFlow.saveExpectation({ id: null, expectation })
  const [broken] = (await callFlow.judgeChange({ changeId: 'c' })).broken
  expect(broken).toMatchObject({ id: kept.id, isMet: false, trace: { end: { kind: 'connected', address: '102' } } })
})

test('a change of very many steps is not judged, and that is said', async () => {
  const intent = { operation: 'pbx.routePublicNumber', id: 1, number: '78120000001', extensionId: 1102 }
  const { callFlow } = setUp(Array.from({ length: 5001 }, (_, position) => ({ position, intent })))
  callFlow.saveExpectation({ id: null, expectation })
  expect(await callFlow.judgeChange({ changeId: 'c' })).toEqual({ broken: [], isTooBig: true })
})
