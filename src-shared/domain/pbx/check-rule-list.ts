/** What the rules of one extension mean for each other. Rules are gone through from the top and the first that applies is run; assumed. */
import type { Finding } from '../finding'
import { checkIncomingRule, finding, type RuleContext } from './check-rule'
import type { IncomingRule, KnownRule, RuleConditions } from './incoming-rule'

const forwards = (rule: IncomingRule): boolean => 'timeoutSeconds' in rule

/** @returns true when no rule after it is looked at once it has run. That busy, hangup and voicemail end the call is assumed. */
const ends = (rule: KnownRule): boolean =>
  rule.type === 'busy' || rule.type === 'hangup' || rule.type === 'voicemail' || rule.final

/** @returns true when `upper` applies to every call that `lower` applies to, whatever happens between them */
function covers(upper: RuleConditions, lower: RuleConditions, forwardsBetween: boolean): boolean {
  const usesPattern = upper.callerAction === 'matches' || upper.callerAction === 'not_matches'
  const sameCaller =
    upper.callerAction === 'any' ||
    (upper.callerAction === lower.callerAction && (!usesPattern || upper.callerPattern === lower.callerPattern))
  const within = <Field extends keyof RuleConditions>(field: Field, any: RuleConditions[Field]): boolean =>
    upper[field] === any || upper[field] === lower[field]
  return (
    sameCaller &&
    within('intervalId', null) &&
    within('extensionStatus', 'any') &&
    within('extensionCallStatus', 'any') &&
    // Every forwarding between them gives the previous call another result.
    (upper.callStatus === 'any' || (!forwardsBetween && upper.callStatus === lower.callStatus))
  )
}

/** @returns the position of a rule above that leaves nothing for the one at `index`, or undefined */
function coveredBy(rules: readonly IncomingRule[], index: number): number | undefined {
  const rule = rules[index]
  if (!rule || rule.type === 'unknown') return undefined
  const found = rules.slice(0, index).findIndex((upper, position) => {
    if (!upper.enabled || upper.type === 'unknown' || !ends(upper)) return false
    const between = rules.slice(position, index).some((other) => other.enabled && forwards(other))
    return covers(upper.conditions, rule.conditions, between)
  })
  return found === -1 ? undefined : found
}

/** Before any forwarding the previous call is the one to the extension itself. */
function contradicts(rules: readonly IncomingRule[], index: number): boolean {
  const rule = rules[index]
  if (!rule || rule.type === 'unknown') return false
  const { callStatus, extensionCallStatus } = rule.conditions
  const nothingForwarded = !rules
    .slice(0, index)
    .some((upper) => upper.enabled && (forwards(upper) || upper.type === 'unknown'))
  return nothingForwarded && callStatus !== 'any' && extensionCallStatus !== 'any' && callStatus !== extensionCallStatus
}

/**
 * @returns the findings of each rule, in the order of the rules: its own and what the rules above mean for it. Paths are those of
 *   `checkIncomingRule`; an empty one speaks of the rule as a whole.
 */
export const checkRuleList = (rules: readonly IncomingRule[], context: RuleContext): Finding[][] =>
  rules.map((rule, index) => {
    const own = checkIncomingRule(rule, context)
    if (!rule.enabled) return own
    const upper = coveredBy(rules, index)
    return [
      ...own,
      ...(upper === undefined ? [] : [finding('', 'warning', 'rule.neverReached', { position: upper + 1 })]),
      ...(contradicts(rules, index) ? [finding('conditions.callStatus', 'warning', 'rule.statusesContradict')] : []),
    ]
  })
