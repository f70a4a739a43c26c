import { describe, expect, test } from 'vitest'
import { checkIncomingRule } from '@shared/domain/pbx/check-rule'
import { checkRuleList } from '@shared/domain/pbx/check-rule-list'
import { incomingRuleSchema, type IncomingRule } from '@shared/domain/pbx/incoming-rule'
import { calendar, interval, office } from './interval-example'
import { context, extension, extensions, rule } from './rule-example'

const show = (findings: ReturnType<typeof checkIncomingRule>) =>
  findings.map(({ severity, path, code }) => `${severity} ${path} ${code}`)
const codes = (checked: IncomingRule, parts = {}) => show(checkIncomingRule(checked, context(parts)))

const never = interval([calendar({ monthDays: { from: 31, to: 31 }, month: 2 })], 'Europe/Moscow', 7)
const everyDay = interval([calendar({ weekdays: { from: 2, to: 1 } })], 'Europe/Moscow', 9)
const intervals = [interval([office], 'Europe/Moscow', 6), never, interval([office], 'Mars/Base', 8), everyDay]
const unknown: IncomingRule = { type: 'unknown', wireType: 'group_call', name: '', enabled: true, rest: {} }

describe('one rule', () => {
  test.each<[string, IncomingRule, string[]]>([
    ['busy', rule('busy'), []],
    ['hangup', rule('hangup'), []],
    ['a type that is not known', unknown, []],
    ['voicemail of a phone', rule('voicemail'), []],
    ['a prompt', rule('playfile', { promptId: 51 }), []],
    ['no prompt', rule('playfile'), ['error promptId field.required']],
    ['a prompt that was deleted', rule('playfile', { promptId: 99 }), ['error promptId rule.promptGone']],
    ['a transfer', rule('transfer', { destinations: ['102', '+78121234567'] }), []],
    ['no destination', rule('transfer'), ['error destinations field.required']],
    ['with its prefix', rule('transfer', { destinations: ['000*102'] }), []],
    ['a service of the operator', rule('transfer', { destinations: ['112000'] }), []],
    ['a gap', rule('transfer', { destinations: ['+7 812'] }), ['error destinations.0 rule.destinationSpaces']],
    [
      'an extension that is not there',
      rule('transfer', { destinations: ['555'] }),
      ['warning destinations.0 rule.destinationMissing'],
    ],
    [
      'a blocked one',
      rule('simple_transfer', { destinations: ['103'] }),
      ['warning destinations.0 rule.destinationBlocked'],
    ],
    [
      'a phone without plus',
      rule('transfer', { destinations: ['78121234567'] }),
      ['warning destinations.0 rule.destinationNoPlus'],
    ],
    ['a phone too short', rule('transfer', { destinations: ['+7812'] }), ['error destinations.0 phone.length']],
    ['twice', rule('transfer', { destinations: ['102', '102'] }), ['warning destinations.1 rule.destinationRepeated']],
    [
      'ring time 0',
      rule('transfer', { destinations: ['102'], timeoutSeconds: 0 }),
      ['error timeoutSeconds rule.timeoutRange'],
    ],
    ['the usual ring time', rule('transfer', { destinations: ['102'], timeoutSeconds: null }), []],
    [
      'a long ring time',
      rule('cascade', { legs: [{ delaySeconds: 0, number: '102' }], timeoutSeconds: 300 }),
      ['warning timeoutSeconds rule.timeoutLong'],
    ],
    ['an empty cascade', rule('cascade', { legs: [] }), ['error legs field.required']],
    [
      'a delay below 0',
      rule('cascade', { legs: [{ delaySeconds: -1, number: '102' }] }),
      ['error legs.0.delaySeconds rule.delayRange'],
    ],
    [
      'a number that never rings',
      rule('simple_cascade', {
        timeoutSeconds: 20,
        legs: [
          { delaySeconds: 5, number: '102' },
          { delaySeconds: 20, number: '101' },
        ],
      }),
      ['warning legs.1.delaySeconds rule.legNeverRings'],
    ],
    [
      'the smallest delay counts as 0',
      rule('cascade', { timeoutSeconds: 20, legs: [{ delaySeconds: 25, number: '102' }] }),
      [],
    ],
    [
      'a pattern that is missing',
      rule('busy', { conditions: { callerAction: 'matches' } }),
      ['error conditions.callerPattern field.required'],
    ],
    ['a pattern that is not used', rule('busy', { conditions: { callerAction: 'anonymous', callerPattern: '(' } }), []],
    [
      'a pattern with a slip',
      rule('busy', { conditions: { callerAction: 'not_matches', callerPattern: '(7' } }),
      ['error conditions.callerPattern callerPattern.groupNotClosed'],
    ],
    [
      'unreachable and busy',
      rule('busy', { conditions: { extensionStatus: 'unreachable', extensionCallStatus: 'busy' } }),
      ['warning conditions.extensionCallStatus rule.unreachableNotBusy'],
    ],
    ['an interval', rule('busy', { conditions: { intervalId: 6 } }), []],
    [
      'an interval that was deleted',
      rule('busy', { conditions: { intervalId: 99 } }),
      ['error conditions.intervalId rule.intervalGone'],
    ],
    [
      'an interval that never holds',
      rule('busy', { conditions: { intervalId: 7 } }),
      ['warning conditions.intervalId rule.intervalNever'],
    ],
    [
      'an interval of a zone nobody knows',
      rule('busy', { conditions: { intervalId: 8 } }),
      ['warning conditions.intervalId rule.zoneUnknown'],
    ],
    ['a name with a line break', rule('busy', { name: 'a\nb' }), ['error name rule.textUnsendable']],
    ['a name too long', rule('busy', { name: 'a'.repeat(256) }), ['error name rule.textTooLong']],
  ])('%s', (_what, checked, expected) => {
    expect(codes(checked, { intervals })).toEqual(expected)
  })

  test('of what was not read nothing is said', () => {
    const checked = rule('playfile', { promptId: 99, conditions: { intervalId: 99 } })
    expect(codes(checked, { prompts: undefined, intervals: undefined })).toEqual([])
    expect(codes(rule('transfer', { destinations: ['555'] }), { extensions: undefined })).toEqual([])
  })

  test('voicemail of anything but a phone', () => {
    expect(codes(rule('voicemail'), { owner: extension(4, '204', { type: 'ivr' }) })).toEqual([
      'warning type rule.voicemailNotPhone',
    ])
  })

  test('more than ten destinations are for a simple transfer, which is offered', () => {
    const destinations = Array.from({ length: 11 }, (_, index) => `+7812123456${index % 10}`).map(
      (number, index) => `${number.slice(0, -2)}${10 + index}`,
    )
    const [found] = checkIncomingRule(rule('transfer', { destinations }), context())
    expect(found).toMatchObject({ code: 'rule.destinationsTooMany', severity: 'error', fix: 'simple_transfer' })
    expect(codes(rule('transfer', { destinations: destinations.slice(1) }))).toEqual([])
    expect(codes(rule('simple_transfer', { destinations }))).toEqual([])
    const legs = destinations.map((number) => ({ delaySeconds: 0, number }))
    expect(codes(rule('cascade', { legs }))).toEqual(['warning legs rule.legsMany'])
  })

  test('a destination whose rules lead back', () => {
    const rules = new Map<number, IncomingRule[]>([
      [2, [rule('cascade', { legs: [{ delaySeconds: 0, number: '204' }] })]],
      [4, [rule('transfer', { destinations: ['+78121234567', '000*101'] })]],
    ])
    const rulesOf = (id: number) => rules.get(id)
    const [found] = checkIncomingRule(rule('transfer', { destinations: ['102'] }), context({ rulesOf }))
    expect(found).toMatchObject({ code: 'rule.destinationLoops', params: { chain: '101 → 102 → 204 → 101' } })
    // A call to oneself rings the phone, and a simple transfer leaves rules out.
    expect(codes(rule('transfer', { destinations: ['101'] }), { rulesOf })).toEqual([])
    rules.set(4, [rule('simple_transfer', { destinations: ['101'] })])
    expect(codes(rule('transfer', { destinations: ['102'] }), { rulesOf })).toEqual([])
    rules.set(4, [rule('transfer', { destinations: ['102'] })])
    expect(codes(rule('transfer', { destinations: ['102'] }), { rulesOf })).toEqual([])
  })
})

describe('a list of rules', () => {
  const list = (...rules: IncomingRule[]) => checkRuleList(rules, context({ extensions, intervals })).map(show)
  const lost = ['warning  rule.neverReached']
  const forward = (parts = {}) => rule('transfer', { destinations: ['102'], ...parts })
  const matching = { callerAction: 'matches', callerPattern: '^(\\+|)7812' } as const

  test.each<[string, IncomingRule[], string[][]]>([
    ['below busy for everybody', [rule('busy'), rule('hangup')], [[], lost]],
    ['busy ends the call, final or not', [rule('busy', { final: false }), rule('hangup')], [[], lost]],
    ['below one that goes on', [forward({ final: false }), rule('hangup')], [[], []]],
    ['below a final forwarding', [forward(), rule('hangup')], [[], lost]],
    ['below one that is off', [rule('busy', { enabled: false }), rule('hangup')], [[], []]],
    ['one that is off loses nothing', [rule('busy'), rule('hangup', { enabled: false })], [[], []]],
    [
      'below the same callers',
      [rule('busy', { conditions: matching }), rule('hangup', { conditions: matching })],
      [[], lost],
    ],
    [
      'below other callers',
      [rule('busy', { conditions: matching }), rule('hangup', { conditions: { ...matching, callerPattern: '7' } })],
      [[], []],
    ],
    [
      'below a shorter beginning of the number',
      [
        rule('busy', { conditions: { ...matching, callerPattern: '^(\\+|)7' } }),
        rule('hangup', { conditions: { ...matching, callerPattern: '^\\+?7812309' } }),
        rule('hangup', { conditions: { ...matching, callerPattern: '^8' } }),
      ],
      [[], lost, ['warning conditions.callerPattern callerPattern.plusNotOptional']],
    ],
    [
      'below all but others',
      [
        rule('busy', { conditions: { callerAction: 'not_matches', callerPattern: '^(\\+|)7812' } }),
        rule('hangup', { conditions: { callerAction: 'matches', callerPattern: '^(\\+|)7495' } }),
        rule('hangup', { conditions: { callerAction: 'not_matches', callerPattern: '^(\\+|)7' } }),
        rule('hangup', { conditions: { callerAction: 'matches', callerPattern: '^(\\+|)78' } }),
      ],
      [[], lost, lost, []],
    ],
    [
      'below two that share all callers, or all states of the extension',
      [
        rule('busy', { conditions: { extensionStatus: 'registered' } }),
        rule('busy', { conditions: { ...matching, intervalId: 6 } }),
        rule('hangup', { conditions: { extensionStatus: 'unreachable' } }),
        rule('hangup'),
      ],
      [[], [], [], ['warning  rule.neverReachedByTwo']],
    ],
    [
      'below two of which one asks for more',
      [
        rule('busy', { conditions: { extensionStatus: 'registered', intervalId: 6 } }),
        rule('hangup', { conditions: { extensionStatus: 'unreachable' } }),
        rule('hangup'),
      ],
      [[], [], []],
    ],
    [
      'below one for some callers and one for the others',
      [
        rule('busy', { conditions: matching }),
        rule('hangup', { conditions: { ...matching, callerAction: 'not_matches' } }),
        rule('voicemail'),
      ],
      [[], [], ['warning  rule.neverReachedByTwo']],
    ],
    ['below a narrower rule', [rule('busy', { conditions: matching }), rule('hangup')], [[], []]],
    [
      'below a wider rule',
      [rule('busy', { conditions: { intervalId: 6 } }), rule('hangup', { conditions: { intervalId: 6, ...matching } })],
      [[], lost],
    ],
    [
      'below an interval that always holds',
      [
        rule('busy', { conditions: { intervalId: 9 } }),
        rule('hangup'),
        rule('hangup', { conditions: { intervalId: 6 } }),
      ],
      [[], lost, lost],
    ],
    [
      'below an interval that is not known to hold always',
      [rule('busy', { conditions: { intervalId: 6 } }), rule('hangup')],
      [[], []],
    ],
    [
      'the same result, and nothing forwarded between',
      [rule('busy', { conditions: { callStatus: 'busy' } }), rule('hangup', { conditions: { callStatus: 'busy' } })],
      [[], lost],
    ],
    [
      'the same result of another call',
      [
        rule('busy', { conditions: { callStatus: 'busy' } }),
        forward({ final: false }),
        rule('hangup', { conditions: { callStatus: 'busy' } }),
      ],
      [[], [], []],
    ],
    ['an unknown type says nothing of those below', [unknown, rule('busy')], [[], []]],
    [
      'two results of the one call',
      [rule('busy', { conditions: { callStatus: 'busy', extensionCallStatus: 'no_answer' } })],
      [['warning conditions.callStatus rule.statusesContradict']],
    ],
    [
      'two results of two calls',
      [
        forward({ final: false }),
        rule('busy', { conditions: { callStatus: 'busy', extensionCallStatus: 'no_answer' } }),
      ],
      [[], []],
    ],
  ])('%s', (_what, rules, expected) => {
    expect(list(...rules)).toEqual(expected)
  })

  test('the finding names the rule above', () => {
    const [, , found] = checkRuleList([rule('busy', { enabled: false }), rule('busy'), rule('hangup')], context())
    expect(found?.[0]?.params).toEqual({ position: 2 })
  })
})

test('an id that a number cannot hold exactly is refused', () => {
  const checked = rule('playfile', { promptId: 51 })
  expect(incomingRuleSchema.safeParse(checked).success).toBe(true)
  expect(incomingRuleSchema.safeParse({ ...checked, promptId: 2 ** 53 }).success).toBe(false)
})
