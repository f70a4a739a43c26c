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
export type { PeriodProblem } from './syntax'

/** Both ends inclusive. An end up to 99 means that year of the century of the moment asked about. */
export type YearRange = { readonly from: number; readonly to: number }

/** 1 at each value that belongs to the set, the value being the index. */
export type ValueSet = Readonly<Uint8Array>

export type CyclicScale = Exclude<Scale, 'year'>

/**
 * Holds when every scale it names holds; `undefined`: the scale is not named. No set is empty and none is full: what never holds is not
 * kept, what always does is not named. All scales are always there as keys, which keeps the evaluation fast.
 */
export type SubPeriod = { readonly year: readonly YearRange[] | undefined } & {
  readonly [Name in CyclicScale]: ValueSet | undefined
}

const unrestricted: SubPeriod = {
  year: undefined,
  month: undefined,
  week: undefined,
  yearDay: undefined,
  monthDay: undefined,
  weekday: undefined,
  hour: undefined,
  minute: undefined,
  second: undefined,
}

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
    // A day of the year such as 4.0000000000000009 is accepted and never comes.
    if (!Number.isInteger(from.value)) continue
    if (from.value <= to.value) set.fill(1, from.value, to.value + 1)
    else set.fill(1, minimum, to.value + 1).fill(1, from.value)
  }
  return set
}

function compileSubPeriod(groups: readonly Group[]): SubPeriod | 'never' {
  const groupsOf = Map.groupBy(groups, ({ scale }) => scale)
  const compiled: { -readonly [Name in keyof SubPeriod]: SubPeriod[Name] } = { ...unrestricted }
  for (const scale of scaleNames) {
    const ranges = groupsOf.get(scale)?.flatMap((group) => group.ranges)
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
  const period = subPeriods.map(compileSubPeriod).filter((subPeriod) => subPeriod !== 'never')
  const isAlways = period.some((subPeriod) => scaleNames.every((scale) => !subPeriod[scale]))
  return { ok: true, period: isAlways ? [unrestricted] : period }
}
