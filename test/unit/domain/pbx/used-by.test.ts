import { expect, test } from 'vitest'
import { noConditions, type Menu } from '@shared/domain/ivr/menu'
import type { PublicNumber } from '@shared/domain/pbx/public-number'
import { usedBy } from '@shared/domain/pbx/used-by'
import { extensions, numbering, rule } from './rule-example'

const publicNumber: PublicNumber = {
  id: 31,
  number: '78123092631',
  extensionId: 4,
  acceptsMessages: false,
  messageExtensionId: 2,
  comment: '',
  createdAt: '',
  rest: {},
}

const menu: Menu = {
  config: {
    entryContext: '1',
    sleepMs: 0,
    lifetimeSeconds: 60,
    lifetimeAction: 'transfer',
    lifetimeDestination: '103',
    voicemail: { enabled: false, greeting: 52, attachFile: true, mailTo: '' },
    extra: {},
  },
  contexts: [
    {
      key: '1',
      name: 'Main',
      timeoutMs: 5000,
      interDigitMs: 2000,
      digitLength: 3,
      anyDial: false,
      extra: {},
      options: [
        {
          digits: 'start',
          rules: [
            {
              key: '1',
              name: '',
              final: true,
              conditions: { ...noConditions, interval: 6 },
              action: { kind: 'play_sound', sound: 51, soundType: 'background', fromVariable: false },
              extra: {},
            },
            {
              key: '2',
              name: '',
              final: true,
              conditions: noConditions,
              action: { kind: 'transfer', destinations: ['102', '+78121234567'], timeoutSeconds: null },
              extra: {},
            },
          ],
        },
      ],
    },
  ],
}

const used = usedBy({
  numbering,
  extensions,
  publicNumbers: [publicNumber],
  rules: new Map([
    [
      1,
      [
        { id: 11, rule: rule('playfile', { promptId: 51, conditions: { intervalId: 6 } }) },
        { id: 12, rule: rule('transfer', { destinations: ['102', '000*102'] }) },
        { id: 13, rule: { type: 'unknown', wireType: 'x', name: '', enabled: true, rest: { transfer_dst: '102' } } },
      ],
    ],
  ]),
  menus: new Map([[4, menu]]),
})

const start = { kind: 'menu', extensionId: 4, context: '1', option: 'start' }
const settings = { kind: 'menu', extensionId: 4, context: null, option: null }

test('each referrer is named once', () => {
  expect(used.of('extension', 2)).toEqual([
    { kind: 'publicNumber', publicNumberId: 31 },
    { kind: 'rule', extensionId: 1, ruleId: 12 },
    start,
  ])
  expect(used.of('extension', 4)).toEqual([{ kind: 'publicNumber', publicNumberId: 31 }])
  expect(used.of('extension', 3)).toEqual([settings])
  expect(used.of('prompt', 51)).toEqual([{ kind: 'rule', extensionId: 1, ruleId: 11 }, start])
  expect(used.of('prompt', 52)).toEqual([settings])
  expect(used.of('interval', 6)).toEqual([{ kind: 'rule', extensionId: 1, ruleId: 11 }, start])
  expect(used.of('extension', 1)).toEqual([])
})
