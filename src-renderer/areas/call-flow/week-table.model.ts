/** A coverage table as days of runs: cells of the same outcome beside each other are one piece. */
import { cellLength, type Coverage } from '@shared/domain/call-flow/coverage'
import { instantOfLocal, zoneSpan } from '@shared/domain/period/zone'

export interface WeekPiece {
  /** ms since 1970 */
  start: number
  end: number
  outcome: number
}

export interface WeekDay {
  start: number
  end: number
  pieces: WeekPiece[]
}

const dayLength = 86_400_000

/** @returns midnight of Monday of the week that `at` is in, and of the seven days after it, ms since 1970 */
export function weekOf(at: number, timeZone: string): number[] {
  const local = at + zoneSpan(timeZone, at).offset
  const day = Math.floor(local / dayLength)
  // 1 January 1970 was a Thursday, the fourth day from Monday.
  const monday = day - ((day + 3) % 7)
  return Array.from({ length: 8 }, (_, index) => instantOfLocal((monday + index) * dayLength, timeZone))
}

/** How many cells a week has: one with a clock change has two more or fewer. */
export const cellsOf = (days: readonly number[]): number => Math.ceil(((days[7] ?? 0) - (days[0] ?? 0)) / cellLength)

export function daysOf(row: readonly number[], days: readonly number[]): WeekDay[] {
  const [from = 0] = days
  return days.slice(0, -1).map((start, index) => {
    const end = days[index + 1] ?? start
    const pieces: WeekPiece[] = []
    for (const [cell, outcome] of row.entries()) {
      const at = from + cell * cellLength
      if (at < start || at >= end) continue
      const last = pieces.at(-1)
      if (last?.outcome === outcome) last.end = Math.min(at + cellLength, end)
      else pieces.push({ start: at, end: Math.min(at + cellLength, end), outcome })
    }
    return { start, end, pieces }
  })
}

/** @returns outcomes that any cell has, those that most cells have first */
export function usedOutcomes({ rows }: Pick<Coverage, 'rows'>): { outcome: number; cells: number }[] {
  const counts = new Map<number, number>()
  for (const outcome of rows.flat()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].map(([outcome, cells]) => ({ outcome, cells })).sort((one, other) => other.cells - one.cells)
}

/** A, B, … Z, then AA: what stands in a piece and beside its words. */
export const letterOf = (position: number): string =>
  position < 26 ? String.fromCharCode(65 + position) : letterOf(Math.floor(position / 26) - 1) + letterOf(position % 26)
