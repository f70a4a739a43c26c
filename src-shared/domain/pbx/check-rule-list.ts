/** What the rules of one extension mean for each other. Rules are gone through from the top and the first that applies is run; assumed. */
import type { Finding } from '../finding'
import { arePrefixesApart, prefixCovers } from './caller-pattern/prefix'
import { checkIncomingRule, finding, type RuleContext } from './check-rule'
import type { IncomingRule, KnownRule, RuleConditions } from './incoming-rule'
import { alwaysHolds } from './interval-course'

const forwards = (rule: IncomingRule): boolean => 'timeoutSeconds' in rule

/** @returns true when no rule after it is looked at once it has run. That busy, hangup and voicemail end the call is assumed. */
const ends = (rule: KnownRule): boolean =>
  rule.type === 'busy' || rule.type === 'hangup' || rule.type === 'voicemail' || rule.final

function coversCaller(upper: RuleConditions, lower: RuleConditions): boolean {
  const [above, below] = [upper.callerPattern, lower.callerPattern]
  switch (upper.callerAction) {
    case 'any':
      return true
    case 'anonymous':
      return lower.callerAction === 'anonymous'
    case 'matches':
      return lower.callerAction === 'matches' && prefixCovers(above, below)
    case 'not_matches':
      return (
        (lower.callerAction === 'not_matches' && prefixCovers(below, above)) ||
        (lower.callerAction === 'matches' && arePrefixesApart(above, below))
      )
  }
}

/** @returns true when `upper` applies to every call that `lower` applies to, whatever happens between them */
function covers(upper: RuleConditions, lower: RuleConditions, forwardsBetween: boolean): boolean {
  const within = <Field extends keyof RuleConditions>(field: Field, any: RuleConditions[Field]): boolean =>
    upper[field] === any || upper[field] === lower[field]
  return (
    coversCaller(upper, lower) &&
    within('intervalId', null) &&
    within('extensionStatus', 'any') &&
    within('extensionCallStatus', 'any') &&
    // Every forwarding between them gives the previous call another result.
    (upper.callStatus === 'any' || (!forwardsBetween && upper.callStatus === lower.callStatus))
  )
}

/** @returns what both take together, where one takes just what the other leaves: an extension is registered or it is not */
function together(one: RuleConditions, other: RuleConditions): Partial<RuleConditions> | null {
  const statuses = [one.extensionStatus, other.extensionStatus]
  if (statuses.includes('registered') && statuses.includes('unreachable')) return { extensionStatus: 'any' }
  const callers = [one.callerAction, other.callerAction]
  return one.callerPattern === other.callerPattern && callers.includes('matches') && callers.includes('not_matches')
    ? { callerAction: 'any' }
    : null
}

/** @returns the positions of one rule above, or of two, that leave nothing for the one at `index` */
function coveredBy(rules: readonly IncomingRule[], index: number): number[] {
  const rule = rules[index]
  if (!rule || rule.type === 'unknown') return []
  const { conditions } = rule
  const forwardsFrom = (position: number) =>
    rules.slice(position, index).some((other) => other.enabled && forwards(other))
  const enders = rules
    .slice(0, index)
    .flatMap((upper, position) =>
      upper.enabled && upper.type !== 'unknown' && ends(upper)
        ? [{ position, taken: upper.conditions, between: forwardsFrom(position) }]
        : [],
    )
  const alone = enders.find(({ taken, between }) => covers(taken, conditions, between))
  if (alone) return [alone.position]
  for (const [place, one] of enders.entries()) {
    for (const other of enders.slice(place + 1)) {
      const joint = together(one.taken, other.taken)
      const areEnough =
        joint && [one, other].every(({ taken, between }) => covers({ ...taken, ...joint }, conditions, between))
      if (areEnough) return [one.position, other.position]
    }
  }
  return []
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
export function checkRuleList(rules: readonly IncomingRule[], context: RuleContext): Finding[][] {
  const always = new Set<number | null>(context.intervals?.filter(alwaysHolds).map(({ id }) => id))
  /** An interval that always holds asks for nothing. */
  const asking = rules.map((rule) =>
    rule.type !== 'unknown' && always.has(rule.conditions.intervalId)
      ? { ...rule, conditions: { ...rule.conditions, intervalId: null } }
      : rule,
  )
  return rules.map((rule, index) => {
    const own = checkIncomingRule(rule, context)
    if (!rule.enabled) return own
    const [first, second] = coveredBy(asking, index).map((position) => position + 1)
    return [
      ...own,
      ...(first === undefined
        ? []
        : second === undefined
          ? [finding('', 'warning', 'rule.neverReached', { position: first })]
          : [finding('', 'warning', 'rule.neverReachedByTwo', { first, second })]),
      ...(contradicts(rules, index) ? [finding('conditions.callStatus', 'warning', 'rule.statusesContradict')] : []),
    ]
  })
}
