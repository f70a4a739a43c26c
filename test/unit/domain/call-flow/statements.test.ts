/** What is documented, or assumed, of incoming rules: one scenario for each statement, named after it. */
import { describe, expect, test } from 'vitest'
import type { Interval } from '../../../../src-shared/domain/pbx/interval'
import { accountId, callTo, endOf, extension, incomingRule, officeHours, outline, run } from './world'

const extensions = [
  ...['101', '102', '103', '104'].map((number) => extension(number)),
  extension('201', { type: 'ivr' }),
  extension('301', { type: 'queue' }),
]
const busy = { kind: 'busy' } as const
const noAnswer = { kind: 'noAnswer' } as const
const transfer = (...destinations: string[]) => ({ type: 'transfer' as const, destinations })

describe('incoming rules of an extension', () => {
  test('1: a number goes to its extension; one without an extension refuses the call', () => {
    const numbers = {
      '78120000001': { provider: 'pbx' as const, accountId, extensionId: 1101 },
      '78120000002': { provider: 'pbx' as const, accountId, extensionId: null },
    }
    const call = (digits: string) => ({ ...callTo('101'), called: { kind: 'number' as const, digits } })
    expect(endOf(run({ extensions, numbers }, call('78120000001')))).toBe('connected 101')
    const refused = run({ extensions, numbers }, call('78120000002'))
    expect(endOf(refused)).toBe('hungUp notRouted null')
    expect(refused.assumptions).toEqual(['notRoutedRefused'])
  })

  test('2: a blocked extension refuses the call before any rule', () => {
    const blocked = [extension('101', { status: 'blocked' }), extension('102')]
    const trace = run({ extensions: blocked, rules: { 101: [incomingRule(transfer('102'))] } }, callTo('101'))
    expect(outline(trace)).toEqual(['0 extensionCalled 101', 'hungUp extensionBlocked null'])
  })

  test('3: rules are looked at from top to bottom, and the first that applies runs', () => {
    const rules = { 101: [incomingRule(transfer('102')), incomingRule(transfer('103'))] }
    expect(endOf(run({ extensions, rules }, callTo('101')))).toBe('connected 102')
  })

  test('4: a rule that is switched off is skipped', () => {
    const off = { ...incomingRule(transfer('102')), enabled: false }
    const trace = run({ extensions, rules: { 101: [off, incomingRule(transfer('103'))] } }, callTo('101'))
    expect(outline(trace)).toContain('0 skipped transfer: disabled')
    expect(endOf(trace)).toBe('connected 103')
  })

  test('4: an interval is judged in its own zone, and one that is not known skips the rule', () => {
    const rules = { 101: [incomingRule(transfer('102'), { intervalId: 7 }), incomingRule({ type: 'busy' })] }
    const at = (time: string) => callTo('101', { at: Date.parse(time) })
    const world = { extensions, rules, intervals: [officeHours(7)] }
    expect(endOf(run(world, at('2024-06-10T14:59:59Z')))).toBe('connected 102')
    expect(endOf(run(world, at('2024-06-10T15:00:00Z')))).toBe('hungUp rule 486')
    expect(endOf(run(world, at('2024-06-09T12:00:00Z')))).toBe('hungUp rule 486')
    const unknown = run({ extensions, rules }, at('2024-06-10T10:00:00Z'))
    expect(outline(unknown)).toContain('0 skipped transfer: unknownInterval')
    expect(unknown.assumptions).toContain('unknownIntervalSkips')
  })

  test('4: an interval on both nights of a clock change', () => {
    const night: Interval = {
      id: 8,
      name: 'Night',
      timeZone: 'Europe/Berlin',
      conditions: [
        {
          kind: 'calendar',
          weekdays: null,
          monthDays: null,
          month: null,
          times: { from: '02:00:00', to: '03:00:00' },
          rotation: null,
          rest: {},
        },
      ],
      rest: {},
    }
    const rules = { 101: [incomingRule({ type: 'busy' }, { intervalId: 8 })] }
    const isIn = (time: string) =>
      endOf(run({ extensions, rules, intervals: [night] }, callTo('101', { at: Date.parse(time) }))) ===
      'hungUp rule 486'
    // From two to three the clock of 27 October 2024 goes twice, that of 31 March not at all.
    expect(['00:30', '01:30', '02:30'].map((time) => isIn(`2024-10-27T${time}:00Z`))).toEqual([true, true, false])
    expect(['00:30', '01:00', '01:30'].map((time) => isIn(`2024-03-31T${time}:00Z`))).toEqual([false, false, false])
  })

  test.each([
    ['matches', '^(\\+|)7812', '78121234567', true],
    ['matches', '^(\\+|)7812', '+78121234567', true],
    ['matches', '^(\\+|)7812', '74951234567', false],
    ['matches', '7812', '00078120', true],
    ['matches', '.*', null, false],
    ['not_matches', '^7812', '74951234567', true],
    ['not_matches', '^7812', '78121234567', false],
    ['not_matches', '.*', null, true],
    ['anonymous', '', null, true],
    ['anonymous', '', '78121234567', false],
  ] as const)('4: caller %s %s from %s applies: %s', (callerAction, callerPattern, caller, applies) => {
    const rules = {
      101: [incomingRule(transfer('102'), { callerAction, callerPattern }), incomingRule({ type: 'busy' })],
    }
    const trace = run({ extensions, rules }, callTo('101', { caller }))
    expect(endOf(trace)).toBe(applies ? 'connected 102' : 'hungUp rule 486')
  })

  test('4: the SIP state of the extension at that moment', () => {
    const rules = {
      101: [incomingRule(transfer('102'), { extensionStatus: 'unreachable' }), incomingRule({ type: 'busy' })],
    }
    expect(endOf(run({ extensions, rules }, callTo('101', { unreachable: ['101'] })))).toBe('connected 102')
    expect(endOf(run({ extensions, rules }, callTo('101')))).toBe('hungUp rule 486')
  })

  test('4: the result of the last call changes with each rule that forwards, that of the extension itself stays', () => {
    const rules = {
      101: [
        incomingRule(transfer('102'), { extensionCallStatus: 'busy' }, false),
        incomingRule(transfer('103'), { callStatus: 'busy' }, false),
        incomingRule(transfer('104'), { extensionCallStatus: 'busy', callStatus: 'no_answer' }, false),
      ],
    }
    const behaviours = { '101': busy, '102': noAnswer }
    const trace = run({ extensions, rules }, callTo('101', { behaviours }))
    expect(outline(trace)).toEqual([
      '0 extensionCalled 101',
      '0 rings 101@0=busy',
      '0 ran transfer',
      '0 rings 102@0=no_answer',
      '0 [1] extensionCalled 102',
      '0 [1] rings 102@0=no_answer',
      '20 skipped transfer: callStatus',
      '20 ran transfer',
      '20 rings 104@20=answered',
      '20 [1] extensionCalled 104',
      '20 [1] rings 104@20=answered',
      'connected 104',
    ])
  })

  test('5: only 486 is busy; whatever else fails is no answer', () => {
    const rules = { 101: [incomingRule(transfer('102'), { extensionCallStatus: 'no_answer' })] }
    const unreachable = run({ extensions, rules }, callTo('101', { unreachable: ['101'] }))
    expect(endOf(unreachable)).toBe('connected 102')
    expect(unreachable.endsAt).toBe(5000)
    expect(endOf(run({ extensions, rules }, callTo('101', { behaviours: { '101': busy } })))).toBe(
      'hungUp rulesExhausted 486',
    )
  })

  test('6a: a rule without a condition on a result runs at once, though a later one waits for the phone', () => {
    const rules = {
      101: [incomingRule(transfer('102')), incomingRule(transfer('103'), { extensionCallStatus: 'no_answer' })],
    }
    const trace = run({ extensions, rules }, callTo('101'))
    expect(outline(trace)[1]).toBe('0 ran transfer')
    expect(trace.assumptions).not.toContain('ownPhoneFirst')
  })

  test('6b: a rule that waits for a result makes the phone itself ring first, for 60 s', () => {
    const rules = { 101: [incomingRule(transfer('102'), { callStatus: 'no_answer' })] }
    expect(endOf(run({ extensions, rules }, callTo('101')))).toBe('connected 101')
    const trace = run({ extensions, rules }, callTo('101', { behaviours: { '101': noAnswer } }))
    expect(trace.assumptions).toContain('ownPhoneFirst')
    expect(outline(trace)).toContain('60 ran transfer')
    expect(endOf(trace)).toBe('connected 102')
  })

  test('6b: the phone rings no longer than whoever called the extension waits', () => {
    const rules = {
      101: [incomingRule({ ...transfer('102'), timeoutSeconds: 10 })],
      102: [incomingRule(transfer('103'), { callStatus: 'no_answer' })],
    }
    const trace = run({ extensions, rules }, callTo('101', { behaviours: { '102': noAnswer } }))
    expect(outline(trace)).toContain('0 rings 102@0=no_answer')
    expect(Math.max(...trace.steps.map(({ at }) => at))).toBe(10_000)
    expect(trace.endsAt).toBe(10_000)
  })

  test('6c: when no rule applies, the extension does its own job', () => {
    const rules = { 101: [incomingRule(transfer('102'), { callerAction: 'anonymous' })] }
    const trace = run({ extensions, rules }, callTo('101'))
    expect(trace.assumptions).toContain('ownJob')
    expect(endOf(trace)).toBe('connected 101')
    expect(endOf(run({ extensions }, callTo('301')))).toBe('ownLogic queue')
  })

  test('6d: a rule that names its own extension rings the phone and does not run the rules again', () => {
    const rules = {
      101: [
        incomingRule({
          type: 'cascade',
          legs: [
            { delaySeconds: 0, number: '101' },
            { delaySeconds: 10, number: '102' },
          ],
        }),
      ],
    }
    const trace = run({ extensions, rules }, callTo('101', { behaviours: { '101': noAnswer } }))
    expect(trace.assumptions).toContain('ownNumberRingsDevice')
    expect(outline(trace)).toContain('0 rings 101@0=cancelled 102@10=answered')
    expect(endOf(trace)).toBe('connected 102')
  })

  test.each([
    [{ type: 'busy' as const }, 'hungUp rule 486'],
    [{ type: 'hangup' as const }, 'hungUp rule 480'],
    [{ type: 'voicemail' as const }, 'voicemail'],
  ])('7: after $type the call is over', (rule, end) => {
    const rules = { 101: [incomingRule(rule, {}, false), incomingRule(transfer('102'))] }
    expect(endOf(run({ extensions, rules }, callTo('101')))).toBe(end)
  })

  test('7: a prompt goes on to the next rule, or hangs up when it is the last one', () => {
    const rule = { type: 'playfile' as const, promptId: 9 }
    const world = (final: boolean) => ({
      extensions,
      prompts: { 9: 3000 },
      rules: { 101: [incomingRule(rule, {}, final), incomingRule(transfer('102'))] },
    })
    const onward = run(world(false), callTo('101'))
    expect(outline(onward)).toContain('3 ran transfer')
    expect(endOf(run(world(true), callTo('101')))).toBe('hungUp afterPrompt null')
  })

  test('7: nobody answers: the next rule, but after a last rule the call is over', () => {
    const world = (final: boolean) => ({
      extensions,
      rules: { 101: [incomingRule(transfer('102'), {}, final), incomingRule(transfer('103'))] },
    })
    const call = callTo('101', { behaviours: { '102': noAnswer } })
    expect(outline(run(world(false), call))).toContain('20 ran transfer')
    expect(endOf(run(world(true), call))).toBe('hungUp finalFailed null')
  })

  test('7: several destinations: the first answer wins, the others are cancelled; all busy is busy', () => {
    const rules = { 101: [incomingRule(transfer('102', '103'), {}, false), incomingRule({ type: 'voicemail' })] }
    const call = (behaviours: Parameters<typeof callTo>[1]) => run({ extensions, rules }, callTo('101', behaviours))
    const won = call({
      behaviours: { '102': { kind: 'answers', afterSeconds: 9 }, '103': { kind: 'answers', afterSeconds: 4 } },
    })
    expect(outline(won)).toContain('0 rings 102@0=cancelled 103@0=answered')
    expect([endOf(won), won.endsAt]).toEqual(['connected 103', 4000])
    const rest = { 101: [incomingRule(transfer('102', '103'), {}, true)] }
    const allBusy = run({ extensions, rules: rest }, callTo('101', { behaviours: { '102': busy, '103': busy } }))
    expect([endOf(allBusy), allBusy.endsAt]).toEqual(['hungUp finalFailed 486', 0])
    const mixed = run({ extensions, rules: rest }, callTo('101', { behaviours: { '102': busy, '103': noAnswer } }))
    expect([endOf(mixed), mixed.endsAt]).toEqual(['hungUp finalFailed null', 20_000])
  })

  test('7: in a cascade the smallest delay counts as 0 for that number only', () => {
    const legs = [
      { delaySeconds: 3, number: '102' },
      { delaySeconds: 5, number: '103' },
      { delaySeconds: 30, number: '104' },
    ]
    const rules = { 101: [incomingRule({ type: 'cascade', legs })] }
    const call = callTo('101', { otherwise: { extension: noAnswer, phone: noAnswer } })
    expect(outline(run({ extensions, rules }, call))).toContain(
      '0 rings 102@0=no_answer 103@5=no_answer 104@20=notReached',
    )
  })

  test('7: transfer runs the rules of the extension that it calls, simple_transfer does not', () => {
    const world = (type: 'transfer' | 'simple_transfer') => ({
      extensions,
      rules: { 101: [incomingRule({ type, destinations: ['102'] })], 102: [incomingRule(transfer('103'))] },
    })
    expect(endOf(run(world('transfer'), callTo('101')))).toBe('connected 103')
    expect(endOf(run(world('simple_transfer'), callTo('101')))).toBe('connected 102')
  })

  test('7: two extensions that lead to each other are a loop after ten transfers', () => {
    const rules = { 101: [incomingRule(transfer('102'))], 102: [incomingRule(transfer('101'))] }
    const trace = run({ extensions, rules }, callTo('101'))
    expect(endOf(trace)).toBe('loop')
    expect(trace.steps.filter(({ event }) => event.kind === 'extensionCalled')).toHaveLength(11)
    expect(trace.assumptions).toContain('depthLimit')
  })

  test('8: after the last rule that nobody answered the call ends with the last result', () => {
    const rules = { 101: [incomingRule(transfer('102'), {}, false)] }
    expect(endOf(run({ extensions, rules }, callTo('101', { behaviours: { '102': busy } })))).toBe(
      'hungUp rulesExhausted 486',
    )
  })

  test('a phone that answers just as its rule ends has answered; of two at one moment the first in the list', () => {
    const rules = { 101: [incomingRule({ ...transfer('102', '103'), timeoutSeconds: 5 })] }
    const answers = { kind: 'answers', afterSeconds: 5 } as const
    const both = callTo('101', { behaviours: { 102: answers, 103: answers } })
    expect(endOf(run({ extensions, rules }, both))).toBe('connected 102')
    const second = callTo('101', { behaviours: { 102: noAnswer, 103: answers } })
    expect(endOf(run({ extensions, rules }, second))).toBe('connected 103')
    const late = callTo('101', { behaviours: { 102: noAnswer, 103: { ...answers, afterSeconds: 5.001 } } })
    expect(endOf(run({ extensions, rules }, late))).toBe('hungUp finalFailed null')
  })

  test('what a transfer leads to rings no longer than the transfer, whatever its own rules say', () => {
    const rules = {
      101: [incomingRule({ ...transfer('102'), timeoutSeconds: 10 })],
      102: [incomingRule({ ...transfer('103'), timeoutSeconds: 60 })],
    }
    const late = { kind: 'answers', afterSeconds: 20 } as const
    const trace = run({ extensions, rules }, callTo('101', { behaviours: { 103: late } }))
    expect(outline(trace)).toContain('0 [1] rings 103@0=no_answer')
    expect(endOf(trace)).toBe('hungUp finalFailed null')
  })

  test('a transfer to nobody is not answered, which is not busy', () => {
    const rules = { 101: [incomingRule(transfer(), {}, false), incomingRule(transfer('102'), { callStatus: 'busy' })] }
    expect(endOf(run({ extensions, rules }, callTo('101')))).toBe('hungUp rulesExhausted null')
  })

  test('what would ring only after somebody answered decides nothing', () => {
    const unknown = { type: 'unknown', wireType: 'new', name: '', enabled: true, rest: {} } as const
    const legs = [
      { number: '102', delaySeconds: 0 },
      { number: '103', delaySeconds: 5 },
    ]
    const rules = { 101: [incomingRule({ type: 'cascade', legs })], 103: [unknown] }
    const answersAfter = (afterSeconds: number) =>
      callTo('101', { behaviours: { 102: { kind: 'answers', afterSeconds } } })
    expect(endOf(run({ extensions, rules }, answersAfter(2)))).toBe('connected 102')
    expect(endOf(run({ extensions, rules }, answersAfter(6)))).toBe('cannotSimulate unknownRule')
  })

  test('of several numbers with the smallest delay only the first rings at once', () => {
    const legs = ['102', '103', '104'].map((number, index) => ({ number, delaySeconds: index === 2 ? 9 : 5 }))
    const behaviours = { 102: noAnswer, 103: noAnswer, 104: noAnswer }
    const trace = run(
      { extensions, rules: { 101: [incomingRule({ type: 'cascade', legs })] } },
      callTo('101', { behaviours }),
    )
    expect(outline(trace)).toContain('0 rings 102@0=no_answer 103@5=no_answer 104@9=no_answer')
  })

  test('a prompt between two rules leaves what became of the call before it', () => {
    const rules = {
      101: [
        incomingRule(transfer('102'), {}, false),
        incomingRule({ type: 'playfile', promptId: 1 }, {}, false),
        incomingRule(transfer('103'), { callStatus: 'busy' }),
      ],
    }
    expect(endOf(run({ extensions, rules }, callTo('101', { behaviours: { 102: busy } })))).toBe('connected 103')
  })
})
