/** What can be wanted of the incoming rules of an extension. Their object is the ordered list of its rules. */
import { z } from 'zod'
import { pbxIdSchema } from './common'
import { incomingRuleSchema } from './incoming-rule'

const extension = {
  extensionId: pbxIdSchema,
  /** As the operator knows it: `101`. */
  extensionNumber: z.string().min(1).max(100),
}

/** The id of a rule that an earlier step of the same change makes. */
const madeRuleSchema = z.strictObject({ fromStep: z.int().min(0), path: z.literal('id') })

export const createRuleSchema = z.object({
  operation: z.literal('pbx.createRule'),
  ...extension,
  /** Put at the end of the list. */
  rule: incomingRuleSchema,
})
export const updateRuleSchema = z.object({
  operation: z.literal('pbx.updateRule'),
  ...extension,
  ruleId: pbxIdSchema,
  rule: incomingRuleSchema,
})
export const deleteRuleSchema = z.object({
  operation: z.literal('pbx.deleteRule'),
  ...extension,
  ruleId: pbxIdSchema,
})
export const orderRulesSchema = z.object({
  operation: z.literal('pbx.orderRules'),
  ...extension,
  /** All rules of the extension, the first to be looked at first. */
  ruleIds: z.array(z.union([pbxIdSchema, madeRuleSchema])),
})

export type CreateRule = z.infer<typeof createRuleSchema>
export type UpdateRule = z.infer<typeof updateRuleSchema>
export type DeleteRule = z.infer<typeof deleteRuleSchema>
export type OrderRules = z.infer<typeof orderRulesSchema>
