/** What differs between two values of one shape, field by field. */
import type { Difference } from '../contract/changes'

/** Plain data: what a form, a database row or a request holds. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [field: string]: Plain }

function flatten(value: Plain, path: string, leaves: Map<string, string>): Map<string, string> {
  if (value === null || value === '') return leaves
  if (typeof value !== 'object') return leaves.set(path, String(value))
  for (const [field, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${field}` : field, leaves)
  return leaves
}

/** @returns whether `findDifferences` would find none, without telling which */
export function hasSameFields(left: Plain, right: Plain): boolean {
  if (left === right) return true
  const old = flatten(left, '', new Map())
  const wanted = flatten(right, '', new Map())
  return old.size === wanted.size && [...wanted].every(([path, value]) => old.get(path) === value)
}

/**
 * @returns the fields that differ, in the order of `after`, then those that only `before` has. Paths are dotted, lists by position
 *   (`targets.0.period`); an empty string, null and a missing field are all `null`: not set.
 */
export function findDifferences(before: Plain, after: Plain): Difference[] {
  const old = flatten(before, '', new Map())
  const wanted = flatten(after, '', new Map())
  return [...new Set([...wanted.keys(), ...old.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: wanted.get(path) ?? null }))
    .filter((difference) => difference.before !== difference.after)
}
