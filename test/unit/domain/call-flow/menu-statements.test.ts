/** What is documented, or assumed, of menus: one scenario for each statement, named after it. */
import { describe, expect, test } from 'vitest'
import {
  callTo,
  context,
  endOf,
  extension,
  incomingRule,
  jumpTo,
  menu,
  menuRule,
  outline,
  play,
  run,
  transferTo,
} from './world'

const extensions = [
  ...['101', '102', '103', '104'].map((number) => extension(number)),
  extension('201', { type: 'ivr' }),
  extension('301', { type: 'queue' }),
]
const busy = { kind: 'busy' } as const
const transfer = (...destinations: string[]) => ({ type: 'transfer' as const, destinations })

describe('a menu', () => {
  const start = (...rules: ReturnType<typeof menuRule>[]) => ({ start: rules })
  const call = (menus: ReturnType<typeof menu>, changes: Parameters<typeof callTo>[1] = {}) =>
    run({ extensions, menus: { 201: menus }, prompts: { 1: 4000, 2: 6000 } }, callTo('201', changes))
  const at = (time: number, digits: string) => [...digits].map((key, index) => ({ at: time + index * 100, key }))

  test('1: the lifetime runs from the entry, the first pause included', () => {
    const trace = call(
      menu([context('1', start(menuRule(play(1, 'foreground'))))], { sleepMs: 3000, lifetimeSeconds: 5 }),
    )
    expect([endOf(trace), trace.endsAt]).toEqual(['hungUp lifetime null', 5000])
  })

  test('2: after the pause comes start of the first context; without one the call is hung up', () => {
    const contexts = [context('1', start(menuRule({ kind: 'hangup' })))]
    expect(outline(call(menu(contexts, { sleepMs: 2000 })))).toContain('2 option start')
    expect(endOf(call(menu(contexts, { entryContext: null })))).toBe('hungUp entryContextMissing null')
    expect(endOf(call(menu(contexts, { entryContext: '99' })))).toBe('hungUp entryContextMissing null')
  })

  test('3: rules run in order; a variable must have the very value', () => {
    const options = start(
      menuRule({ kind: 'set_variable', variable: 'lang', value: 'ru' }),
      menuRule(transferTo('102'), { variable: 'lang', value: 'RU' }),
      menuRule(transferTo('103'), { variable: 'other', value: '' }),
      menuRule(transferTo('104'), { variable: 'lang', value: 'ru' }),
    )
    const trace = call(menu([context('1', options)]))
    expect(outline(trace).filter((line) => line.includes('skipped'))).toEqual([
      '0 skipped transfer: variable',
      '0 skipped transfer: variable',
    ])
    expect(endOf(trace)).toBe('connected 104')
  })

  test('3: an option without rules hangs up; start whose rules were all skipped waits, another option hangs up', () => {
    const never = menuRule(transferTo('102'), { callerAction: 'anonymous' })
    expect(endOf(call(menu([context('1', {})])))).toBe('hungUp optionWithoutRules null')
    const waits = call(menu([context('1', { start: [never], timeout: [menuRule(transferTo('103'))] })]))
    expect(endOf(waits)).toBe('connected 103')
    expect(endOf(call(menu([context('1', { start: [never], timeout: [never] })])))).toBe('hungUp allRulesSkipped null')
  })

  test('4: a key stops a prompt in the background and drops the rest; in the foreground keys are lost', () => {
    const options = (how: 'background' | 'foreground') => ({
      start: [menuRule(play(1, how)), menuRule(play(2, 'foreground'))],
      '1': [menuRule(transferTo('102'))],
      timeout: [menuRule(transferTo('103'))],
    })
    const oneDigit = { digitLength: 1 }
    const keys = at(1000, '1')
    const background = call(menu([context('1', options('background'), oneDigit)]), { keys })
    expect(outline(background).slice(1, 7)).toEqual([
      '0 option start',
      '0 ran play_sound',
      '0 plays prompt 1 4',
      '1 pressed 1',
      '1 input 1>option',
      '1 option 1',
    ])
    const foreground = call(menu([context('1', options('foreground'), oneDigit)]), { keys })
    expect(outline(foreground)).toContain('1 keyIgnored 1')
    expect(endOf(foreground)).toBe('connected 103')
  })

  test('4: keys pressed while somebody is rung, or a server is asked, are lost; the clock never goes back', () => {
    const inVain = menuRule(transferTo('102'), {}, false)
    const asked = menuRule({ kind: 'call_interactive', url: 'https://example.com', method: null, timeoutSeconds: null })
    for (const first of [inVain, asked]) {
      const options = { start: [first], '1': [menuRule(transferTo('103'))], timeout: [menuRule({ kind: 'hangup' })] }
      const behaviours = { '102': { kind: 'noAnswer' as const } }
      const trace = call(menu([context('1', options, { digitLength: 1 })]), { keys: at(2000, '1'), behaviours })
      expect(outline(trace)).toContain('2 keyIgnored 1')
      expect(endOf(trace)).toBe('hungUp rule null')
      const times = trace.steps.filter(({ branch }) => branch === '').map(({ at: time }) => time)
      expect(times).toEqual(times.toSorted((one, other) => one - other))
    }
  })

  test('4: silence takes keys, spoken digits do not', () => {
    const options = (first: ReturnType<typeof menuRule>) => ({ start: [first], '1': [menuRule(transferTo('102'))] })
    const silence = menuRule({ kind: 'play_silence', durationMs: 3000 })
    const spoken = menuRule({ kind: 'play_digits', digits: '1234567890', method: 'iterated' })
    const oneDigit = { digitLength: 1 }
    expect(endOf(call(menu([context('1', options(silence), oneDigit)]), { keys: at(1000, '1') }))).toBe('connected 102')
    expect(outline(call(menu([context('1', options(spoken), oneDigit)]), { keys: at(1000, '1') }))).toContain(
      '1 keyIgnored 1',
    )
  })

  test('5: the wait counts from the end of the last rule of any option; without one timeout comes at once', () => {
    const options = { start: [menuRule(play(1, 'foreground'))], timeout: [menuRule({ kind: 'hangup' })] }
    expect(outline(call(menu([context('1', options)])))).toContain('9 option timeout')
    const none = call(menu([context('1', options, { timeoutMs: 0 })]))
    expect(outline(none)).toContain('4 option timeout')
    expect(none.assumptions).toContain('noTimeout')
  })

  test('6: input is complete with enough digits, or after the wait for the next one', () => {
    const options = { start: [menuRule(play(1, 'background'))], '22': [menuRule(transferTo('102'))] }
    const two = (changes: Parameters<typeof context>[2]) => menu([context('1', options, changes)])
    const early = call(two({ digitLength: 2 }), { keys: at(1000, '22') })
    expect(outline(early)).toContain('1.1 input 22>option')
    const late = call(two({ digitLength: 3 }), { keys: at(1000, '22') })
    expect(outline(late)).toContain('3.1 input 22>option')
    expect(outline(call(two({ digitLength: null, anyDial: false }), { keys: at(1000, '22') }))).toContain(
      '1.1 input 22>option',
    )
    expect(outline(call(two({ interDigitMs: 0 }), { keys: at(1000, '22') }))).toContain('1 input 2>invalid')
  })

  test('7: an option comes before an extension of the same number; an extension runs its own rules; else invalid', () => {
    const options = { start: [menuRule(play(1, 'background'))], '101': [menuRule(transferTo('104'))] }
    const world = {
      extensions,
      menus: { 201: menu([context('1', options)]) },
      prompts: { 1: 4000 },
      rules: { 102: [incomingRule(transfer('103'))] },
    }
    const press = (digits: string) => run(world, callTo('201', { keys: at(500, digits) }))
    expect(endOf(press('101'))).toBe('connected 104')
    expect(endOf(press('102'))).toBe('connected 103')
    expect(outline(press('999'))).toContain('0.7 input 999>invalid')
    const closed = { ...world, menus: { 201: menu([context('1', options, { anyDial: false })]) } }
    expect(outline(run(closed, callTo('201', { keys: at(500, '102') })))).toContain('0.7 input 102>invalid')
  })

  test('8: after any option the wait begins again, so a timeout that only plays comes back until the lifetime is over', () => {
    const options = { start: [menuRule(play(1, 'foreground'))], timeout: [menuRule(play(1, 'foreground'))] }
    const trace = call(menu([context('1', options)], { lifetimeSeconds: 30 }))
    expect(outline(trace).filter((line) => line.endsWith('option timeout'))).toHaveLength(3)
    expect([endOf(trace), trace.endsAt]).toEqual(['hungUp lifetime null', 30_000])
    expect(trace.assumptions).toContain('timeoutLoops')
  })

  test('9: a jump goes to start unless told otherwise, keeps variables and clock, and fails on what is not there', () => {
    const contexts = [
      context(
        '1',
        start(
          menuRule({ kind: 'set_variable', variable: 'a', value: '1' }),
          menuRule(jumpTo('2')),
          menuRule(transferTo('102')),
        ),
      ),
      context('2', {
        start: [menuRule(jumpTo('2', '5'), { variable: 'a', value: '1' })],
        '5': [menuRule(transferTo('103'))],
      }),
    ]
    expect(endOf(call(menu(contexts, { sleepMs: 4000 })))).toBe('connected 103')
    expect(endOf(call(menu([context('1', start(menuRule(jumpTo('9'))))])))).toBe('hungUp jumpTargetMissing null')
    expect(endOf(call(menu([context('1', start(menuRule(jumpTo('1', '77'))))])))).toBe('hungUp jumpTargetMissing null')
  })

  test('10: Call Interactive: no answer or no XML goes on with the next rule, verbs run in order', () => {
    const rule = menuRule({ kind: 'call_interactive', url: 'https://a.example', method: 'GET', timeoutSeconds: null })
    const options = {
      start: [rule, menuRule(transferTo('102'))],
      '3': [menuRule(transferTo('103'), { variable: 'vip', value: 'yes' })],
    }
    const menus = menu([context('1', options)])
    const silent = call(menus)
    expect(outline(silent)).toContain('5 ran transfer')
    const broken = call(menus, { interactive: { [rule.key]: '<Response><Jump' } })
    expect([endOf(broken), broken.assumptions.includes('interactiveFallsThrough')]).toEqual(['connected 102', true])
    const xml = '<Response><SetVar name="vip">yes</SetVar><Pause length="2"/><Jump context="1" option="3"/></Response>'
    const jumped = call(menus, { interactive: { [rule.key]: xml } })
    expect(outline(jumped)).toContain('2 option 3')
    expect(endOf(jumped)).toBe('connected 103')
    const unread = call(menus, { interactive: { [rule.key]: '<Response><SimpleTransfer/></Response>' } })
    expect(endOf(unread)).toBe('cannotSimulate xml')
  })

  test('11: recorded digits fill a variable and choose no option', () => {
    const record = menuRule({ kind: 'record_digits', variable: 'pin', maximum: 4, sound: 1, timeoutSeconds: null })
    const options = {
      start: [record, menuRule(transferTo('102'), { variable: 'pin', value: '12' })],
      '1': [menuRule(transferTo('103'))],
    }
    const keyed = call(menu([context('1', options)]), { keys: at(4500, '12#') })
    expect(outline(keyed)).toContain('4.7 variableSet pin=12')
    expect(endOf(keyed)).toBe('connected 102')
    const given = call(menu([context('1', options)]), { recorded: { pin: '12' } })
    expect(endOf(given)).toBe('connected 102')
  })

  test('12: a transfer that is answered leaves the menu; one that is not shows its result to the next rule', () => {
    const options = start(menuRule(transferTo('102'), {}, false), menuRule(transferTo('103'), { callStatus: 'busy' }))
    const trace = call(menu([context('1', options)]), { behaviours: { '102': busy } })
    expect(endOf(trace)).toBe('connected 103')
    const final = start(menuRule(transferTo('102')), menuRule(transferTo('103')))
    expect(endOf(call(menu([context('1', final)]), { behaviours: { '102': busy } }))).toBe('hungUp finalFailed null')
  })

  test('13: a lifetime that is over transfers or hangs up, and does not cut a call that is connected', () => {
    const options = { start: [menuRule(play(1, 'foreground'))] }
    const transferring = menu([context('1', options, { timeoutMs: 60_000 })], {
      lifetimeSeconds: 10,
      lifetimeAction: 'transfer',
      lifetimeDestination: '104',
    })
    expect(endOf(call(transferring))).toBe('connected 104')
    const connected = menu([context('1', start(menuRule(transferTo('102'))))], { lifetimeSeconds: 3 })
    expect(endOf(call(connected))).toBe('connected 102')
  })

  test('14: a caller who hangs up ends it wherever it is', () => {
    const options = { start: [menuRule(play(1, 'foreground'))], timeout: [menuRule(transferTo('102'))] }
    for (const hangsUpAt of [1000, 6000, 10_000]) {
      const trace = call(menu([context('1', options)]), { hangsUpAt })
      expect([endOf(trace), trace.endsAt]).toEqual(['callerHungUp', hangsUpAt])
    }
  })

  test('15: a menu that jumps for ever is stopped after 500 rules', () => {
    const trace = call(menu([context('1', start(menuRule(jumpTo('1'))))]))
    expect(endOf(trace)).toBe('stepLimit')
    expect(trace.assumptions).toContain('stepGuard')
    const empty = menu([
      context(
        '1',
        { start: [menuRule(play(1, 'foreground'))], timeout: [menuRule(jumpTo('1', 'timeout'))] },
        { timeoutMs: 0 },
      ),
    ])
    expect(endOf(call(empty))).toBe('stepLimit')
  })

  test('of final: what makes no call goes on to the next rule, a transfer that nobody takes ends the option; strict reading ends at any', () => {
    const rules = start(
      menuRule(play(1, 'foreground'), {}, true),
      menuRule({ kind: 'set_variable', variable: 'a', value: '1' }, {}, true),
      menuRule(transferTo('102'), {}, false),
      menuRule(transferTo('103'), { callStatus: 'busy' }, true),
      menuRule(transferTo('104'), {}, true),
    )
    const behaviours = { '102': busy, '103': busy }
    const trace = call(menu([context('1', rules)]), { behaviours })
    expect(outline(trace).filter((line) => line.includes(' ran '))).toEqual([
      '0 ran play_sound',
      '4 ran set_variable',
      '4 ran transfer',
      '4 ran transfer',
    ])
    expect(endOf(trace)).toBe('hungUp finalFailed null')
    expect(trace.assumptions).toContain('finalInMenu')
    const strict = call(menu([context('1', { ...rules, timeout: [] })]), { behaviours, strictFinal: true })
    expect(outline(strict).filter((line) => line.includes(' ran '))).toEqual(['0 ran play_sound'])
    expect(strict.assumptions).toContain('strictFinal')
  })

  test('of transfers: an extension that does not exist does not answer', () => {
    const trace = call(menu([context('1', start(menuRule(transferTo('999'), {}, false), menuRule(transferTo('102'))))]))
    expect(outline(trace)).toContain('0 rings 999@0=missing')
    expect(endOf(trace)).toBe('connected 102')
  })
})
