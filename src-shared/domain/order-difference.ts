/** Another order of the same rules, told as a difference. */
import type { Difference } from '../contract/changes'
import { stepThatMakes } from './made-in-step'

interface Ordered {
  id: number | string | null
  name: string
}

/** Longest list that is spelled out as an order. */
const maximum = 12

const orderText = (places: readonly string[]): string =>
  places.length <= maximum ? places.join(', ') : `${places.slice(0, maximum).join(', ')}, …`

/** `3. Night` when named, else `3`: the place before, by which the operator knows a rule. */
function placesOf(rules: readonly Ordered[]): Map<Ordered['id'], string> {
  return new Map(rules.map(({ id, name }, index) => [id, name === '' ? `${index + 1}` : `${index + 1}. ${name}`]))
}

/** @returns the part of two orders in which they differ; empty when they do not */
export function orderDifferences(path: string, before: readonly Ordered[], after: readonly Ordered[]): Difference[] {
  const places = placesOf(before)
  const first = before.findIndex(({ id }, index) => id !== after[index]?.id)
  const last = before.findLastIndex(({ id }, index) => id !== after[index]?.id)
  if (first === -1) return []
  const text = (rules: readonly Ordered[]) =>
    orderText(rules.slice(first, last + 1).map(({ id }) => places.get(id) ?? `#${id}`))
  return [{ path, before: text(before), after: text(after) }]
}

/**
 * An order that is wanted while the present one is not known yet.
 *
 * @param known the rules as they were read last
 * @param wanted ids, and stand-ins of what earlier steps make
 */
export function orderOutline(
  path: string,
  known: readonly Ordered[],
  wanted: readonly (number | string)[],
): Difference[] {
  const places = placesOf(known)
  const after = wanted.map((id) => places.get(id) ?? (stepThatMakes(`${id}`) === null ? `#${id}` : `${id}`))
  return [{ path, before: null, after: orderText(after) }]
}
