/** The ordered rules of an extension as a state: compared, and what differs between two of them. */
import { z } from 'zod'
import type { Difference } from '../../contract/changes'
import { findDifferences, type Plain } from '../difference'
import { orderDifferences, orderOutline } from '../order-difference'
import { pbxIdSchema } from './common'
import { defaultRingSeconds } from './empty-rule'
import { incomingRuleSchema, type IncomingRule, type SavedRule } from './incoming-rule'

export const ruleListSchema = z.object({
  /** In the order in which they are looked at. An id of null: the provider has not given one yet. */
  rules: z.array(z.object({ id: pbxIdSchema.nullable(), rule: incomingRuleSchema })),
})
export type RuleList = z.infer<typeof ruleListSchema>

/** @returns the rule as the provider gives it back: what is left to its defaults is filled in, what is not used is gone */
export function asRead(rule: IncomingRule): IncomingRule {
  if (rule.type === 'unknown') return rule
  const { callerAction } = rule.conditions
  const usesPattern = callerAction === 'matches' || callerAction === 'not_matches'
  return {
    ...rule,
    ...('timeoutSeconds' in rule ? { timeoutSeconds: rule.timeoutSeconds ?? defaultRingSeconds } : {}),
    conditions: usesPattern ? rule.conditions : { ...rule.conditions, callerPattern: '' },
  }
}

/** Fields that the models do not know are the server's; no step of ours changes them. */
const comparable = (rule: IncomingRule): Plain => {
  const known: Plain = JSON.parse(JSON.stringify(asRead(rule))) as Plain
  return rule.type === 'unknown' ? known : { ...(known as { [field: string]: Plain }), rest: {} }
}

export const sameRule = (left: IncomingRule, right: IncomingRule): boolean =>
  findDifferences(comparable(left), comparable(right)).length === 0

/** @returns true when both have the same rules in the same order; an id that is not known yet is no difference */
export const sameRules = (left: RuleList, right: RuleList): boolean =>
  left.rules.length === right.rules.length &&
  left.rules.every((one, index) => {
    const other = right.rules[index]
    return (
      other !== undefined &&
      (one.id === null || other.id === null || one.id === other.id) &&
      sameRule(one.rule, other.rule)
    )
  })

const ordered = (rules: RuleList['rules'] | readonly SavedRule[]) =>
  rules.map(({ id, rule }) => ({ id, name: rule.name }))

/** Values that say nothing, since a rule has them unless somebody sets another. */
const isUsual = ({ before, after }: Difference): boolean =>
  [null, 'any'].includes(before) && [null, 'any'].includes(after)

const ruleDifferences = (
  before: IncomingRule | undefined,
  after: IncomingRule | undefined,
  place: number,
): Difference[] =>
  findDifferences(before ? comparable(before) : null, after ? comparable(after) : null)
    .map((difference) => ({ ...difference, path: `rules.${place}.${difference.path}` }))
    .filter((difference) => !isUsual(difference))

/**
 * @returns what differs, rule by rule: `rules.2.timeoutSeconds` with the place in the list that has the rule, from 0, and `order` when the
 *   rules that both have stand otherwise
 */
export function ruleListDifferences(left: RuleList, right: RuleList): Difference[] {
  const kept = (from: RuleList, other: RuleList): RuleList => ({
    rules: from.rules.filter(({ id }) => id !== null && other.rules.some((candidate) => candidate.id === id)),
  })
  const added = right.rules.flatMap(({ id, rule }, place) => {
    const before = id === null ? undefined : left.rules.find((candidate) => candidate.id === id)
    return ruleDifferences(before?.rule, rule, place)
  })
  const removed = left.rules.flatMap(({ id, rule }, place) =>
    right.rules.some((candidate) => candidate.id === id) ? [] : ruleDifferences(rule, undefined, place),
  )
  return [
    ...removed,
    ...added,
    ...orderDifferences('order', ordered(kept(left, right).rules), ordered(kept(right, left).rules)),
  ]
}

/** An order that is wanted, in the words of the rules that were read last. */
export const ruleOrderOutline = (known: readonly SavedRule[], wanted: readonly number[]): Difference[] =>
  orderOutline('order', ordered(known), wanted)
