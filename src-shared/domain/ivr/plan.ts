/**
 * The way from one menu to another: the fewest steps, each one request, in an order in which everything a step needs is there and
 * a caller never enters what is half built. New contexts, then options, rules, their order, then the settings of the menu;
 * what goes, goes last.
 */
import { isDeepEqual } from '../deep-equal'
import { sameConfig, sameRule, sameSettings, type ContextSettings } from './compare'
import { idOf, isStandardOption, type Context, type Menu, type MenuConfig, type MenuOption, type Rule } from './menu'
import { newKey } from './new'

/** Contexts and rules are named by their keys; those of new ones stand for what an earlier step creates. */
export type MenuStep =
  | { kind: 'createContext'; key: string; settings: ContextSettings }
  | { kind: 'updateContext'; context: string; settings: ContextSettings }
  | { kind: 'createOption'; context: string; digits: string }
  | { kind: 'createRule'; context: string; digits: string; rule: Rule }
  | { kind: 'updateRule'; context: string; digits: string; rule: Rule }
  /** `keys`: every rule that the option has at this moment. */
  | { kind: 'orderRules'; context: string; digits: string; keys: string[] }
  | { kind: 'updateConfig'; config: MenuConfig }
  | { kind: 'deleteRule'; context: string; digits: string; key: string }
  | { kind: 'deleteOption'; context: string; digits: string }
  | { kind: 'deleteContext'; context: string }

const settingsOf = ({ name, timeoutMs, interDigitMs, digitLength, anyDial, extra }: Context): ContextSettings => ({
  name,
  timeoutMs,
  interDigitMs,
  digitLength,
  anyDial,
  extra,
})

const kindOrder = [
  'createContext',
  'updateContext',
  'createOption',
  'createRule',
  'updateRule',
  'orderRules',
  'updateConfig',
  'deleteRule',
  'deleteOption',
  'deleteContext',
] as const satisfies MenuStep['kind'][]

/**
 * @param present the menu at the provider
 * @param wanted a draft of it: what has the key of something present is that; any other key is made anew
 * @returns no steps when both are the same. Applied to `present`, in this order, they give `wanted`
 */
export function planMenu(present: Menu, wanted: Menu): MenuStep[] {
  const inPlace = stepsBetween(present, wanted)
  const renewed = renewContexts(present, wanted, inPlace)
  if (renewed.size === 0) return inPlace
  const some = stepsBetween(present, withNewKeys(wanted, renewed))
  const all = stepsBetween(present, withNewKeys(wanted, new Set(wanted.contexts.map(({ key }) => key))))
  // Keeping what is there wins a tie: ids stay, and so do calls that are in the menu at this moment.
  return [inPlace, some, all].reduce((best, steps) => (steps.length < best.length ? steps : best))
}

function stepsBetween(present: Menu, wanted: Menu): MenuStep[] {
  const steps: MenuStep[] = []
  const there = new Map(present.contexts.map((context) => [context.key, context]))
  for (const context of wanted.contexts) {
    const old = there.get(context.key)
    there.delete(context.key)
    if (old === context) continue
    if (!old) steps.push({ kind: 'createContext', key: context.key, settings: settingsOf(context) })
    else if (!sameSettings(old, context)) {
      steps.push({ kind: 'updateContext', context: context.key, settings: settingsOf(context) })
    }
    steps.push(...optionSteps(context.key, old?.options ?? [], context.options))
  }
  if (!sameConfig(present.config, wanted.config)) steps.push({ kind: 'updateConfig', config: wanted.config })
  for (const context of there.keys()) steps.push({ kind: 'deleteContext', context })
  const rank = new Map(kindOrder.map((kind, index) => [kind as MenuStep['kind'], index]))
  return steps.sort((left, right) => (rank.get(left.kind) ?? 0) - (rank.get(right.kind) ?? 0))
}

function optionSteps(context: string, present: readonly MenuOption[], wanted: readonly MenuOption[]): MenuStep[] {
  const steps: MenuStep[] = []
  const there = new Map(present.map((option) => [option.digits, option]))
  for (const option of wanted) {
    const { digits } = option
    const old = there.get(digits)
    there.delete(digits)
    if (old === option) continue
    if (!old && !isStandardOption(digits)) steps.push({ kind: 'createOption', context, digits })
    steps.push(...ruleSteps({ context, digits }, old?.rules ?? [], option.rules))
  }
  for (const { digits, rules } of there.values()) {
    // A standard option cannot be taken away, only emptied.
    if (isStandardOption(digits)) steps.push(...ruleSteps({ context, digits }, rules, []))
    else steps.push({ kind: 'deleteOption', context, digits })
  }
  return steps
}

/**
 * A rule whose action is another one is made anew: what a PUT does to the fields of the former action is not documented.
 * New rules come after those that are there, as the provider puts them; the order is set once, where it differs.
 */
function ruleSteps(
  place: { context: string; digits: string },
  present: readonly Rule[],
  wanted: readonly Rule[],
): MenuStep[] {
  const there = new Map(present.map((rule) => [rule.key, rule]))
  const keptOf = (rule: Rule): Rule | undefined => {
    const old = there.get(rule.key)
    return old && isSameAction(old, rule) ? old : undefined
  }
  const kept = new Set<string>()
  const created: Rule[] = []
  const steps: MenuStep[] = []
  for (const rule of wanted) {
    const old = keptOf(rule)
    if (old) {
      kept.add(rule.key)
      if (!sameRule(old, rule)) steps.push({ kind: 'updateRule', ...place, rule })
    } else {
      // An id names the rule that goes, here or in the option that this one comes from.
      created.push(idOf(rule.key) === null ? rule : { ...rule, key: newKey(`instead-of-${rule.key}`) })
    }
  }
  const going = present.filter(({ key }) => !kept.has(key))
  for (const rule of created) steps.push({ kind: 'createRule', ...place, rule })

  const madeKeys = [...present.map(({ key }) => key).filter((key) => kept.has(key)), ...created.map(({ key }) => key)]
  const made = created.values()
  const wantedKeys = wanted.map((rule) => (kept.has(rule.key) ? rule.key : (made.next().value?.key ?? rule.key)))
  if (madeKeys.some((key, index) => wantedKeys[index] !== key)) {
    steps.push({ kind: 'orderRules', ...place, keys: [...wantedKeys, ...going.map(({ key }) => key)] })
  }
  for (const { key } of going) steps.push({ kind: 'deleteRule', ...place, key })
  return steps
}

/** Of an action this program does not know nothing is ever updated in place either. */
const isSameAction = (left: Rule, right: Rule): boolean =>
  left.action.kind === 'unknown' || right.action.kind === 'unknown'
    ? isDeepEqual(left.action, right.action)
    : left.action.kind === right.action.kind

/** @returns keys of contexts that take fewer steps to make anew and delete than to change, seen one by one */
function renewContexts(present: Menu, wanted: Menu, inPlace: readonly MenuStep[]): Set<string> {
  const there = new Map(present.contexts.map((context) => [context.key, context]))
  const costs = new Map<string, number>()
  for (const step of inPlace) {
    if (step.kind === 'createContext' || step.kind === 'updateConfig' || step.kind === 'deleteContext') continue
    costs.set(step.context, (costs.get(step.context) ?? 0) + 1)
  }
  const renewed = new Set<string>()
  for (const context of wanted.contexts) {
    if (!there.has(context.key)) continue
    const anew = 2 + optionSteps(context.key, [], context.options).length
    if ((costs.get(context.key) ?? 0) > anew) renewed.add(context.key)
  }
  return renewed
}

function withNewKeys(menu: Menu, keys: ReadonlySet<string>): Menu {
  const renamed = (key: string | null): string | null =>
    key !== null && keys.has(key) ? newKey(`instead-of-${key}`) : key
  const withJump = (rule: Rule): Rule =>
    rule.action.kind === 'jump_to_context'
      ? { ...rule, action: { ...rule.action, context: renamed(rule.action.context) } }
      : rule
  return {
    config: { ...menu.config, entryContext: renamed(menu.config.entryContext) },
    contexts: menu.contexts.map((context) => ({
      ...context,
      key: renamed(context.key) ?? context.key,
      options: context.options.map((option) => ({ ...option, rules: option.rules.map(withJump) })),
    })),
  }
}
