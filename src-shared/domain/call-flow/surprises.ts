/** What is worth a second look in the week of a number: nobody there, calls in a circle, a hang-up while the office is open. */
import { z } from 'zod'
import { weekTimeAt } from '../schedule/calendar'
import { cellLength, type Coverage, type Verdict } from './coverage'

export const officeHoursSchema = z.object({
  /** 1 is Monday, 7 is Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  /** Minutes since midnight; the end does not belong to it. */
  from: z.int().min(0).max(1440),
  until: z.int().min(0).max(1440),
})
export type OfficeHours = z.infer<typeof officeHoursSchema>

/** Until the operator says otherwise. */
export const usualOfficeHours: OfficeHours = { weekdays: [1, 2, 3, 4, 5], from: 9 * 60, until: 18 * 60 }

export const surpriseKinds = ['nobody', 'loop', 'refusedInOfficeHours', 'undecided'] as const
export type SurpriseKind = (typeof surpriseKinds)[number]

export interface Surprise {
  kind: SurpriseKind
  /** Position of the caller in the table. */
  row: number
  /** Position in `outcomes`. */
  outcome: number
  /** ms since 1970 */
  start: number
  end: number
}

const kindOf: Record<Verdict, SurpriseKind | null> = {
  reached: null,
  nobody: 'nobody',
  refused: 'refusedInOfficeHours',
  loop: 'loop',
  undecided: 'undecided',
}

/**
 * Cells of the same kind and outcome behind each other are one.
 *
 * @param from where the first cell begins, ms since 1970
 * @throws RangeError for a zone that Intl does not know
 */
export function surprisesOf(
  { outcomes, rows }: Coverage,
  { from, timeZone, officeHours }: { from: number; timeZone: string; officeHours: OfficeHours },
): Surprise[] {
  const found: Surprise[] = []
  const isOpen = (at: number): boolean => {
    const { weekday, minute } = weekTimeAt(at, timeZone)
    return officeHours.weekdays.includes(weekday) && minute >= officeHours.from && minute < officeHours.until
  }
  for (const [row, cells] of rows.entries()) {
    let last: Surprise | undefined
    for (const [cell, outcome] of cells.entries()) {
      const verdict = outcomes[outcome]?.verdict
      const start = from + cell * cellLength
      const kind = verdict ? kindOf[verdict] : null
      if (kind === null || (kind === 'refusedInOfficeHours' && !isOpen(start))) {
        last = undefined
        continue
      }
      if (last?.kind === kind && last.outcome === outcome) last.end = start + cellLength
      else found.push((last = { kind, row, outcome, start, end: start + cellLength }))
    }
  }
  return found
}
