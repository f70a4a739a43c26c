import { describe, expect, test } from 'vitest'
import { emptyMenu } from '@shared/domain/ivr/new'
import type { Action } from '@shared/domain/ivr/action'
import type { Menu } from '@shared/domain/ivr/menu'
import { menuForwardings, type Forwarding } from '@shared/domain/pbx/call-ways'
import { checkIncomingRule, type RuleContext } from '@shared/domain/pbx/check-rule'
import type { IncomingRule } from '@shared/domain/pbx/incoming-rule'
import { context, rule } from './rule-example'

const publicNumbers = [
  { number: '78123092631', extensionId: 1 },
  { number: '78123092632', extensionId: 2 },
  { number: '78123092633', extensionId: null },
]
/** How a call that this rule of 101 forwards may come back to it. */
function chainsOf(checked: IncomingRule, parts: Partial<RuleContext> = {}): unknown[] {
  return checkIncomingRule(checked, context({ publicNumbers, rulesOf: () => [], ...parts }))
    .filter(({ code }) => code === 'rule.destinationLoops')
    .map(({ params }) => params['chain'])
}
const transfer = (...destinations: string[]) => rule('transfer', { destinations })
const simple = (...destinations: string[]) => rule('simple_transfer', { destinations })

describe('a public number of the company', () => {
  test('that leads back to the extension, however it is called', () => {
    const chain = ['101 → +7 812 309-26-31 → 101']
    expect(chainsOf(transfer('+78123092631'))).toEqual(chain)
    expect(chainsOf(simple('+78123092631'))).toEqual(chain)
    expect(chainsOf(transfer('78123092631'))).toEqual(chain)
  })
  test('that leads to another one, whose rules lead back', () => {
    const rulesOf = (id: number) => (id === 2 ? [transfer('101')] : [])
    expect(chainsOf(transfer('+78123092632'), { rulesOf })).toEqual(['101 → +7 812 309-26-32 → 102 → 101'])
    expect(chainsOf(transfer('+78123092632'))).toEqual([])
  })
  test('on the way back', () => {
    const rulesOf = (id: number) => (id === 2 ? [simple('+78123092631')] : [])
    expect(chainsOf(transfer('102'), { rulesOf })).toEqual(['101 → 102 → +7 812 309-26-31 → 101'])
  })
  test('that leads nowhere, and one of somebody else', () => {
    expect(chainsOf(transfer('+78123092633', '+74951234567'))).toEqual([])
  })
})

test('a simple forwarding leaves out the rules of who is called, and enters a menu all the same', () => {
  const rulesOf = (id: number) => (id === 2 ? [transfer('101')] : [])
  expect(chainsOf(transfer('102'), { rulesOf })).toEqual(['101 → 102 → 101'])
  expect(chainsOf(simple('102'), { rulesOf })).toEqual([])
  const menu: Forwarding[] = [{ destination: '101', runsRules: true }]
  const menuOf = (id: number) => (id === 4 ? menu : undefined)
  expect(chainsOf(simple('204'), { menuForwardings: menuOf })).toEqual(['101 → 204 → 101'])
  const aside = { menuForwardings: () => [{ destination: '101', runsRules: false }] }
  expect(chainsOf(transfer('204'), aside)).toEqual([])
})

test('rules that are off forward nothing', () => {
  const rulesOf = (id: number) => (id === 2 ? [{ ...transfer('101'), enabled: false }] : [])
  expect(chainsOf(transfer('102'), { rulesOf })).toEqual([])
})

test('a menu hands calls on by its options and at the end of its time, each way once', () => {
  const option = (digits: string, ...actions: Action[]) => ({
    digits,
    rules: actions.map((action, at) => ({ ...plain, key: `${digits}/${at}`, action })),
  })
  const call = (kind: 'transfer' | 'simple_transfer', ...destinations: string[]): Action => ({
    kind,
    destinations,
    timeoutSeconds: null,
  })
  const plain = {
    name: '',
    final: true,
    conditions: {
      interval: null,
      callerAction: 'any' as const,
      callerPattern: '',
      variable: null,
      callStatus: 'any' as const,
    },
    extra: {},
  }
  const menu = {
    ...emptyMenu,
    config: { ...emptyMenu.config, lifetimeAction: 'transfer', lifetimeDestination: '050' },
    contexts: [
      {
        options: [
          option('1', call('transfer', '101', '102')),
          option('2', call('transfer', '101'), { kind: 'hangup' }),
        ],
      },
      { options: [option('timeout', call('simple_transfer', '101'))] },
    ],
  } as unknown as Menu
  expect(menuForwardings(menu)).toEqual([
    { destination: '050', runsRules: true },
    { destination: '101', runsRules: true },
    { destination: '102', runsRules: true },
    { destination: '101', runsRules: false },
  ])
})
