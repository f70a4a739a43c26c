import type { IncomingRule, SavedRule } from './incoming-rule'
import { sameRule } from './rule-list'

/**
 * Which rule becomes which, where two lists of rules have no ids in common.
 *
 * @returns for each wanted rule the present one that becomes it: the same, or of the same name, or the next; null: it is made anew
 */
export function pairRules(wanted: readonly IncomingRule[], present: readonly SavedRule[]): (SavedRule | null)[] {
  const left = [...present]
  const pairs = wanted.map((): SavedRule | null => null)
  const take = (fits: (rule: IncomingRule, old: IncomingRule) => boolean) => {
    for (const [place, rule] of wanted.entries()) {
      const at = pairs[place] ? -1 : left.findIndex((saved) => fits(rule, saved.rule))
      if (at !== -1) pairs[place] = left.splice(at, 1)[0] ?? null
    }
  }
  // A type that is not known here is never rewritten.
  const isEditable = (rule: IncomingRule, old: IncomingRule) => rule.type !== 'unknown' && old.type !== 'unknown'
  take(sameRule)
  take((rule, old) => isEditable(rule, old) && rule.name !== '' && rule.name === old.name)
  take(isEditable)
  return pairs
}
