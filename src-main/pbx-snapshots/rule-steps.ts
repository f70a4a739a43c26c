/**
 * The way from the rules that an extension has to those of a snapshot. Calls come while it is gone, so no moment of it is
 * without rules: what is the same stays, what differs is changed in its place, and only what the snapshot has no room for goes.
 */
import type { IncomingRule, SavedRule } from '@shared/domain/pbx/incoming-rule'
import { sameRule } from '@shared/domain/pbx/rule-list'
import { pairRules } from '@shared/domain/pbx/rule-pairs'

/** An id, or the step that makes the object. */
export type Id = number | { fromStep: number; path: 'id' }

interface RuleSteps {
  /** In their order. Ids in them may be references to steps. */
  wanted: readonly IncomingRule[]
  present: readonly SavedRule[]
  /** @returns what a later step names the object by that this one makes */
  add(intent: { operation: string; [field: string]: unknown }): Id
}

export function addRuleSteps({ wanted, present, add }: RuleSteps): void {
  const kept = pairRules(wanted, present)
  for (const [place, rule] of wanted.entries()) {
    const saved = kept[place]
    if (saved && !sameRule(rule, saved.rule)) add({ operation: 'pbx.updateRule', ruleId: saved.id, rule })
  }
  for (const saved of present) {
    if (!kept.includes(saved)) add({ operation: 'pbx.deleteRule', ruleId: saved.id })
  }
  const made: Id[] = []
  const ids = wanted.map((rule, place): Id => {
    const saved = kept[place]
    if (saved) return saved.id
    // A rule stands where it was made, so each waits for the one above it; an operation leaves alone what is not its own.
    const above = made.at(-1)
    const id = add({ operation: 'pbx.createRule', rule, ...(above !== undefined && { after: above }) })
    made.push(id)
    return id
  })
  const standing = [...present.filter((saved) => kept.includes(saved)).map(({ id }): Id => id), ...made]
  if (ids.some((id, place) => id !== standing[place])) add({ operation: 'pbx.orderRules', ruleIds: ids })
}
