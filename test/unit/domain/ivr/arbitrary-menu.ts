/**
 * Menus for property tests: every action, condition and setting, fields that this program does not know, jumps that lead somewhere or
 * nowhere yet, unique names of contexts.
 */
import fc from 'fast-check'
import type { Action } from '@shared/domain/ivr/action'
import { inOrder, type Context, type Extra, type Menu, type Rule } from '@shared/domain/ivr/menu'

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.trim())
const variable = fc.constantFrom('choice', 'Number_2', 'x')
const seconds = fc.option(fc.integer({ min: 1, max: 120 }))
const sound = fc.option(fc.integer({ min: 1, max: 90 }))
const soundType = fc.constantFrom('background', 'foreground', null)
const method = fc.constantFrom('pronounced', 'iterated', null)
const destinations = fc.array(fc.constantFrom('050', '002', '+79876543210'), { minLength: 1, maxLength: 3 })

const simpleActions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constantFrom('transfer', 'simple_transfer'), destinations, timeoutSeconds: seconds }),
  fc.record({ kind: fc.constant('transfer_from_variable' as const), variable, timeoutSeconds: seconds }),
  fc.record({ kind: fc.constantFrom('hangup', 'start_record') }),
  fc.record({ kind: fc.constant('play_sound' as const), sound, soundType, fromVariable: fc.boolean() }),
  fc.record({ kind: fc.constant('play_silence' as const), durationMs: fc.integer({ min: 1, max: 9000 }) }),
  fc.record({ kind: fc.constant('play_digits' as const), digits: fc.constantFrom('1', '4950'), method }),
  fc.record({ kind: fc.constant('play_digits_from_variable' as const), variable, method }),
  fc.record({
    kind: fc.constant('record_digits' as const),
    variable,
    maximum: fc.option(fc.integer({ min: 1, max: 20 })),
    sound,
    timeoutSeconds: seconds,
  }),
  fc.record({ kind: fc.constant('set_variable' as const), variable, value: text }),
  fc.record({
    kind: fc.constant('call_interactive' as const),
    url: fc.constantFrom('https://example.com/ivr', 'http://example.com/?a=1'),
    method: fc.constantFrom('GET', 'POST', null),
    timeoutSeconds: seconds,
  }),
  fc.record({ kind: fc.constant('set_caller_id_number' as const), number: fc.constantFrom('${called_did}', '100') }),
  fc.record({ kind: fc.constant('set_caller_id_name' as const), callerName: text }),
  fc.record({
    kind: fc.constant('quality_rate' as const),
    sound,
    soundType,
    fromVariable: fc.boolean(),
    maximumRate: fc.option(fc.integer({ min: 2, max: 10 })),
  }),
  fc.record({
    kind: fc.constant('voice_helper' as const),
    rules: fc.array(fc.record({ toOption: fc.constantFrom('1', '2'), transcription: fc.constant('да|конечно') })),
    timeout: fc.option(fc.integer({ min: 1000, max: 20000 })),
    digitsMaximum: fc.option(fc.integer({ min: 1, max: 4 })),
    sound,
    soundType,
    fromVariable: fc.boolean(),
    classicTerm: fc.boolean(),
    finalCount: fc.option(fc.integer({ min: 1, max: 4 })),
  }),
  fc.record({
    kind: fc.constant('unknown' as const),
    name: fc.constant('dance'),
    fields: fc.constantFrom<Extra[]>(
      { action: 'dance', steps: [1, 2], final: false },
      { action: 'dance', steps: [], final: true, partner: { name: 'x' } },
    ),
  }),
)

const conditions = fc.record({
  interval: fc.option(fc.integer({ min: 1, max: 9 })),
  callerAction: fc.constantFrom('any', 'matches', 'not_matches', 'anonymous'),
  callerPattern: fc.constantFrom('', String.raw`^(\+|)7812`),
  variable: fc.constantFrom('', 'choice'),
  value: text,
  callStatus: fc.constantFrom('any', 'busy', 'no_answer'),
})

/** Fields of an answer that no table of the page mentions. */
const unknownFields = fc.constantFrom<Extra[]>({}, {}, { description: 'from elsewhere' }, { tags: ['a', { b: null }] })

/** The jump's target is chosen once all contexts are known: a number picks it. */
const ruleDraft = fc.record({
  name: text,
  final: fc.boolean(),
  conditions,
  extra: unknownFields,
  action: fc.oneof({ weight: 4, arbitrary: simpleActions }, { weight: 1, arbitrary: fc.nat() }),
})
const contextDraft = fc.record({
  timeoutMs: fc.option(fc.integer({ min: 0, max: 9000 })),
  interDigitMs: fc.option(fc.integer({ min: 0, max: 9000 })),
  digitLength: fc.option(fc.integer({ min: 0, max: 4 })),
  anyDial: fc.boolean(),
  /** A context may be called something else in another menu. */
  suffix: fc.constantFrom('', '', ' again'),
  extra: unknownFields,
  pressed: fc.uniqueArray(fc.constantFrom('0', '1', '2', '10', '22', '100', '300', '*', '#', '*1'), { maxLength: 4 }),
  rules: fc.array(fc.array(ruleDraft, { maxLength: 4 }), { minLength: 7, maxLength: 7 }),
})

const config = fc.record({
  sleepMs: fc.option(fc.integer({ min: 0, max: 9000 })),
  lifetimeSeconds: fc.option(fc.integer({ min: 0, max: 3600 })),
  lifetimeAction: fc.constantFrom('hangup', 'transfer', null),
  lifetimeDestination: fc.constantFrom('', '050', '+79876543210'),
  voicemail: fc.record({
    enabled: fc.boolean(),
    greeting: sound,
    attachFile: fc.boolean(),
    mailTo: fc.constantFrom('', 'a@example.com', 'a@example.com,b@example.com'),
  }),
  extra: unknownFields,
})

/** @param keys the keys that contexts, and in a row rules, may have: those of another menu make this one an edit of it */
export const arbitraryMenu = (keys: fc.Arbitrary<string[]>): fc.Arbitrary<Menu> =>
  fc
    .tuple(
      keys,
      fc.array(fc.nat({ max: 60 }), { minLength: 168, maxLength: 168 }),
      fc.array(contextDraft, { minLength: 6, maxLength: 6 }),
      fc.nat(),
      config,
    )
    .map(([contextKeys, shuffle, drafts, entry, settings]) => {
      const used = new Set<string>()
      const ruleKey = (): string => {
        const id = String(1 + (shuffle[used.size] ?? 0))
        const key = used.has(id) ? `new:${used.size}` : id
        used.add(key)
        return key
      }
      const outline = contextKeys.map((key, index) => ({ key, draft: drafts[index % drafts.length] }))
      const jump = (pick: number): Action => {
        const target = outline[pick % outline.length]
        const pressed = target?.draft?.pressed ?? []
        const options = [...pressed, 'start', 'timeout', 'invalid', '']
        // Not chosen yet: no step may come of a context that is not there.
        if (pick % 11 === 0) return { kind: 'jump_to_context', context: null, option: '' }
        return { kind: 'jump_to_context', context: target?.key ?? null, option: options[pick % options.length] ?? '' }
      }
      const rules = (list: (Pick<Rule, 'name' | 'final' | 'conditions' | 'extra'> & { action: Action | number })[]) =>
        list.map(({ action, ...rest }): Rule => ({
          ...rest,
          key: ruleKey(),
          action: typeof action === 'number' ? jump(action) : action,
        }))
      const contexts = outline.flatMap(({ key, draft }): Context[] => {
        if (!draft) return []
        const { pressed, suffix, rules: lists, ...own } = draft
        const all = ['start', ...pressed, 'timeout', 'invalid']
        const options = all.map((digits, index) => ({ digits, rules: rules(lists[index] ?? []) }))
        return [{ ...own, key, name: `context ${key}${suffix}`, options: inOrder(options) }]
      })
      const entryContext = contexts[entry % Math.max(1, contexts.length)]?.key ?? null
      return { config: { ...settings, entryContext }, contexts }
    })

const ids = (maximum: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: maximum }).map(String), { minLength: 1, maxLength: 6 })

/** A menu as it is at the provider: every key is an id. */
export const presentMenu: fc.Arbitrary<Menu> = arbitraryMenu(ids(6)).map((menu) => {
  let next = 100
  return {
    ...menu,
    contexts: menu.contexts.map((context) => ({
      ...context,
      options: context.options.map((option) => ({
        ...option,
        rules: option.rules.map((rule) => (rule.key.startsWith('new:') ? { ...rule, key: String(next++) } : rule)),
      })),
    })),
  }
})

/** Keys of what is there, of what was there once, and new ones. */
export const draftMenu: fc.Arbitrary<Menu> = arbitraryMenu(
  fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 9 }).map(String), fc.constantFrom('new:a', 'new:b', 'new:c')), {
    minLength: 0,
    maxLength: 6,
  }),
)
