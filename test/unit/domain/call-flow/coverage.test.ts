import { expect, test } from 'vitest'
import {
  addSeen,
  cellLength,
  cover,
  joinCoverage,
  nothingSeen,
  tryCalls,
} from '../../../../src-shared/domain/call-flow/coverage'
import { judgeExpectation, type Expectation } from '../../../../src-shared/domain/call-flow/expectation'
import { pressWhenTaken } from '../../../../src-shared/domain/call-flow/keypad'
import { defaultCall } from '../../../../src-shared/domain/call-flow/call'
import { unreachedBy } from '../../../../src-shared/domain/call-flow/unreached'
import { keySequences } from '../../../../src-shared/domain/call-flow/key-sequences'
import { surprisesOf, usualOfficeHours } from '../../../../src-shared/domain/call-flow/surprises'
import { impactOf } from '../../../../src-shared/domain/call-flow/impact'
import {
  accountId,
  callTo,
  context,
  extension,
  incomingRule,
  menu,
  menuRule,
  monday,
  officeHours,
  play,
  transferTo,
  worldOf,
} from './world'

const office = officeHours(1)
const world = worldOf({
  extensions: [extension('101'), extension('102'), extension('201', { type: 'ivr' })],
  intervals: [office],
  rules: {
    101: [
      incomingRule(
        { type: 'transfer', destinations: ['102'] },
        { intervalId: 1, callerAction: 'matches', callerPattern: '^7812' },
      ),
      incomingRule({ type: 'voicemail' }, { callerAction: 'anonymous', extensionStatus: 'unreachable' }),
      incomingRule({ type: 'hangup' }, { intervalId: 1 }),
    ],
  },
  menus: {
    201: menu([
      context(
        '1',
        {
          start: [menuRule(play(1, 'background'))],
          '1': [menuRule({ kind: 'jump_to_context', context: '2', option: '' })],
        },
        { digitLength: 1 },
      ),
      context(
        '2',
        { start: [menuRule(play(1, 'background'))], '2': [menuRule(transferTo('102'))] },
        { digitLength: 1 },
      ),
    ]),
  },
  prompts: { 1: 4000 },
})
const called = { kind: 'extension' as const, accountId, extensionId: 1101 }
/** Monday 00:00 in Moscow. */
const from = monday - 10 * 3_600_000

test('a week in half hours for two callers: every cell is a call of its own', () => {
  const { coverage, seen } = cover(world, {
    call: { ...defaultCall, called },
    callers: ['78120000000', '74950000000'],
    from,
    cells: 7 * 48,
  })
  const { outcomes, rows } = coverage
  const told = rows.map((row) => row.map((outcome) => outcomes[outcome]?.end))
  const office9 = 9 * 2
  expect(told[0]?.[office9 - 1]).toMatchObject({ kind: 'connected', address: '101' })
  expect(told[0]?.[office9]).toMatchObject({ kind: 'connected', address: '102' })
  expect(told[0]?.[18 * 2 - 1]).toMatchObject({ address: '102' })
  expect(told[0]?.[18 * 2]).toMatchObject({ address: '101' })
  expect(told[1]?.[office9]).toEqual({ kind: 'hungUp', reason: 'rule', code: 480 })
  expect(rows[0]?.filter((outcome) => outcomes[outcome]?.end.kind === 'connected')).toHaveLength(336)
  expect(rows[1]?.filter((outcome) => outcomes[outcome]?.verdict === 'refused')).toHaveLength(5 * 18)
  const sets = nothingSeen()
  addSeen(sets, seen)
  expect(unreachedBy(world, sets)).toMatchObject([
    { place: { kind: 'incomingRule', rule: '2' }, owner: '101', type: 'voicemail', skip: { reason: 'caller' } },
  ])
  expect(cellLength * 336).toBe(7 * 86_400_000)
})

test('keys are pressed when the menu takes them, level after level', () => {
  const keys = pressWhenTaken(world, callTo('201'), '12')
  expect(keys.map(({ key }) => key)).toEqual(['1', '2'])
  const judged = judgeExpectation(
    world,
    { ...expected, called: { ...called, extensionId: 1201 }, keys: '12', end: { kind: 'connected', address: '102' } },
    monday,
  )
  expect(judged.isMet).toBe(true)
  expect(pressWhenTaken(world, callTo('101'), '1')).toEqual([])
})

const expected: Expectation = {
  name: 'Monday morning',
  called,
  caller: '78120000000',
  weekday: 1,
  minute: 10 * 60,
  timeZone: 'Europe/Moscow',
  keys: '',
  behaviours: {},
  end: { kind: 'connected', address: '102' },
}

test.each([
  [expected, true],
  [{ ...expected, weekday: 7 }, false],
  [{ ...expected, weekday: 7, end: { kind: 'connected', address: '101' } }, true],
  [{ ...expected, caller: null, end: { kind: 'hungUp' } }, true],
  [{ ...expected, timeZone: 'America/New_York', minute: 3 * 60 }, true],
  [{ ...expected, timeZone: 'America/New_York', minute: 12 * 60 }, false],
] satisfies [Expectation, boolean][])(
  'an expectation is judged at its own day, hour and zone',
  (expectation, isMet) => {
    for (const day of [0, 1, 3, 6]) {
      expect(judgeExpectation(world, expectation, monday + day * 86_400_000 + 5000).isMet).toBe(isMet)
    }
  },
)

test('a table in parts is the same table', () => {
  const request = { call: { ...defaultCall, called }, callers: ['78120000000', null], from, cells: 100 }
  const parts = request.callers.map((caller) =>
    [0, 30, 60, 90].map(
      (cell) =>
        cover(world, { ...request, callers: [caller], from: from + cell * cellLength, cells: Math.min(30, 100 - cell) })
          .coverage,
    ),
  )
  const whole = cover(world, request).coverage
  const told = ({ outcomes, rows }: typeof whole) => rows.map((row) => row.map((cell) => outcomes[cell]))
  expect(told(joinCoverage(parts))).toEqual(told(whole))
})

test('a hang-up counts as a surprise while the office is open, nobody and loops always', () => {
  const request = { call: { ...defaultCall, called }, callers: ['74950000000'], from, cells: 7 * 48 }
  const { coverage } = cover(world, request)
  const about = { from, timeZone: 'Europe/Moscow', officeHours: usualOfficeHours }
  const nine = 9 * 3_600_000
  const day = 86_400_000
  expect(surprisesOf(coverage, about)).toEqual(
    [0, 1, 2, 3, 4].map((weekday) => ({
      kind: 'refusedInOfficeHours',
      row: 0,
      outcome: coverage.rows[0]?.[18],
      start: from + weekday * day + nine,
      end: from + weekday * day + 2 * nine,
    })),
  )
  const shut = { ...about, officeHours: { weekdays: [6, 7], from: 0, until: 1440 } }
  expect(surprisesOf(coverage, shut)).toEqual([])
  const noAnswer = { kind: 'noAnswer' } as const
  const call = { ...defaultCall, called, otherwise: { extension: noAnswer, phone: noAnswer } }
  const alone = cover(world, { ...request, call, cells: 4 }).coverage
  expect(surprisesOf(alone, about)).toMatchObject([{ kind: 'nobody', start: from, end: from + 4 * cellLength }])
})

test('what callers can press: every option of every menu on the way, and the extension that is dialled', () => {
  const menuCalled = { ...called, extensionId: 1201 }
  expect(keySequences(world, menuCalled)).toEqual(['', '1', '12'])
  expect(keySequences(world, menuCalled, '101')).toEqual(['', '101', '1', '1101', '12'])
  expect(keySequences(world, called)).toEqual([''])
})

test('an option is reached by its keys, a rule that waits for a result by a phone that does not answer', () => {
  const other = worldOf({
    extensions: [extension('101'), extension('201', { type: 'ivr' })],
    rules: {
      101: [
        incomingRule({ type: 'voicemail' }, { callStatus: 'busy' }),
        incomingRule({ type: 'hangup' }, { extensionStatus: 'unreachable' }),
        { ...incomingRule({ type: 'hangup' }), enabled: false },
      ],
    },
    menus: {
      201: menu([context('1', { start: [menuRule(play(1, 'background'))], '1': [menuRule(transferTo('101'))] })]),
    },
    prompts: { 1: 1000 },
  })
  const request = {
    call: { ...defaultCall, called: { ...called, extensionId: 1201 } },
    callers: [null],
    from,
    cells: 1,
  }
  const sets = nothingSeen()
  const left = () => unreachedBy(other, sets).map(({ owner, type }) => `${owner} ${type}`)
  addSeen(sets, tryCalls(other, request, { keys: '', every: 1, isUnreachable: false }))
  expect(left()).toEqual(['201 1'])
  addSeen(sets, tryCalls(other, request, { keys: '1', every: 1, isUnreachable: false }))
  expect(left()).toEqual(['101 voicemail', '101 hangup'])
  const busy = { kind: 'busy' } as const
  const busyCall = { ...request, call: { ...request.call, otherwise: { extension: busy, phone: busy } } }
  addSeen(sets, tryCalls(other, busyCall, { keys: '1', every: 1, isUnreachable: false }))
  expect(left()).toEqual(['101 hangup'])
  addSeen(sets, tryCalls(other, request, { keys: '1', every: 1, isUnreachable: true }))
  expect(left()).toEqual([])
})

test('what would break without something: calls that meet it and end elsewhere, by caller and time', () => {
  const request = {
    call: { ...defaultCall, called },
    callers: ['78120000000', null],
    from,
    cells: 7 * 48,
    keys: '',
    every: 2,
  }
  const gone = (kind: 'extension' | 'interval' | 'prompt', id: number, changes: Partial<typeof request> = {}) =>
    impactOf(world, { kind, accountId, id }, { ...request, ...changes })
  expect(gone('extension', 1102)).toMatchObject([
    {
      before: { kind: 'connected', address: '102' },
      after: { kind: 'hungUp', reason: 'finalFailed' },
      callers: ['78120000000'],
      count: 5 * 9,
      isOnlyUnheard: false,
      first: { at: from + 9 * 3_600_000, caller: '78120000000' },
    },
  ])
  expect(gone('interval', 1).map(({ before, after, count }) => [before.kind, after.kind, count])).toEqual([
    ['connected', 'connected', 45],
    ['hungUp', 'connected', 45],
  ])
  expect(gone('extension', 1201)).toEqual([])
  expect(gone('extension', 1102, { callers: [null] })).toEqual([])
  const menuCall = { ...defaultCall, called: { ...called, extensionId: 1201 } }
  const unheard = gone('prompt', 1, { call: menuCall, callers: [null], cells: 2, keys: '12' })
  expect(unheard).toMatchObject([
    { isOnlyUnheard: true, before: { address: '102' }, after: { address: '102' }, count: 1 },
  ])
})
