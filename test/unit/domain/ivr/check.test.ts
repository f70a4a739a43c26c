import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allFindings, createMenuCheck } from '@shared/domain/ivr/check'
import type { Surroundings } from '@shared/domain/ivr/check-rule'
import { findContext, findOption, findRule, setRule } from '@shared/domain/ivr/edit'
import { noConditions, type Menu } from '@shared/domain/ivr/menu'
import { secondsBeforeChoice } from '@shared/domain/ivr/prompt-length'
import { editedMenus } from './arbitrary-edits'
import { presentMenu } from './arbitrary-menu'
import { context, hangup, jump, menu, play, rule, transfer, workedExample } from './menus'

const surroundings: Surroundings = {
  number: '071',
  extensionLength: 3,
  extensions: new Map([
    ['050', { blocked: false }],
    ['002', { blocked: true }],
    ['100', { blocked: false }],
  ]),
  sounds: new Map([
    [51, { seconds: 8 }],
    [52, { seconds: 30 }],
    [53, { seconds: null }],
  ]),
  intervals: new Set([4]),
}

/** @returns `severity code context/digits path` of each finding */
const found = (checked: Menu, among: Partial<Surroundings> = {}): string[] =>
  allFindings(createMenuCheck({ ...surroundings, ...among })(checked)).map(
    ({ severity, code, at, path }) => `${severity} ${code} ${at.context ?? ''}/${at.digits ?? ''} ${path}`,
  )
/** A context that waits for keys and does something with every outcome. */
const rest = { timeout: [transfer('050')], invalid: [transfer('050')] }

describe('checks of a menu', () => {
  it('find little in the example of the page', () => {
    expect(found(workedExample)).toEqual([
      'warning ivr.deadEnd 1/invalid ',
      'warning ivr.extensionBlocked 1/2 action.destinations.0',
    ])
  })

  it('need a context to enter', () => {
    expect(found(menu())).toEqual(['error ivr.entryMissing / entryContext'])
  })

  it('name jumps to nowhere', () => {
    const checked = menu(
      context('a', {
        start: [play(51, 'background')],
        1: [jump('gone')],
        2: [jump('a', '7')],
        3: [jump(null)],
        ...rest,
      }),
    )
    expect(found(checked)).toEqual([
      'error ivr.jumpContextMissing a/1 action.context',
      'error ivr.jumpOptionMissing a/2 action.option',
      'error field.required a/3 action.context',
    ])
  })

  it('name what no call reaches', () => {
    const checked = menu(
      context('a', { start: [play(51, 'foreground'), transfer('050')], 1: [hangup()] }),
      context('b', { start: [play(51, 'background')], ...rest }),
    )
    expect(found(checked)).toEqual(['warning ivr.optionUnreachable a/1 ', 'warning ivr.contextUnreachable b/ '])
  })

  it('name ends that nobody meant', () => {
    const onlyBusy = rule({ kind: 'hangup' }, { conditions: { ...noConditions, callStatus: 'busy' } })
    expect(found(menu(context('a', { start: [play(51)], timeout: [onlyBusy] })))).toEqual([
      'warning ivr.deadEnd a/invalid ',
      'warning ivr.conditionalEnd a/timeout ',
    ])
    expect(found(menu(context('a', {})))).toEqual(['warning ivr.deadEnd a/start '])
  })

  it('name circles without a key to press', () => {
    const checked = menu(
      context('a', { start: [play(51), jump('b')] }),
      context('b', { start: [rule({ kind: 'start_record' }), jump('a')] }),
    )
    expect(found(checked)).toEqual(['warning ivr.loop a/start ', 'warning ivr.loop b/start '])
    const withKeys = menu(context('a', { start: [play(51, 'background'), jump('a')], invalid: [hangup()] }))
    expect(found(withKeys)).toEqual([])
  })

  it('name a timeout that repeats', () => {
    const checked = menu(context('a', { start: [play(51)], invalid: [hangup()], timeout: [play(52), jump('a')] }))
    expect(found(checked)).toEqual(['warning ivr.timeoutRepeats a/timeout '])
    const endless = { ...checked, config: { ...checked.config, lifetimeSeconds: 0 } }
    expect(found(endless)).toEqual(['warning ivr.timeoutRepeatsForever a/timeout '])
  })

  it('know which digits wait, hide each other or cannot be entered', () => {
    const options = { start: [play(51, 'background')], 1: [hangup()], 10: [hangup()], ...rest }
    expect(found(menu(context('a', options, { digitLength: 1 })))).toEqual([
      'warning ivr.prefixConflict a/1 ',
      'warning ivr.digitsTooLong a/10 ',
    ])
    expect(found(menu(context('a', options, { digitLength: 5 })))).toEqual([
      'warning ivr.prefixConflict a/1 ',
      'warning ivr.digitLengthLong a/ digitLength',
    ])
    const hiding = { start: [play(51, 'background')], 100: [hangup()], ...rest }
    expect(found(menu(context('a', hiding, { digitLength: 3, anyDial: true })))).toEqual([
      'warning ivr.extensionHidden a/100 ',
    ])
    const odd = { start: [play(51, 'background')], 'a b': [hangup()], ...rest }
    expect(found(menu(context('a', odd, { digitLength: 3 })))).toContain('error ivr.digitsMalformed a/a b digits')
  })

  it('name prompts and manners that are missing', () => {
    const start = [play(99, 'background'), play(51, null), play(null)]
    expect(found(menu(context('a', { start, ...rest })))).toEqual([
      'error ivr.promptMissing a/start action.sound',
      'error ivr.soundTypeMissing a/start action.soundType',
      'error field.required a/start action.sound',
    ])
    expect(found(menu(context('a', { start: [play(99, 'background')], ...rest })), { sounds: null })).toEqual([])
  })

  it('look at destinations', () => {
    const many = Array.from({ length: 11 }, (_, index) => `+7495000000${index}`)
    const checked = menu(
      context('a', {
        start: [play(51, 'background')],
        1: [transfer(...many)],
        2: [rule({ kind: 'simple_transfer', destinations: many, timeoutSeconds: null })],
        3: [transfer('071', '002', '333', '050', '050', 'x y')],
        4: [transfer()],
        ...rest,
      }),
    )
    expect(found(checked)).toEqual([
      'error ivr.tooManyDestinations a/1 action.destinations',
      'warning ivr.ownExtension a/3 action.destinations.0',
      'warning ivr.extensionBlocked a/3 action.destinations.1',
      'warning ivr.extensionMissing a/3 action.destinations.2',
      'warning ivr.destinationRepeated a/3 action.destinations.4',
      'error ivr.destinationMalformed a/3 action.destinations.5',
      'error field.required a/4 action.destinations',
    ])
  })

  it('know whether a variable can be set before it is read', () => {
    const read = (variable: string) => rule({ kind: 'transfer_from_variable', variable, timeoutSeconds: null })
    const set = (variable: string) => rule({ kind: 'set_variable', variable, value: '1' })
    const checked = menu(
      context('a', { start: [set('x'), read('x'), read('y'), jump('b')] }),
      context('b', {
        start: [read('x'), play(51, 'background')],
        1: [set('z')],
        ...rest,
        timeout: [read('z'), hangup()],
      }),
    )
    expect(found(checked)).toEqual(['warning ivr.variableUnset a/start action.variable'])
    const preset = rule({ kind: 'set_caller_id_name', callerName: '${called_did} ${2x} ${later}' })
    expect(found(menu(context('a', { start: [preset, hangup()] })))).toEqual([
      'warning ivr.variableUnset a/start action.callerName',
      'error ivr.variableMalformed a/start action.callerName',
    ])
    const unclosed = rule({ kind: 'set_caller_id_name', callerName: '${called_did} ${caller' })
    expect(found(menu(context('a', { start: [unclosed, hangup()] })))).toEqual([
      'warning ivr.variableUnclosed a/start action.callerName',
    ])
    const asked = rule({ kind: 'call_interactive', url: 'https://example.com', method: 'GET', timeoutSeconds: null })
    expect(found(menu(context('a', { start: [asked, read('anything'), hangup()] })))).toEqual([])
  })

  it('compare the time of the menu with its prompts', () => {
    const short = { ...workedExample, config: { ...workedExample.config, lifetimeSeconds: 40 } }
    expect(found(short)).toContain('warning ivr.lifetimeShort / lifetimeSeconds')
    const seconds = (id: number) => surroundings.sounds?.get(id)?.seconds ?? null
    expect(secondsBeforeChoice(workedExample, seconds)).toEqual({ untilKeys: 35, heard: 43, unknown: [] })
    // What asks for a number is a choice too, and has a prompt of its own; what comes after it is not heard before.
    const ask = rule({ kind: 'record_digits', variable: 'number', maximum: 11, sound: 51, timeoutSeconds: null })
    const asking = menu(context('a', { start: [play(52), ask, play(52)] }))
    expect(secondsBeforeChoice(asking, seconds)).toEqual({ untilKeys: 38, heard: 38, unknown: [] })
    expect(secondsBeforeChoice(asking, () => null)).toEqual({ untilKeys: 0, heard: 0, unknown: [52, 51] })
  })

  it('tell what follows an exit, and keep what is not known', () => {
    const odd = rule({ kind: 'unknown', name: 'dance', fields: { action: 'dance' } })
    const checked = menu(context('a', { start: [odd, hangup(), play(51)] }))
    expect(found(checked)).toEqual(['warning ivr.unknownAction a/start action', 'warning ivr.afterExit a/start '])
  })

  it('name what a context lacks', () => {
    const start = [play(51, 'background')]
    const checked = menu(
      context('a', { start, ...rest }, { name: ' ', interDigitMs: -1 }),
      context('b', { start: [jump('a')], ...rest }, { name: 'Night' }),
      context('c', { start: [jump('a')], ...rest }, { name: 'night' }),
    )
    expect(found(checked).filter((one) => !one.includes('Unreachable'))).toEqual([
      'error ivr.nameMissing a/ name',
      'error ivr.notWhole a/ interDigitMs',
      'warning ivr.nameRepeated c/ name',
    ])
    const twice = context('a', { start, 1: [hangup()], ...rest })
    const doubled = { ...twice, options: twice.options.flatMap((one) => (one.digits === '1' ? [one, one] : [one])) }
    expect(found(menu(doubled))).toContain('error ivr.digitsTaken a/1 digits')
  })

  it('look at conditions, addresses, lengths and speech', () => {
    const when = (change: Partial<typeof noConditions>) =>
      rule({ kind: 'start_record' }, { conditions: { ...noConditions, ...change } })
    const start = [
      when({ interval: 5 }),
      when({ interval: 4, callerAction: 'matches' }),
      when({ callerPattern: '^7' }),
      rule({ kind: 'call_interactive', url: 'example.com', method: 'GET', timeoutSeconds: null }),
      rule({ kind: 'play_silence', durationMs: 0 }),
      rule({
        kind: 'voice_helper',
        rules: [{ toOption: '9', transcription: 'да' }],
        timeout: 12000,
        digitsMaximum: 1,
        sound: null,
        soundType: null,
        fromVariable: false,
        classicTerm: true,
        finalCount: null,
      }),
    ]
    expect(found(menu(context('a', { start, ...rest })))).toEqual([
      'error ivr.intervalMissing a/start conditions.interval',
      'error ivr.patternMissing a/start conditions.callerPattern',
      'warning ivr.patternUnused a/start conditions.callerPattern',
      'error ivr.urlMalformed a/start action.url',
      'error ivr.notPositive a/start action.durationMs',
      'error ivr.speechOptionMissing a/start action.rules.0.toOption',
    ])
  })

  it('find the same after each of many edits as when everything is looked at', () => {
    fc.assert(
      fc.property(editedMenus, (menus) => {
        const check = createMenuCheck(surroundings)
        for (const next of menus) {
          expect([...check(next)]).toEqual([...createMenuCheck(surroundings)(structuredClone(next))])
        }
      }),
    )
  })

  it('pass over the contexts that an edit does not concern', () => {
    const contexts = ['b', 'c', 'd'].map((key) => context(key, { start: [play(99)], 1: [jump('a', '7')] }))
    const before = menu(context('a', { start: [play(51, 'background')], 1: [jump('b')], 2: [jump('c')] }), ...contexts)
    const check = createMenuCheck(surroundings)
    const former = check(before)
    const [edited] = findOption(before, { context: 'b', digits: 'start' })?.rules ?? []
    if (!edited) throw new Error('not as expected')
    const present = check(setRule(before, { ...edited, name: 'Welcome' }))
    expect([...present].filter(([key, findings]) => key !== null && former.get(key) !== findings)).toHaveLength(1)
  })

  it('lead to what is there: a context, one of its options, one of its rules', () => {
    fc.assert(
      fc.property(presentMenu, (checked) => {
        for (const { at, code } of allFindings(createMenuCheck({ ...surroundings, extensions: new Map() })(checked))) {
          if (at.context !== null) expect(findContext(checked, at.context), code).toBeDefined()
          const place = { context: at.context ?? '', digits: at.digits ?? '' }
          if (at.digits !== null) expect(findOption(checked, place), code).toBeDefined()
          if (at.rule !== null) expect(findRule(checked, at.rule)?.place, code).toMatchObject(place)
        }
      }),
    )
  })
})
