/** The incoming rules of an extension in the order in which they are looked at. Page /incom_rule/. */
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import type { CallOptions, PbxClient } from './client'

/**
 * The list and its order are two answers. A rule that the order does not name was made between them, and a new rule stands
 * last.
 */
export async function readOrderedRules(
  client: Pick<PbxClient, 'listRules' | 'readRuleOrder'>,
  extension: number,
  options: CallOptions = {},
): Promise<SavedRule[]> {
  const rules = await client.listRules(extension, options)
  // One request less for each of the many extensions that have no order to speak of.
  if (rules.length < 2) return rules
  const order = await client.readRuleOrder(extension, options)
  const places = new Map(order.map((id, place) => [id, place]))
  const placeOf = ({ id }: SavedRule) => places.get(id) ?? order.length
  return rules.toSorted((one, other) => placeOf(one) - placeOf(other))
}
