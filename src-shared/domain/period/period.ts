/**
 * Periods: the grammar in which Exolve keeps the schedule of a forwarding target, as in `wd {Mon-Fri} hr {9am-4pm}`.
 * Sources: Exolve's page SetCallForwarding, table Period; Perl's Time::Period 1.25, the model of that table, which decides here what is
 * well-formed and when a period holds. The zone in which Exolve evaluates periods is not documented: callers pass one and show it.
 */
import { scaleNames, scales, type Scale } from './scales'
import { readPeriodSyntax, type Group, type PeriodProblem, type Range } from './syntax'

export { describePeriod } from './describe'
export { isInPeriod } from './evaluate'
export { formatPeriod } from './format'
export { nextChange } from './next-change'
export type { PeriodProblem, PeriodProblemCode, Place } from './syntax'

/** Both ends inclusive. An end up to 99 means that year of the century of the moment asked about. */
export type YearRange = { readonly from: number; readonly to: number }

/** 1 at each value that belongs to the set, the value being the index. */
export type ValueSet = Readonly<Uint8Array>

export type CyclicScale = Exclude<Scale, 'year'>

/**
 * Holds when every scale it names holds; a scale that is absent always does. No set is empty, none is full: what never holds is not kept,
 * what always does is absent.
 */
export type SubPeriod = { readonly year?: readonly YearRange[] } & { readonly [Name in CyclicScale]?: ValueSet }

/** Holds when any of its sub-periods does. None: never. */
export type Period = readonly SubPeriod[]

export type PeriodParse =
  | { ok: true; period: Period }
  /** Problems in order of place, at least one. */
  | { ok: false; problems: readonly PeriodProblem[] }

function valueSet(scale: CyclicScale, ranges: readonly Range[]): ValueSet {
  const { minimum, maximum } = scales[scale]
  const set = new Uint8Array(maximum + 1)
  for (const { from, to } of ranges) {
    if (from.value <= to.value) set.fill(1, from.value, to.value + 1)
    else set.fill(1, minimum, to.value + 1).fill(1, from.value)
  }
  return set
}

function compileSubPeriod(groups: readonly Group[]): SubPeriod | 'never' {
  const rangesOf = new Map<Scale, Range[]>()
  for (const { scale, ranges } of groups) rangesOf.set(scale, [...(rangesOf.get(scale) ?? []), ...ranges])
  const compiled: { -readonly [Name in keyof SubPeriod]: SubPeriod[Name] } = {}
  for (const scale of scaleNames) {
    const ranges = rangesOf.get(scale)
    if (!ranges) continue
    if (scale === 'year') {
      if (ranges.length === 0) return 'never'
      compiled.year = ranges.map(({ from, to }) => ({ from: from.value, to: to.value }))
      continue
    }
    const set = valueSet(scale, ranges)
    if (!set.includes(1)) return 'never'
    if (set.includes(0, scales[scale].minimum)) compiled[scale] = set
  }
  return compiled
}

/** Never throws. Time grows with the length of the text. */
export function parsePeriod(text: string): PeriodParse {
  const { subPeriods, problems } = readPeriodSyntax(text)
  if (problems.length > 0) return { ok: false, problems }
  const compiled = subPeriods.map(compileSubPeriod).filter((subPeriod) => subPeriod !== 'never')
  return { ok: true, period: compiled.some((subPeriod) => Object.keys(subPeriod).length === 0) ? [{}] : compiled }
}
