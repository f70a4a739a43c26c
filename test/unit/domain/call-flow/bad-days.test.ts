/** Configurations that are broken or hostile, and what must hold for any of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { impactOf } from '../../../../src-shared/domain/call-flow/impact'
import { keySequences } from '../../../../src-shared/domain/call-flow/key-sequences'
import { pressWhenTaken } from '../../../../src-shared/domain/call-flow/keypad'
import { simulate } from '../../../../src-shared/domain/call-flow/simulate'
import { traceSchema } from '../../../../src-shared/domain/call-flow/trace'
import type { IncomingRule } from '../../../../src-shared/domain/pbx/incoming-rule'
import {
  accountId,
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
  worldOf,
} from './world'

const numbers = ['101', '102', '103', '201']
const extensions = numbers.map((number) => extension(number, number === '201' ? { type: 'ivr' } : {}))

test('a rule of an unknown type is not guessed, unless it is switched off', () => {
  const unknown = (enabled: boolean): IncomingRule => ({
    type: 'unknown',
    wireType: 'group_call',
    name: '',
    enabled,
    rest: {},
  })
  const rules = (enabled: boolean) => ({ 101: [unknown(enabled), incomingRule({ type: 'busy' })] })
  expect(endOf(run({ extensions, rules: rules(true) }, callTo('101')))).toBe('cannotSimulate unknownRule')
  expect(endOf(run({ extensions, rules: rules(false) }, callTo('101')))).toBe('hungUp rule 486')
})

test('a pattern that cannot be judged is said to be so, unless another condition fails anyway', () => {
  const pattern = { callerAction: 'matches', callerPattern: '^(?=7)(?!78)' } as const
  const rules = (more: object) => ({ 101: [incomingRule({ type: 'busy' }, { ...pattern, ...more })] })
  expect(endOf(run({ extensions, rules: rules({}) }, callTo('101')))).toBe('cannotSimulate pattern')
  expect(endOf(run({ extensions, rules: rules({ extensionStatus: 'unreachable' }) }, callTo('101')))).toBe(
    'connected 101',
  )
})

test('a pattern made to hang others is judged in its turn', () => {
  const bomb = { callerAction: 'matches', callerPattern: '^(7+)+$' } as const
  const rules = { 101: [incomingRule({ type: 'busy' }, bomb)] }
  expect(endOf(run({ extensions, rules }, callTo('101', { caller: `${'7'.repeat(39)}x` })))).toBe('connected 101')
})

test('2,000 rules that are all skipped, in a list and in a menu', () => {
  const hidden = { callerAction: 'anonymous' } as const
  const rules = { 101: Array.from({ length: 2000 }, () => incomingRule({ type: 'busy' }, hidden)) }
  expect(endOf(run({ extensions, rules }, callTo('101')))).toBe('connected 101')
  const start = Array.from({ length: 2000 }, () => menuRule({ kind: 'hangup' }, hidden))
  const menus = { 201: menu([context('1', { start, timeout: [menuRule(transferTo('101'))] })]) }
  expect(endOf(run({ extensions, menus }, callTo('201')))).toBe('connected 101')
})

test('extensions that all call each other end by the guard, not by patience', () => {
  const rules = Object.fromEntries(
    numbers.map((number) => [number, [incomingRule({ type: 'transfer', destinations: numbers })]]),
  )
  const trace = run(
    { extensions, rules, menus: {} },
    callTo('101', { otherwise: { extension: { kind: 'noAnswer' }, phone: { kind: 'noAnswer' } } }),
  )
  expect(['loop', 'stepLimit']).toContain(trace.end.kind)
})

test('ten transfers in a row are still a call', () => {
  const chain = Array.from({ length: 11 }, (_, index) => String(101 + index))
  const rules = Object.fromEntries(
    chain
      .slice(0, -1)
      .map((number) => [number, [incomingRule({ type: 'transfer', destinations: [String(Number(number) + 1)] })]]),
  )
  expect(endOf(run({ extensions: chain.map((number) => extension(number)), rules }, callTo('101')))).toBe(
    'connected 111',
  )
})

test('an unknown action ends the simulation, a menu that was never loaded is named', () => {
  const menus = { 201: menu([context('1', { start: [menuRule({ kind: 'unknown', name: 'dance', fields: {} })] })]) }
  expect(endOf(run({ extensions, menus }, callTo('201')))).toBe('cannotSimulate unknownAction')
  expect(endOf(run({ extensions }, callTo('201')))).toBe('ownLogic menuNotLoaded')
})

test('speech is judged by what is given, and not guessed', () => {
  const rule = menuRule({
    kind: 'voice_helper',
    rules: [{ toOption: '1', transcription: 'sale|buy' }],
    timeout: 12_000,
    digitsMaximum: 1,
    sound: null,
    soundType: null,
    fromVariable: false,
    classicTerm: true,
    finalCount: 1,
  })
  const menus = { 201: menu([context('1', { start: [rule], '1': [menuRule(transferTo('101'))] })]) }
  expect(endOf(run({ extensions, menus }, callTo('201')))).toBe('cannotSimulate speech')
  expect(endOf(run({ extensions, menus }, callTo('201', { speech: { [rule.key]: 'I want to BUY' } })))).toBe(
    'connected 101',
  )
})

const conditions = fc.record({
  callerAction: fc.constantFrom('any', 'matches', 'not_matches', 'anonymous'),
  callerPattern: fc.constantFrom('^7812', '.*', '5$'),
  callStatus: fc.constantFrom('any', 'busy', 'no_answer'),
  extensionCallStatus: fc.constantFrom('any', 'busy', 'no_answer'),
  extensionStatus: fc.constantFrom('any', 'registered', 'unreachable'),
  intervalId: fc.constant(null),
} as const)
const destinations = fc.subarray([...numbers, '999', '+74951234567'], { minLength: 1 })
const rule = fc
  .tuple(
    fc.oneof(
      fc.record({ type: fc.constantFrom('busy' as const, 'hangup' as const, 'voicemail' as const) }),
      fc.record({ type: fc.constant('playfile' as const), promptId: fc.constant(1) }),
      fc.record({ type: fc.constantFrom('transfer' as const, 'simple_transfer' as const), destinations }),
    ),
    conditions,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([fields, when, final, enabled]): IncomingRule => ({ ...incomingRule(fields, when, final), enabled }))
const action = fc.oneof(
  destinations.map((list) => transferTo(...list)),
  fc.constant(play(1, 'background')),
  fc.constant(play(2, 'foreground')),
  fc.constantFrom('1', '2', '3').map((key) => jumpTo(key)),
  fc.constant({ kind: 'hangup' as const }),
)
const menuRules = fc.array(
  fc.tuple(action, fc.boolean()).map(([does, final]) => menuRule(does, {}, final)),
  { maxLength: 4 },
)
const anyMenu = fc
  .array(fc.record({ start: menuRules, '1': menuRules, timeout: menuRules, invalid: menuRules }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((contexts) => menu(contexts.map((options, index) => context(String(index + 1), options))))
const behaviour = fc.oneof(
  fc.constant({ kind: 'busy' as const }),
  fc.constant({ kind: 'noAnswer' as const }),
  fc.nat(90).map((afterSeconds) => ({ kind: 'answers' as const, afterSeconds })),
)
const anyWorld = fc.record({
  rules: fc.dictionary(fc.constantFrom(...numbers), fc.array(rule, { maxLength: 5 })),
  menu: anyMenu,
  behaviours: fc.dictionary(fc.constantFrom(...numbers, '+74951234567'), behaviour),
  unreachable: fc.subarray(numbers),
  keys: fc.array(fc.record({ at: fc.nat(60_000), key: fc.constantFrom('1', '2', '0', '#') }), { maxLength: 6 }),
  called: fc.constantFrom(...numbers),
  caller: fc.constantFrom(null, '78121234565', '74951112233'),
})

test('any configuration: the trace is what the contract allows, the same each time, and in bounds', () => {
  fc.assert(
    fc.property(anyWorld, ({ rules, menu: present, behaviours, unreachable, keys, called, caller }) => {
      const parts = { extensions, rules, menus: { 201: present } }
      const call = callTo(called, { behaviours, unreachable, keys, caller })
      const trace = run(parts, call)
      expect(traceSchema.parse(trace)).toEqual(trace)
      expect(run(parts, call)).toEqual(trace)
      expect(trace.steps.filter(({ event }) => event.kind === 'ran').length).toBeLessThanOrEqual(500)
      expect(outline(trace).length).toBeGreaterThan(1)
    }),
  )
})

test('any configuration: switching off a rule that was skipped changes neither the end nor its time', () => {
  fc.assert(
    fc.property(anyWorld, fc.nat(), ({ rules, menu: present, behaviours, unreachable, keys, called, caller }, pick) => {
      const call = callTo(called, { behaviours, unreachable, keys, caller })
      const trace = run({ extensions, rules, menus: { 201: present } }, call)
      const ranSomewhere = new Set(
        trace.steps.flatMap(({ event, place }) =>
          event.kind === 'ran' && place?.kind === 'incomingRule' ? [`${place.extensionId}/${place.rule}`] : [],
        ),
      )
      // A rule that waits for a call makes the phone ring, though it is skipped in the end: that one has an effect.
      const skipped = trace.steps.flatMap(({ event, place }) =>
        event.kind === 'skipped' &&
        place?.kind === 'incomingRule' &&
        !['callStatus', 'extensionCallStatus'].includes(event.skip.reason) &&
        !ranSomewhere.has(`${place.extensionId}/${place.rule}`)
          ? [place]
          : [],
      )
      const place = skipped[pick % Math.max(1, skipped.length)]
      if (!place) return
      const number = String(place.extensionId - 1000)
      const without = (rules[number] ?? []).map((one, index) =>
        String(index + 1) === place.rule ? { ...one, enabled: false } : one,
      )
      const again = run({ extensions, rules: { ...rules, [number]: without }, menus: { 201: present } }, call)
      expect([again.end, again.endsAt]).toEqual([trace.end, trace.endsAt])
    }),
  )
})

test('any configuration: what would break without an extension is just what ends differently without it', () => {
  fc.assert(
    fc.property(
      anyWorld,
      fc.constantFrom(...numbers),
      ({ rules, menu: present, behaviours, unreachable, keys, called, caller }, gone) => {
        const parts = { extensions, rules, menus: { 201: present } }
        const call = callTo(called, { behaviours, unreachable, caller })
        const pressed = keys.map(({ key }) => key).join('')
        const removed = { kind: 'extension' as const, accountId, id: Number(gone) + 1000 }
        const world = worldOf(parts)
        const other = worldOf({ ...parts, extensions: extensions.filter(({ id }) => id !== removed.id) })
        const endIn = (one: typeof world) => simulate(one, { ...call, keys: pressWhenTaken(one, call, pressed) }).end
        const request = { call, callers: [caller], from: call.at, cells: 1, keys: pressed, every: 1 }
        const found = impactOf(world, removed, request).map(({ before, after }) => [before, after])
        const [before, after] = [endIn(world), endIn(other)]
        expect(found).toEqual(JSON.stringify(before) === JSON.stringify(after) ? [] : [[before, after]])
      },
    ),
  )
})

test('any configuration: whatever a caller can press is found without end or repetition', () => {
  fc.assert(
    fc.property(anyWorld, ({ rules, menu: present, called }) => {
      const world = worldOf({ extensions, rules, menus: { 201: present } })
      const sequences = keySequences(world, callTo(called).called, '103')
      expect(new Set(sequences).size).toBe(sequences.length)
      expect(sequences[0]).toBe('')
      expect(sequences.length).toBeLessThanOrEqual(64)
      expect(sequences.every((keys) => /^[0-9*#]{0,20}$/.test(keys))).toBe(true)
    }),
  )
})
