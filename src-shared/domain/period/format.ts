import type { CyclicScale, Period, SubPeriod, ValueSet, YearRange } from './period'
import { isShortYear, monthNames, scaleNames, scales, weekdayNames } from './scales'

/** Ends inclusive; `from` > `to` runs over the end of the cycle. */
export type Run = { from: number; to: number }

/** Weeks are read from Monday on, although the grammar counts from Sunday. */
const firstValue = (scale: CyclicScale): number => (scale === 'weekday' ? 2 : scales[scale].minimum)

/** @returns the longest runs of a set that is neither empty nor full, in the order of the cycle */
export function runsOf(scale: CyclicScale, set: ValueSet): Run[] {
  const { minimum, maximum } = scales[scale]
  const size = maximum - minimum + 1
  const first = firstValue(scale)
  const valueAt = (step: number): number => minimum + ((first - minimum + step + size) % size)
  const runs: Run[] = []
  for (let step = 0; step < size; step += 1) {
    if (set[valueAt(step)] !== 1 || set[valueAt(step - 1)] === 1) continue
    let last = step
    while (set[valueAt(last + 1)] === 1) last += 1
    runs.push({ from: valueAt(step), to: valueAt(last) })
  }
  return runs
}

/** Joins ranges of years that overlap or touch. Those with one end of two digits depend on the century and stay apart. */
export function mergeYears(ranges: readonly YearRange[]): YearRange[] {
  const merged: { from: number; to: number }[] = []
  const ordered = ranges
    .map(({ from, to }) => (isShortYear(from) === isShortYear(to) && from > to ? { from: to, to: from } : { from, to }))
    .sort((left, right) => left.from - right.from || left.to - right.to)
  for (const range of ordered) {
    const last = merged.findLast((other) => isShortYear(other.from) === isShortYear(other.to))
    const isPlain = isShortYear(range.from) === isShortYear(range.to)
    if (isPlain && last && isShortYear(last.to) === isShortYear(range.to) && range.from <= last.to + 1) {
      last.to = Math.max(last.to, range.to)
    } else if (!merged.some((other) => other.from === range.from && other.to === range.to)) merged.push({ ...range })
  }
  return merged
}

const clockHour = (hour: number): string => `${hour % 12 || 12}${hour < 12 ? 'am' : 'pm'}`

function formatValue(scale: CyclicScale, value: number): string {
  if (scale === 'month') return monthNames[value - 1] ?? ''
  if (scale === 'weekday') return weekdayNames[value - 1] ?? ''
  return scale === 'hour' ? clockHour(value) : String(value)
}

function formatSubPeriod(subPeriod: SubPeriod): string {
  const groups = scaleNames.flatMap((scale) => {
    const values =
      scale === 'year'
        ? subPeriod.year && mergeYears(subPeriod.year).map(({ from, to }) => [String(from), String(to)])
        : subPeriod[scale] &&
          runsOf(scale, subPeriod[scale]).map(({ from, to }) => [formatValue(scale, from), formatValue(scale, to)])
    if (!values) return []
    return `${scales[scale].code} {${values.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(' ')}}`
  })
  return groups.join(' ')
}

/**
 * @returns the canonical text of a period: the provider's own spelling (`wd {Mon-Fri} hr {9am-4pm}`), from the coarsest scale to the
 * finest, names instead of digits, the fewest ranges; empty for always, `none` for never. Parsing it gives a period that means the same.
 */
export function formatPeriod(period: Period): string {
  if (period.length === 0) return 'none'
  const texts = new Set(period.map(formatSubPeriod))
  return texts.has('') ? '' : [...texts].join(', ')
}
