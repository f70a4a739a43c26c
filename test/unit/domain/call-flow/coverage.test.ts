import { expect, test } from 'vitest'
import { cellLength, cover } from '../../../../src-shared/domain/call-flow/coverage'
import { judgeExpectation, type Expectation } from '../../../../src-shared/domain/call-flow/expectation'
import { pressWhenTaken } from '../../../../src-shared/domain/call-flow/keypad'
import { defaultCall } from '../../../../src-shared/domain/call-flow/call'
import type { Interval } from '../../../../src-shared/domain/pbx/interval'
import {
  accountId,
  callTo,
  context,
  extension,
  incomingRule,
  menu,
  menuRule,
  monday,
  play,
  transferTo,
  worldOf,
} from './world'

const office: Interval = {
  id: 1,
  name: 'Office',
  timeZone: 'Europe/Moscow',
  conditions: [
    {
      kind: 'calendar',
      weekdays: { from: 2, to: 6 },
      monthDays: null,
      month: null,
      times: { from: '09:00:00', to: '18:00:00' },
      rotation: null,
      rest: {},
    },
  ],
  rest: {},
}
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

test('a week in half hours for two callers: every cell is a call of its own, what nobody reaches is named', () => {
  const { outcomes, rows, neverRan } = cover(world, {
    call: { ...defaultCall, called },
    callers: ['78120000000', '74950000000'],
    from,
    cells: 7 * 48,
  })
  const told = rows.map((row) => row.map((outcome) => outcomes[outcome]?.end))
  const office9 = 9 * 2
  expect(told[0]?.[office9 - 1]).toMatchObject({ kind: 'connected', address: '101' })
  expect(told[0]?.[office9]).toMatchObject({ kind: 'connected', address: '102' })
  expect(told[0]?.[18 * 2 - 1]).toMatchObject({ address: '102' })
  expect(told[0]?.[18 * 2]).toMatchObject({ address: '101' })
  expect(told[1]?.[office9]).toEqual({ kind: 'hungUp', reason: 'rule', code: 480 })
  expect(rows[0]?.filter((outcome) => outcomes[outcome]?.end.kind === 'connected')).toHaveLength(336)
  expect(rows[1]?.filter((outcome) => outcomes[outcome]?.verdict === 'refused')).toHaveLength(5 * 18)
  expect(neverRan).toEqual([{ kind: 'incomingRule', accountId, extensionId: 1101, rule: '2' }])
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
