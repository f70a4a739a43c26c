/** Order resources: all ids of the rules, each once. */
import { readJson } from './fields'
import { invalid } from './reply'

/**
 * @returns `rules` in the order that the body gives
 * @throws Refusal 400 when it is not a list of just their ids; the pages do not say whether a part would do
 */
export function readOrder<T extends { id: number }>(body: string, rules: readonly T[]): T[] {
  const { rules_ids: ids, ...others } = readJson(body)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw invalid(unknown, 'unknown field')
  if (!Array.isArray(ids)) throw invalid('rules_ids', 'must be array of long')
  const ordered = ids.map((id) => rules.find((rule) => rule.id === id))
  const complete = ordered.filter((rule) => rule !== undefined)
  if (complete.length !== rules.length || new Set(complete).size !== rules.length || ids.length !== rules.length) {
    throw invalid('rules_ids', 'must have the id of each rule once')
  }
  return complete
}
