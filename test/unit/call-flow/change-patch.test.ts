/** What planned changes make of the configuration: every kind of step that decides where a call goes. */
import { expect, test } from 'vitest'
import { patchOfChange, type PendingStep, type Surroundings } from '../../../src-main/call-flow/change-patch'
import { publicationEntries } from '../../../src-main/ivr/publication'
import type { Call } from '../../../src-shared/domain/call-flow/call'
import { patchWorld } from '../../../src-shared/domain/call-flow/patch'
import { simulate } from '../../../src-shared/domain/call-flow/simulate'
import type { Menu } from '../../../src-shared/domain/ivr/menu'
import { newExtension, settingsOf } from '../../../src-shared/domain/pbx/extension'
import type { Interval } from '../../../src-shared/domain/pbx/interval'
import {
  accountId,
  callTo,
  context,
  endOf,
  extension,
  forwardingTo,
  incomingRule,
  jumpTo,
  menu,
  menuRule,
  outline,
  play,
  target,
  transferTo,
  worldOf,
} from '../domain/call-flow/world'

const always: Interval = {
  id: 7,
  name: 'Office',
  timeZone: 'Europe/Moscow',
  conditions: [
    { kind: 'calendar', weekdays: null, monthDays: null, month: null, times: null, rotation: null, rest: {} },
  ],
  rest: {},
}
const officeSettings = { name: always.name, timeZone: always.timeZone, conditions: always.conditions }
const base = menu([
  context('1', { start: [menuRule(play(1, 'background'))], '1': [{ ...menuRule(transferTo('101')), key: '11' }] }),
])
const world = worldOf({
  extensions: [extension('101'), extension('102'), extension('201', { type: 'ivr' })],
  rules: { 101: [incomingRule({ type: 'transfer', destinations: ['102'] }, { intervalId: 7 })] },
  menus: { 201: base },
  intervals: [always],
  numbers: {
    '78120000001': { provider: 'pbx', accountId, extensionId: 1101 },
    '74990000001': { provider: 'exolve', accountId, forwarding: forwardingTo('single', target('78120000001')) },
  },
  prompts: { 1: 4000 },
})
const surroundings: Surroundings = {
  world,
  accountId,
  idNamed: (kind, name) => (kind === 'interval' && name === 'Office' ? 7 : undefined),
  registered: (batchId) => (batchId === 'b' ? { numbers: ['74990000009'], action: 'robot', bot: 'Night' } : undefined),
}

const stepsOf = (...intents: object[]): PendingStep[] =>
  intents.map((intent, position) => ({ position, intent: JSON.parse(JSON.stringify(intent)) }))

function play101(intents: object[], call: Call = callTo('101')) {
  const patch = patchOfChange(stepsOf(...intents), surroundings)
  return simulate(patch ? patchWorld(world, patch) : world, call)
}

const toNumber = (digits: string): Call => ({ ...callTo('101'), called: { kind: 'number', digits } })
const ofRule = { extensionId: 1101, extensionNumber: '101' }
const busy = incomingRule({ type: 'busy' })
const settings = settingsOf(newExtension(''))

test('without a step that decides anything there is nothing to judge', () => {
  expect(patchOfChange([], surroundings)).toBeNull()
  expect(
    patchOfChange(stepsOf({ operation: 'pbx.replacePrompt', id: 1, title: 'a', recording: 'x' }), surroundings),
  ).toBe(null)
})

test.each<[string, object[], string, Call?]>([
  ['nothing', [], 'connected 102'],
  ['a rule changes', [{ operation: 'pbx.updateRule', ...ofRule, ruleId: 1, rule: busy }], 'hungUp rule 486'],
  ['a rule goes', [{ operation: 'pbx.deleteRule', ...ofRule, ruleId: 1 }], 'connected 101'],
  [
    'a rule is made and put first',
    [
      { operation: 'pbx.createRule', ...ofRule, rule: busy },
      { operation: 'pbx.orderRules', ...ofRule, ruleIds: [{ fromStep: 0, path: 'id' }, 1] },
    ],
    'hungUp rule 486',
  ],
  ['an interval goes by its id', [{ operation: 'pbx.deleteInterval', id: 7, name: 'Office' }], 'connected 101'],
  ['an interval goes by its name', [{ operation: 'pbx.deleteInterval', id: null, name: 'Office' }], 'connected 101'],
  [
    'an interval holds at other times',
    [
      {
        operation: 'pbx.updateInterval',
        id: 7,
        name: 'Office',
        wanted: { ...officeSettings, conditions: [] },
      },
    ],
    'connected 101',
  ],
  [
    'a rule waits for an interval that the same change makes',
    [
      { operation: 'pbx.createInterval', wanted: { ...officeSettings, name: 'New' } },
      {
        operation: 'pbx.updateRule',
        ...ofRule,
        ruleId: 1,
        rule: {
          ...busy,
          conditions: { ...('conditions' in busy && busy.conditions), intervalId: { fromStep: 0, path: 'id' } },
        },
      },
    ],
    'hungUp rule 486',
  ],
  ['an extension goes', [{ operation: 'pbx.deleteExtension', id: 1102, number: '102' }], 'hungUp finalFailed null'],
  [
    'an extension is blocked',
    [{ operation: 'pbx.updateExtension', id: 1101, number: '101', settings: { ...settings, status: 'blocked' } }],
    'hungUp extensionBlocked null',
  ],
  [
    'a rule leads to an extension that the same change makes',
    [
      { operation: 'pbx.createExtension', wanted: { ...settings, number: '150', type: 'phone' } },
      {
        operation: 'pbx.updateRule',
        ...ofRule,
        ruleId: 1,
        rule: incomingRule({ type: 'transfer', destinations: ['150'] }),
      },
    ],
    'connected 150',
  ],
  [
    'a public number is routed elsewhere',
    [{ operation: 'pbx.routePublicNumber', id: 1, number: '78120000001', extensionId: 1102 }],
    'connected 102',
    toNumber('78120000001'),
  ],
  [
    'a public number leads nowhere',
    [{ operation: 'pbx.routePublicNumber', id: 1, number: '78120000001', extensionId: null }],
    'hungUp notRouted null',
    toNumber('78120000001'),
  ],
  [
    'forwarding goes',
    [{ operation: 'exolve.removeForwarding', number: '74990000001' }],
    'ownLogic noForwarding',
    toNumber('74990000001'),
  ],
  [
    'a number is given up',
    [{ operation: 'exolve.releaseNumber', number: '74990000001' }],
    'hungUp numberGivenUp null',
    toNumber('74990000001'),
  ],
  [
    'numbers are made at Twin',
    [{ operation: 'twin.createNumbers', batchId: 'b', part: 1, parts: 1, numberCount: 1, firstNumber: '74990000009' }],
    'ownLogic bot',
    toNumber('74990000009'),
  ],
])('%s', (_name, intents, end, call) => {
  expect(endOf(play101(intents, call))).toBe(end)
})

test('what needs a thing that the change does not make cannot be told and is left as it is', () => {
  const rule = {
    ...busy,
    conditions: { ...('conditions' in busy && busy.conditions), intervalId: { fromStep: 9, path: 'id' } },
  }
  expect(endOf(play101([{ operation: 'pbx.updateRule', ...ofRule, ruleId: 1, rule }]))).toBe('connected 102')
})

test('a prompt that goes is not heard, and the call goes on', () => {
  const trace = play101([{ operation: 'pbx.deletePrompt', id: 1, title: 'prompt 1' }], callTo('201'))
  expect(outline(trace)).toContain('0 plays #1 0')
  expect(trace.assumptions).toContain('promptMissing')
})

const wanted: Menu = {
  ...base,
  contexts: [
    {
      ...(base.contexts[0] ?? context('1', {})),
      digitLength: 1,
      options:
        base.contexts[0]?.options.map((option) =>
          option.digits === '1' ? { digits: '1', rules: [menuRule(jumpTo('new:2')), ...option.rules] } : option,
        ) ?? [],
    },
    context('new:2', { start: [menuRule(transferTo('102'))], '3': [menuRule(transferTo('101'))] }),
  ],
}

test.each([
  ['of a menu that is there', 1201, base],
  ['of a menu that the change makes', null, undefined],
])('a publication %s leads to the menu that is wanted', (_name, extensionId, present) => {
  const publication = { base: present ?? menu([], { entryContext: null }), wanted, number: '250', label: 'Menu' }
  const entries = publicationEntries({ ...publication, extensionId, refuseChanged: false, uploads: [] })
  const patch = patchOfChange(stepsOf(...entries.map(({ intent }) => intent)), surroundings)
  if (!patch) throw new Error('the publication changes nothing')
  const published = patchWorld(world, patch)
  const id = extensionId ?? patch.extensions[0]?.id ?? 0
  const asWanted = patchWorld(published, { ...patch, menus: [{ accountId, extensionId: id, menu: wanted }] })
  for (const keys of [[], [{ at: 100, key: '1' }], [{ at: 100, key: '9' }]]) {
    const call: Call = { ...callTo('201', { keys }), called: { kind: 'extension', accountId, extensionId: id } }
    const trace = simulate(published, call)
    expect(outline(trace)).toEqual(outline(simulate(asWanted, call)))
    if (keys.length > 0) expect(outline(trace)).not.toEqual(outline(simulate(world, callTo('201', { keys }))))
  }
})
