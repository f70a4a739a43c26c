/** Days and times of a week as the operator writes them. Days: 0 is Monday. */
import { minutesPerDay, type Shift, type Span } from '@shared/domain/period/week-grid'
import type { Locale } from '@shared/text/text'

export const everyDay: readonly number[] = [0, 1, 2, 3, 4, 5, 6]
export const workdays: readonly number[] = [0, 1, 2, 3, 4]
export const weekendDays: readonly number[] = [5, 6]

/** 5 January 2026 is a Monday. */
export const dayName = (day: number, locale: Locale, weekday: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(2026, 0, 5 + day))

/** `Mon–Fri, Sun` */
export function dayNames(days: readonly number[], locale: Locale): string {
  const runs: number[][] = []
  for (const day of everyDay.filter((one) => days.includes(one))) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => dayName(day ?? 0, locale)
  return runs.map((run) => (run.length === 1 ? name(run[0]) : `${name(run[0])}–${name(run.at(-1))}`)).join(', ')
}

/** `9` or `9:30`; the end of the day is `24`. @param minute of the day, or of the next one from 1441 on */
export function clockText(minute: number): string {
  const ofDay = minute > minutesPerDay ? minute - minutesPerDay : minute
  const minutes = ofDay % 60
  return `${Math.floor(ofDay / 60)}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`
}

export const spanText = ({ start, end }: Span): string => `${clockText(start)}–${clockText(end)}`

/** @returns the minute of the day that `9`, `9:30`, `09.30` or `24` means, or undefined */
export function readClock(text: string): number | undefined {
  const match = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(text)
  if (!match) return undefined
  const minutes = Number(match[2] ?? 0)
  const minute = Number(match[1]) * 60 + minutes
  return minutes < 60 && minute <= minutesPerDay ? minute : undefined
}

/** @returns the span between two times, over midnight when it ends at or before its start; undefined when one of them means nothing */
export function readSpan(from: string, to: string): Span | undefined {
  const start = readClock(from)
  const end = readClock(to)
  if (start === undefined || end === undefined || start === minutesPerDay) return undefined
  return { start, end: end > start ? end : end + minutesPerDay }
}

/** The same span on several days. */
export type ShiftGroup = Span & { readonly days: readonly number[] }

/** Days with the same span told together, in the order of their first day and time. */
export const groupShifts = (shifts: readonly Shift[]): ShiftGroup[] =>
  [...Map.groupBy(shifts, ({ start, end }) => `${start}-${end}`).values()].flatMap((group) =>
    group.slice(0, 1).map(({ start, end }) => ({ start, end, days: group.map(({ day }) => day) })),
  )

export const shiftsOfGroup = ({ start, end, days }: ShiftGroup): Shift[] => days.map((day) => ({ day, start, end }))
