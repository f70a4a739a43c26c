/** What differs between two states of a part of a menu, field by field, and between two menus as a list in the operator's order. */
import type { Difference } from '../../contract/changes'
import { findDifferences } from '../difference'
import type { Action } from './action'
import type { MenuPlace } from './check'
import { heldConfig, heldRule, heldSettings, sameConfig, sameRule, sameSettings, type ContextSettings } from './compare'
import { inOrder, type Context, type Menu, type MenuConfig, type MenuOption, type Rule } from './menu'

const under = (prefix: string, differences: Difference[]): Difference[] =>
  differences.map(({ path, ...values }) => ({ path: `${prefix}.${path}`, ...values }))

export const configDifferences = (before: MenuConfig, after: MenuConfig): Difference[] =>
  under('menu', findDifferences(heldConfig(before), heldConfig(after)))

export const settingsDifferences = (before: ContextSettings | null, after: ContextSettings | null): Difference[] =>
  under('context', findDifferences(before && heldSettings(before), after && heldSettings(after)))

export const ruleDifferences = (before: Rule | undefined, after: Rule | undefined): Difference[] =>
  under('rule', findDifferences(before ? shown(before) : null, after ? shown(after) : null))

/** Only what says something: defaults of a new rule would hide it. */
function shown(rule: Rule) {
  const { name, final, conditions, action, extra } = heldRule(rule)
  const { callerAction, callStatus, ...others } = conditions
  return {
    action: shownAction(action),
    name,
    final: final ? null : final,
    conditions: {
      ...others,
      callerAction: callerAction === 'any' ? null : callerAction,
      callStatus: callStatus === 'any' ? null : callStatus,
    },
    extra,
  }
}

/** How a number is asked is a choice of its own, not the one how digits are spoken. */
function shownAction(action: Action) {
  if (action.kind !== 'call_interactive') return action
  const { method: request, ...others } = action
  return { ...others, request }
}

export interface MenuChange {
  /** `order`: the rules of an option, which are otherwise the same. */
  part: 'settings' | 'context' | 'option' | 'rule' | 'order'
  kind: 'added' | 'removed' | 'changed'
  /** Where it is now; of what is gone, where it was. */
  at: MenuPlace
  /** Name of the context; empty for the settings of the menu. */
  context: string
  /** The rule as it is now, or as it was. */
  rule: Rule | null
  /** Rules in what was added or removed. */
  rules: number
  /** Of what was changed. */
  differences: Difference[]
}

/** @returns what was done to `before` to get `after`: the settings, then context by context; contexts that are gone come last */
export function menuChanges(before: Menu, after: Menu): MenuChange[] {
  const changes: MenuChange[] = []
  if (!sameConfig(before.config, after.config)) {
    const differences = configDifferences(before.config, after.config)
    changes.push(changeOf('settings', 'changed', nowhere, { differences }))
  }
  const there = new Map(before.contexts.map((context) => [context.key, context]))
  for (const context of after.contexts) {
    const old = there.get(context.key)
    there.delete(context.key)
    if (old === context) continue
    if (old) changes.push(...contextChanges(old, context))
    else changes.push(wholeContext('added', context))
  }
  for (const context of there.values()) changes.push(wholeContext('removed', context))
  return changes
}

const nowhere: MenuPlace = { context: null, digits: null, rule: null }

const changeOf = (
  part: MenuChange['part'],
  kind: MenuChange['kind'],
  at: MenuPlace,
  more: Partial<MenuChange> = {},
): MenuChange => ({ part, kind, at, context: '', rule: null, rules: 0, differences: [], ...more })

const wholeContext = (kind: 'added' | 'removed', { key, name, options }: Context): MenuChange =>
  changeOf('context', kind, { ...nowhere, context: key }, { context: name, rules: options.flatMap(rulesOf).length })

const rulesOf = ({ rules }: MenuOption): Rule[] => rules

function contextChanges(before: Context, after: Context): MenuChange[] {
  const changes: MenuChange[] = []
  const inside = { context: after.name }
  const place: MenuPlace = { ...nowhere, context: after.key }
  if (!sameSettings(before, after)) {
    changes.push(changeOf('context', 'changed', place, { ...inside, differences: settingsDifferences(before, after) }))
  }
  const there = new Map(inOrder(before.options).map((option) => [option.digits, option]))
  for (const option of inOrder(after.options)) {
    const at = { ...place, digits: option.digits }
    const old = there.get(option.digits)
    there.delete(option.digits)
    if (old) changes.push(...ruleChanges(old, option, at, inside))
    else changes.push(changeOf('option', 'added', at, { ...inside, rules: option.rules.length }))
  }
  for (const { digits, rules } of there.values()) {
    changes.push(changeOf('option', 'removed', { ...place, digits }, { ...inside, rules: rules.length }))
  }
  return changes
}

function ruleChanges(
  before: MenuOption,
  after: MenuOption,
  place: MenuPlace,
  inside: Pick<MenuChange, 'context'>,
): MenuChange[] {
  if (before === after) return []
  const changes: MenuChange[] = []
  const there = new Map(before.rules.map((rule) => [rule.key, rule]))
  for (const rule of after.rules) {
    const old = there.get(rule.key)
    there.delete(rule.key)
    const at = { ...place, rule: rule.key }
    if (!old) changes.push(changeOf('rule', 'added', at, { ...inside, rule }))
    else if (!sameRule(old, rule)) {
      changes.push(changeOf('rule', 'changed', at, { ...inside, rule, differences: ruleDifferences(old, rule) }))
    }
  }
  for (const rule of there.values()) changes.push(changeOf('rule', 'removed', place, { ...inside, rule }))
  const isKept = ({ key }: Rule) => !there.has(key) && before.rules.some((rule) => rule.key === key)
  const former = before.rules.filter(isKept).map(({ key }) => key)
  const present = after.rules.filter(isKept).map(({ key }) => key)
  if (former.some((key, index) => present[index] !== key)) changes.push(changeOf('order', 'changed', place, inside))
  return changes
}
