/**
 * What the provider tells of the parts of a menu, as operations compare it. An option is its ordered rules, so that a rule whose
 * answer was lost is seen in the list or is not. What was not there before has an empty key until reading tells its id.
 */
import { z } from 'zod'
import type { Difference } from '@shared/contract/changes'
import { heldConfig, heldRule, heldSettings } from '@shared/domain/ivr/compare'
import { isDeepEqual } from '@shared/domain/deep-equal'
import { placed } from '@shared/domain/difference-place'
import { configDifferences, ruleDifferences, settingsDifferences } from '@shared/domain/ivr/differences'
import { orderDifferences } from '@shared/domain/order-difference'
import { contextSchema, menuConfigSchema, ruleSchema, type Rule } from '@shared/domain/ivr/menu'

const key = z.string()
export const settingsSchema = contextSchema.omit({ key: true, options: true })
export const configStateSchema = z.object({ config: menuConfigSchema })
export const contextsStateSchema = z.object({ contexts: z.array(settingsSchema.extend({ key })) })
export const optionStateSchema = z.object({ exists: z.boolean(), rules: z.array(ruleSchema.extend({ key })) })

export type ConfigState = z.infer<typeof configStateSchema>
export type ContextsState = z.infer<typeof contextsStateSchema>
export type OptionState = z.infer<typeof optionStateSchema>

/** The documented answer has no `play_sound_from_variable`, so it cannot be verified. */
function visible(rule: Rule): unknown {
  const held = heldRule(rule)
  return 'fromVariable' in held.action ? { ...held, action: { ...held.action, fromVariable: false } } : held
}

const sameKey = (left: string, right: string): boolean => left === right || left === '' || right === ''

export const sameConfigState = (left: ConfigState, right: ConfigState): boolean =>
  isDeepEqual(heldConfig(left.config), heldConfig(right.config))

/** New ones come last: ids rise. */
export const sameContextsState = (left: ContextsState, right: ContextsState): boolean =>
  left.contexts.length === right.contexts.length &&
  left.contexts.every((context, index) => {
    const other = right.contexts[index]
    return other && sameKey(context.key, other.key) && isDeepEqual(heldSettings(context), heldSettings(other))
  })

export const sameOptionState = (left: OptionState, right: OptionState): boolean =>
  left.exists === right.exists &&
  left.rules.length === right.rules.length &&
  left.rules.every((rule, index) => {
    const other = right.rules[index]
    return other && sameKey(rule.key, other.key) && isDeepEqual(visible(rule), visible(other))
  })

export const configStateDifferences = (left: ConfigState, right: ConfigState): Difference[] =>
  configDifferences(left.config, right.config)

/** A context that is there before and after is named: its settings alone would not say whose they are. */
export const contextsDifferences = (left: ContextsState, right: ContextsState): Difference[] =>
  pairs(left.contexts, right.contexts).flatMap(([before, after]) => {
    const differences = settingsDifferences(before ?? null, after ?? null)
    return before && after ? placed([before.name], differences) : differences
  })

export function optionDifferences(left: OptionState, right: OptionState): Difference[] {
  const exists: Difference[] =
    left.exists === right.exists
      ? []
      : [{ path: 'option.exists', before: String(left.exists), after: String(right.exists) }]
  const changed = pairs(left.rules, right.rules).flatMap(([before, after]) => ruleDifferences(before, after))
  // What comes or goes moves the others, which is no order of its own.
  const isOrder = changed.length === 0 && exists.length === 0
  return [...exists, ...changed, ...(isOrder ? orderDifferences('option.order', ordered(left), ordered(right)) : [])]
}

const ordered = ({ rules }: OptionState) => rules.map(({ key: id, name }) => ({ id, name }))

/** The same key on both sides first, then what only one of them has. */
function pairs<Item extends { key: string }>(
  left: readonly Item[],
  right: readonly Item[],
): [Item | undefined, Item | undefined][] {
  const others = new Map(right.map((item) => [item.key, item]))
  const known: [Item | undefined, Item | undefined][] = left.map((item) => {
    const other = others.get(item.key)
    others.delete(item.key)
    return [item, other]
  })
  return [...known, ...[...others.values()].map((item): [undefined, Item] => [undefined, item])]
}
