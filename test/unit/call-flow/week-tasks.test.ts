/** Many simulated calls: the week of one number and of a hundred, what leads somewhere and what would break, in parts. */
import { expect, onTestFinished, test } from 'vitest'
import { createCallFlow } from '../../../src-main/call-flow/call-flow'
import { defineCallFunctions } from '../../../src-main/call-flow/sql-functions'
import { createPbxStore, type Holdings } from '../../../src-main/pbx/pbx-store'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader, type Reader } from '../../../src-main/storage/reader'
import type { EventPayload } from '../../../src-shared/contract'
import { defaultCall } from '../../../src-shared/domain/call-flow/call'
import { usualOfficeHours } from '../../../src-shared/domain/call-flow/surprises'
import {
  company,
  context,
  extension,
  forwardingTo,
  incomingRule,
  menu,
  menuRule,
  monday,
  play,
  publicNumber,
  target,
  transferTo,
} from '../domain/call-flow/world'
import { temporaryFolder } from '../storage/temporary-folder'

const accountId = 'company'
/** Monday 00:00 in Moscow. */
const from = monday - 10 * 3_600_000

/** A hundred numbers: one leads nowhere, one to a hang-up, one to a menu, the others to 101. */
function holdings(): Holdings {
  const extensions = [
    extension('101', { label: 'Reception' }),
    extension('102'),
    extension('103'),
    extension('201', { type: 'ivr' }),
  ]
  const routeOf = (id: number) => ({ 1: null, 2: 1103, 3: 1201 })[id]
  return {
    company,
    extensions: new Map(extensions.map((one) => [one.id, one])),
    publicNumbers: new Map(
      Array.from({ length: 100 }, (_, index) => {
        const route = routeOf(index + 1)
        return [index + 1, publicNumber(index + 1, route === undefined ? 1101 : route, `Line ${index + 1}`)]
      }),
    ),
    prompts: new Map([[1, { id: 1, filename: 'hello.wav', title: 'Hello', dealerId: null, rest: {} }]]),
    intervals: new Map(),
    rules: new Map([
      [1101, [{ id: 7, rule: incomingRule({ type: 'transfer', destinations: ['102'] }, { callStatus: 'no_answer' }) }]],
      [1103, [{ id: 8, rule: incomingRule({ type: 'hangup' }) }]],
    ]),
    menus: new Map([
      [
        1201,
        menu([
          context(
            '1',
            {
              start: [menuRule(play(1, 'background'))],
              '1': [menuRule(transferTo('101'))],
              timeout: [menuRule(transferTo('102'))],
            },
            { anyDial: false, digitLength: 1 },
          ),
        ]),
      ],
    ]),
  }
}

function setUp(slow: (sql: string) => void = () => undefined) {
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  database.exec(`INSERT INTO accounts (id, provider, label, colour, group_name, production, base_url, disabled, demo, created_at, sign_in)
    VALUES ('${accountId}', 'pbx', 'Office', 'blue', '', 0, 'https://pbx.example.com', 0, 0, 0, 'clientCredentials')`)
  const store = createPbxStore(database)
  store.replace(accountId, holdings(), 1)
  defineCallFunctions(database)
  const inline = createInlineReader(database)
  const reader: Reader = {
    ...inline,
    all(sql, parameters) {
      slow(sql)
      return inline.all(sql, parameters)
    },
  }
  const told: EventPayload<'callFlow.didProgress'>[] = []
  const callFlow = createCallFlow({
    database,
    reader,
    accounts: () => [{ id: accountId, label: 'Office', provider: 'pbx' }],
    holdingsOf: store.holdings,
    planned: () => ({ accountId, steps: [] }),
    now: () => monday,
    emit: (_name, progress) => told.push(progress),
  })
  return { callFlow, told, database }
}

const settings = { ...defaultCall, keys: [] }
const request = {
  call: { ...settings, called: { kind: 'number' as const, digits: '78120000003' } },
  callers: [null],
  from,
  cells: 336,
}

test('the week of one number names what no call runs, whatever is pressed and whoever answers', async () => {
  const { callFlow, told } = setUp()
  const coverage = await callFlow.cover({ task: 'week', request, draft: null })
  const unreached = await callFlow.unreached({ task: 'reach', request, draft: null })
  expect(coverage.rows.map((row) => row.length)).toEqual([336])
  expect(coverage.outcomes.map(({ end }) => end)).toEqual([{ kind: 'connected', address: '102', label: '' }])
  // Key 1 leads to 101, whose rule runs when nobody answers there: everything is reached.
  expect(unreached).toEqual([])
  expect(told[0]).toMatchObject({ task: 'week', done: 0 })
})

test('a hundred numbers: progress is told, and those with something to look at are named', async () => {
  const { callFlow, told } = setUp()
  const { numbers, isCut } = await callFlow.coverNumbers({
    task: 'all',
    accountId,
    request: { call: settings, callers: ['79161234567', null], from, cells: 336 },
    officeHours: usualOfficeHours,
  })
  expect([numbers.length, isCut]).toEqual([100, false])
  const surprising = numbers.filter(({ surprises }) => surprises.length > 0)
  expect(
    surprising.map(({ target: { number }, surprises }) => [number, surprises[0]?.kind, surprises[0]?.calls]),
  ).toEqual([
    ['78120000001', 'nobody', 2 * 336],
    ['78120000002', 'refusedInOfficeHours', 2 * 5 * 18],
  ])
  expect(surprising[1]?.surprises[0]?.first).toEqual({ caller: '79161234567', at: from + 9 * 3_600_000 })
  expect(numbers[4]?.calls).toMatchObject({ reached: 2 * 336, nobody: 0 })
  expect(told[0]).toEqual({ task: 'all', done: 0 + 48, total: 100 * 2 * 336 })
  expect(told.every(({ done, total }, index) => done <= total && done >= (told[index - 1]?.done ?? 0))).toBe(true)
})

test('it ends at the next part when it is cancelled, or when another one of its name begins', async () => {
  let parts = 0
  const { callFlow } = setUp((sql) => {
    if (sql.includes('cover_calls') && (parts += 1) === 5) callFlow.cancel({ task: 'all' })
  })
  const all = {
    task: 'all',
    accountId,
    request: { call: settings, callers: [null], from, cells: 336 },
    officeHours: usualOfficeHours,
  }
  await expect(callFlow.coverNumbers(all)).rejects.toThrow('cancelled')
  expect(parts).toBe(5)

  const first = callFlow.cover({ task: 'week', request, draft: null })
  const second = callFlow.cover({ task: 'week', request, draft: null })
  await expect(first).rejects.toThrow('cancelled')
  expect((await second).rows).toHaveLength(1)
})

test('closing ends what is under way', async () => {
  const { callFlow } = setUp()
  const running = callFlow.cover({ task: 'week', request, draft: null })
  await callFlow.close()
  await expect(running).rejects.toThrow()
})

const forwardedHere = `
  INSERT INTO accounts (id, provider, label, colour, group_name, production, base_url, disabled, demo, created_at, sign_in)
    VALUES ('exolve', 'exolve', 'Exolve', 'blue', '', 0, 'https://api.example.com', 0, 0, 0, 'apiKey');
  INSERT INTO number_lists (id, account_id, state, fetched_at, count) VALUES (1, 'exolve', 'present', 1, 1);
  INSERT INTO numbers (list, number, searched, type, region, category, application, has_sip, has_forwarding, forwarding_kind, forwarding_target)
    VALUES (1, '74990000001', '', 0, 0, 0, 0, 0, 1, 'number', '78120000003')`

test('what leads somewhere, across accounts', async () => {
  const { callFlow, database } = setUp()
  database.exec(forwardedHere)
  const forwarding = JSON.stringify(forwardingTo('single', target('78120000003')))
  database.prepare(`INSERT INTO forwarding_states VALUES ('exolve', '74990000001', ?, 1)`).run(forwarding)
  const leads = async (removed: Parameters<typeof callFlow.leads>[0]['removed']) =>
    (await callFlow.leads({ removed })).map(({ place, owner }) => `${place.kind} ${owner}`)
  expect(await leads({ kind: 'number', accountId, digits: '78120000003' })).toEqual(['target 74990000001'])
  expect(await leads({ kind: 'extension', accountId, id: 1102 })).toEqual(['incomingRule 101', 'menuOption 201'])
  expect(await leads({ kind: 'prompt', accountId, id: 1 })).toEqual(['menuOption 201'])
  expect(await leads({ kind: 'interval', accountId, id: 1 })).toEqual([])
})

test('what would break without an extension: calls of every number that leads there, with their keys', async () => {
  const { callFlow, database, told } = setUp()
  database.exec(forwardedHere)
  const forwarding = JSON.stringify(forwardingTo('single', target('78120000003')))
  database.prepare(`INSERT INTO forwarding_states VALUES ('exolve', '74990000001', ?, 1)`).run(forwarding)
  const week = { from, cells: 336, periodZone: 'Europe/Moscow' }
  const impact = await callFlow.impact({ task: 'i', removed: { kind: 'extension', accountId, id: 1102 }, ...week })
  expect(impact).toMatchObject({ entries: 99, isCut: false })
  const of = (digits: string) =>
    impact.rows
      .filter(({ called }) => called.kind === 'number' && called.digits === digits)
      .map(({ keys, before, after, count }) => [keys, before.kind, after.kind, count])
  // Without a key the menu leads to 102, whoever else answers. Key 1 leads to 101, where the menu gives up before its rule would.
  expect(of('78120000003')).toEqual([['', 'connected', 'hungUp', 2 * 3 * 168]])
  expect(of('74990000001')).toEqual(of('78120000003'))
  expect(of('78120000050')).toEqual([['', 'connected', 'hungUp', 3 * 168]])
  expect(impact.rows[0]?.target?.account).toBe('Office')
  expect(told.at(-1)?.task).toBe('i')

  const number = await callFlow.impact({
    task: 'i',
    removed: { kind: 'number', accountId, digits: '78120000003' },
    ...week,
  })
  expect(new Set(number.rows.map(({ after }) => JSON.stringify(after)))).toEqual(
    new Set([
      JSON.stringify({ kind: 'hungUp', reason: 'numberGivenUp', code: null }),
      JSON.stringify({ kind: 'hungUp', reason: 'nobodyAnswered', code: null }),
    ]),
  )
  const unused = await callFlow.impact({ task: 'i', removed: { kind: 'interval', accountId, id: 5 }, ...week })
  expect(unused).toMatchObject({ rows: [], calls: 0 })
})
