/** When two parts of a menu are the same to the provider: order of contexts and options means nothing there, and 0 is no time. */
import type { Action } from './action'
import { isDeepEqual } from '../deep-equal'
import { inOrder, type Context, type Extra, type Menu, type MenuConfig, type MenuOption, type Rule } from './menu'

/** Fields nobody set come as null, or not at all; they are not sent back either. */
export const setOnly = (extra: Extra): Extra =>
  Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== null))

/** As the provider would hold it: without what has no effect, with what it fills in. */
function heldAction(action: Action): Action {
  switch (action.kind) {
    case 'transfer':
    case 'simple_transfer':
    case 'transfer_from_variable':
    case 'record_digits':
    case 'call_interactive':
      return { ...action, timeoutSeconds: action.timeoutSeconds || null }
    case 'quality_rate':
      return { ...action, soundType: heldSoundType(action), maximumRate: action.maximumRate ?? 5 }
    case 'play_sound':
    case 'voice_helper':
      return { ...action, soundType: heldSoundType(action) }
    default:
      return action
  }
}

/** A sound is sent with a manner in any case. */
const heldSoundType = ({ sound, soundType }: Pick<Extract<Action, { kind: 'play_sound' }>, 'sound' | 'soundType'>) =>
  soundType ?? (sound === null ? null : 'background')

/** All of a rule but its key, as the provider would hold it. */
export function heldRule({ name, final, conditions, action, extra }: Rule): Omit<Rule, 'key'> {
  // An action that is not known has all of the rule in its fields.
  if (action.kind === 'unknown') return { name: '', final: true, conditions, action, extra: {} }
  const usesPattern = conditions.callerAction === 'matches' || conditions.callerAction === 'not_matches'
  return {
    name,
    final,
    conditions: {
      ...conditions,
      callerPattern: usesPattern ? conditions.callerPattern : '',
      value: conditions.variable === '' ? '' : conditions.value,
    },
    action: heldAction(action),
    extra: setOnly(extra),
  }
}

export const sameRule = (left: Rule, right: Rule): boolean =>
  left === right || isDeepEqual(heldRule(left), heldRule(right))

export type ContextSettings = Omit<Context, 'key' | 'options'>

/** Name, timing and dialling of a context, as the provider would hold them. */
export const heldSettings = (context: ContextSettings): ContextSettings => ({
  name: context.name,
  timeoutMs: context.timeoutMs ?? 0,
  interDigitMs: context.interDigitMs ?? 0,
  digitLength: context.digitLength ?? 0,
  anyDial: context.anyDial,
  extra: setOnly(context.extra),
})

/** @returns true when name, timing and dialling are the same, whatever the options are */
export const sameSettings = (left: ContextSettings, right: ContextSettings): boolean =>
  left === right || isDeepEqual(heldSettings(left), heldSettings(right))

export const heldConfig = (config: MenuConfig): MenuConfig => ({
  ...config,
  sleepMs: config.sleepMs ?? 0,
  lifetimeSeconds: config.lifetimeSeconds ?? 0,
  lifetimeAction: config.lifetimeAction ?? 'hangup',
  extra: setOnly(config.extra),
})

export const sameConfig = (left: MenuConfig, right: MenuConfig): boolean =>
  left === right || isDeepEqual(heldConfig(left), heldConfig(right))

/** @returns true when both have the same rules in the same order; keys of the rules do not count */
export const sameRules = (left: readonly Rule[], right: readonly Rule[]): boolean =>
  left === right ||
  (left.length === right.length &&
    left.every((rule, index) => {
      const other = right[index]
      return other !== undefined && sameRule(rule, other)
    }))

const sameOptions = (left: readonly MenuOption[], right: readonly MenuOption[]): boolean => {
  if (left === right) return true
  const others = inOrder(right)
  const options = inOrder(left)
  return (
    options.length === others.length &&
    options.every(({ digits, rules }, index) => {
      const other = others[index]
      return other?.digits === digits && sameRules(rules, other.rules)
    })
  )
}

/** @returns true when nothing would have to be sent to make one out of the other; contexts go by their keys */
export function sameMenu(left: Menu, right: Menu): boolean {
  if (left === right) return true
  if (!sameConfig(left.config, right.config) || left.contexts.length !== right.contexts.length) return false
  const others = new Map(right.contexts.map((context) => [context.key, context]))
  return left.contexts.every((context) => {
    const other = others.get(context.key)
    return other !== undefined && sameSettings(context, other) && sameOptions(context.options, other.options)
  })
}

/**
 * @param menu equal to the other in most of it, but read from somewhere else
 * @returns the menu made of the other's contexts wherever they are equal, so that comparing the two passes over those
 */
export function sharedWith(menu: Menu, other: Menu): Menu {
  const there = new Map(other.contexts.map((context) => [context.key, context]))
  const contexts = menu.contexts.map((context) => {
    const found = there.get(context.key)
    return found && isDeepEqual(found, context) ? found : context
  })
  return { ...menu, contexts }
}
