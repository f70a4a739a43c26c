/** Differences that say where in their object they are: `in/<context>/<option>/<rule>/rule.final`. */
import type { Difference } from '../contract/changes'

/** @param place context of a menu, and perhaps its option and the place of a rule, from 1 */
export const placed = (place: readonly string[], differences: readonly Difference[]): Difference[] =>
  differences.map((difference) => ({
    ...difference,
    path: ['in', ...place.map(encodeURIComponent), difference.path].join('/'),
  }))

/** @returns where it is, and the path there; null for a path without a place */
export function placeOfPath(path: string): { place: string[]; path: string } | null {
  const [start, ...parts] = path.split('/')
  const inner = parts.pop()
  return start === 'in' && inner !== undefined ? { place: parts.map(decodeURIComponent), path: inner } : null
}
