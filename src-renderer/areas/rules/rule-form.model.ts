/** The value of the rule form and everything that can be done to it, without Vue. */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from '@shared/domain/pbx/common'
import { checkRuleList } from '@shared/domain/pbx/check-rule-list'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import { emptyFields, fieldsOf, ruleOf, type RuleFields } from '@shared/domain/pbx/empty-rule'
import {
  cascadeLegSchema,
  incomingRuleTypes,
  ruleConditionsSchema,
  type SavedRule,
} from '@shared/domain/pbx/incoming-rule'
import type { Finding } from '@shared/domain/finding'

/** Each type keeps what was entered for it, so that trying another type loses nothing. */
export const ruleFormSchema: z.ZodType<RuleFields> = z.object({
  type: z.enum(incomingRuleTypes),
  name: z.string(),
  enabled: z.boolean(),
  final: z.boolean(),
  conditions: ruleConditionsSchema,
  rest: restSchema,
  promptId: pbxIdSchema.nullable(),
  timeoutSeconds: z.int().nullable(),
  ignoreEarlyMedia: z.boolean(),
  allowPublicTransfer: z.boolean(),
  callScreening: z.boolean(),
  destinations: z.array(z.string()),
  legs: z.array(cascadeLegSchema),
})

/** @param saved undefined: a new rule. @returns null for a rule that cannot be edited here */
export function formOf(saved: SavedRule | undefined): RuleFields | null {
  if (!saved) return emptyFields()
  return saved.rule.type === 'unknown' ? null : fieldsOf(saved.rule)
}

export const isChanged = (form: RuleFields, opened: RuleFields): boolean =>
  JSON.stringify(ruleOf(form)) !== JSON.stringify(ruleOf(opened))

/**
 * @param ruleId null: a new rule, which will stand last
 * @returns findings of the rule as it would stand among the others
 */
export function checkForm(
  form: RuleFields,
  ruleId: number | null,
  saved: readonly SavedRule[],
  context: RuleContext,
): Finding[] {
  const place = ruleId === null ? saved.length : saved.findIndex(({ id }) => id === ruleId)
  const rules = saved.map(({ rule }) => rule)
  return checkRuleList(rules.toSpliced(place, ruleId === null ? 0 : 1, ruleOf(form)), context)[place] ?? []
}

/** @returns the items with the one at `from` moved to `to`; out of range leaves them as they are */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const moved = [...items]
  if (to < 0 || to >= items.length) return moved
  moved.splice(to, 0, ...moved.splice(from, 1))
  return moved
}

/** @returns the rules in this order; those that it does not name stand at the end as they were */
export function inOrder(rules: readonly SavedRule[], order: readonly number[]): SavedRule[] {
  const place = new Map(order.map((id, at) => [id, at]))
  return rules.toSorted((one, other) => (place.get(one.id) ?? order.length) - (place.get(other.id) ?? order.length))
}
