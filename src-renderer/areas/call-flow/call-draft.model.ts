/** What an editor has on screen, as a draft for the simulator. */
import { emptyCallDraft, type CallDraft } from '@shared/contract/call-flow'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { IncomingRule, SavedRule } from '@shared/domain/pbx/incoming-rule'

interface OfExtension {
  accountId: string
  extensionId: number
}

/** The rules of an extension in this order. */
export const orderDraft = (extension: OfExtension, rules: readonly SavedRule[]): CallDraft => ({
  ...emptyCallDraft,
  rules: [{ ...extension, rules: rules.map(({ id, rule }) => ({ key: String(id), rule })) }],
})

/** @param ruleId null: a new rule, which will stand last */
export function ruleDraft(
  extension: OfExtension,
  saved: readonly SavedRule[],
  ruleId: number | null,
  rule: IncomingRule,
): CallDraft {
  const keyed = saved.map((one) => ({ key: String(one.id), rule: one.id === ruleId ? rule : one.rule }))
  const rules = ruleId === null ? [...keyed, { key: 'new', rule }] : keyed
  return { ...emptyCallDraft, rules: [{ ...extension, rules }] }
}

export const forwardingDraft = (accountId: string, digits: string, forwarding: Forwarding): CallDraft => ({
  ...emptyCallDraft,
  forwardings: [{ accountId, digits, forwarding }],
})
