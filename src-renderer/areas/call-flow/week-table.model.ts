/** A coverage table as days of runs: cells of the same outcome beside each other are one piece. */
import { cellLength, type Coverage } from '@shared/domain/call-flow/coverage'
import type { CalendarWeek } from '@shared/domain/schedule/calendar'

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

/** How many cells a week has: one with a clock change has two more or fewer. */
export const cellsOf = ({ start, end }: CalendarWeek): number => Math.ceil((end - start) / cellLength)

export function daysOf(row: readonly number[], week: CalendarWeek): WeekDay[] {
  return week.days.map((start, index) => {
    const end = week.days[index + 1] ?? week.end
    const pieces: WeekPiece[] = []
    for (const [cell, outcome] of row.entries()) {
      const at = week.start + cell * cellLength
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
