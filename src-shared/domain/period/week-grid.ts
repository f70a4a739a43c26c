/** A week as people draw it: when something holds on each weekday, to the minute, and what can be done to that with a pencil. */
import { isOnDay } from './evaluate'
import { calendarDay, secondsPerDay } from './calendar'
import { parsePeriod, type Period, type SubPeriod } from './period'
import { dayShape } from './timetable'

export { toPeriod } from './week-grid-text'

export const minutesPerDay = 1440
export const minutesPerWeek = 7 * minutesPerDay

/** Minutes of a day, `end` exclusive: 0 ≤ start < end ≤ 1440. */
export type Span = { readonly start: number; readonly end: number }

/** Seven lists, Monday first; the spans of a day are in order, neither overlapping nor touching. */
export type WeekGrid = readonly (readonly Span[])[]

/** 1 at each minute of the week that belongs to it, Monday 0:00 first; the drawing surface of everything below. */
export type WeekMinutes = Uint8Array<ArrayBuffer>

/**
 * A span as people name it: by the day on which it starts. `end` above 1440 lies on the next day; shorter than 24 hours, or a whole day.
 */
export type Shift = Span & { readonly day: number }

export function minutesOf(grid: WeekGrid): WeekMinutes {
  const minutes = new Uint8Array(minutesPerWeek)
  for (const [day, spans] of grid.entries()) {
    for (const { start, end } of spans) minutes.fill(1, day * minutesPerDay + start, day * minutesPerDay + end)
  }
  return minutes
}

function spansOf(minutes: Uint8Array): Span[] {
  const spans: Span[] = []
  for (let start = minutes.indexOf(1); start !== -1;) {
    const out = minutes.indexOf(0, start)
    const end = out === -1 ? minutes.length : out
    spans.push({ start, end })
    start = minutes.indexOf(1, end)
  }
  return spans
}

export const gridOf = (minutes: WeekMinutes): WeekGrid =>
  Array.from({ length: 7 }, (_, day) => spansOf(minutes.subarray(day * minutesPerDay, (day + 1) * minutesPerDay)))

export const emptyGrid: WeekGrid = gridOf(new Uint8Array(minutesPerWeek))
export const fullGrid: WeekGrid = gridOf(new Uint8Array(minutesPerWeek).fill(1))

/**
 * @param shifts what to draw or to erase; a shift that ends after Sunday goes on on Monday
 * @param on false erases
 */
export function paint(grid: WeekGrid, shifts: readonly Shift[], on: boolean): WeekGrid {
  const minutes = minutesOf(grid)
  for (const { day, start, end } of shifts) {
    for (let minute = start; minute < end; minute += 1) {
      minutes[(day * minutesPerDay + minute) % minutesPerWeek] = on ? 1 : 0
    }
  }
  return gridOf(minutes)
}

/** @returns the grid with the other days drawn like `day`, from midnight to midnight */
export const copyDay = (grid: WeekGrid, day: number, to: readonly number[]): WeekGrid =>
  grid.map((spans, index) => (to.includes(index) ? (grid[day] ?? []) : spans))

export const isOpen = (grid: WeekGrid, day: number, minute: number): boolean =>
  (grid[day] ?? []).some(({ start, end }) => start <= minute && minute < end)

/** Minutes of the week from Monday 0:00 on. `end` is above 10080 when the run goes on after Sunday; `start` lies in 0…10079. */
export type WeekRun = Span

/** @returns the run of drawn minutes around one of them, over midnights; undefined where nothing is drawn or everything is */
export function runAt(grid: WeekGrid, day: number, minute: number): WeekRun | undefined {
  const minutes = minutesOf(grid)
  const at = day * minutesPerDay + minute
  if (minutes[at] !== 1 || !minutes.includes(0)) return undefined
  let start = at
  while (minutes[(start - 1 + minutesPerWeek) % minutesPerWeek] === 1) start -= 1
  let end = at + 1
  while (minutes[end % minutesPerWeek] === 1) end += 1
  const shift = start < 0 ? minutesPerWeek : 0
  return { start: start + shift, end: end + shift }
}

/** @returns the spans of all days in order; one that goes on after midnight is told once, unless the two together fill a day */
export function shiftsOf(grid: WeekGrid): Shift[] {
  const night = (day: number): Shift | undefined => {
    const evening = grid[day]?.at(-1)
    const morning = grid[(day + 1) % 7]?.[0]
    if (evening?.end !== minutesPerDay || morning?.start !== 0) return undefined
    return morning.end < evening.start ? { day, start: evening.start, end: minutesPerDay + morning.end } : undefined
  }
  return grid.flatMap((spans, day) => {
    const following = night(day)
    const own = spans.slice(night((day + 6) % 7) ? 1 : 0, following ? -1 : undefined)
    return [...own.map((span) => ({ day, ...span })), ...(following ? [following] : [])]
  })
}

const isWeekly = ({ year, month, week, yearDay, monthDay }: SubPeriod): boolean =>
  !year && !month && !week && !yearDay && !monthDay

/** Local time has its own calendar: no zone is needed to know what a period says about a day. @param days since 1970 */
const shapesFrom = (period: Period, days: number) =>
  Array.from({ length: 7 }, (_, day) => {
    const date = calendarDay(days + day)
    return dayShape(period.filter((subPeriod) => isOnDay(subPeriod, date)))
  })

/** 5 January 1970, a Monday, in days since 1970. */
const someMonday = 4

/** @returns the grid that a text means, or undefined when it is malformed, depends on dates, or has edges inside a minute */
export function fromPeriod(text: string): WeekGrid | undefined {
  const parsed = parsePeriod(text)
  if (!parsed.ok || !parsed.period.every(isWeekly)) return undefined
  const shapes = shapesFrom(parsed.period, someMonday)
  if (shapes.flat().some(({ start, end }) => start % 60 !== 0 || end % 60 !== 0)) return undefined
  return shapes.map((shape) => shape.map(({ start, end }) => ({ start: start / 60, end: end / 60 })))
}

/**
 * @param monday days since 1970 of the local day with which the week begins, see `mondayOf`
 * @returns what the period says about that week on the local clock; a minute belongs to the grid when its first second does
 */
export function gridOfWeek(period: Period, monday: number): WeekGrid {
  const minutes = new Uint8Array(minutesPerWeek)
  for (const [day, shape] of shapesFrom(period, monday).entries()) {
    for (const { start, end } of shape) {
      minutes.fill(1, day * minutesPerDay + Math.ceil(start / 60), day * minutesPerDay + Math.ceil(end / 60))
    }
  }
  return gridOf(minutes)
}

/** @param localTime ms since 1970 of the zone's clock. @returns the Monday of its week, days since 1970 */
export function mondayOf(localTime: number): number {
  const day = Math.floor(localTime / 1000 / secondsPerDay)
  return day - ((((day - someMonday) % 7) + 7) % 7)
}

/**
 * Full hours on the same hours of some days are all that one period without a comma can say.
 *
 * @returns of all such grids the one that differs from this one by the fewest minutes, and by how many a week
 */
export function nearestWithoutComma(grid: WeekGrid): { grid: WeekGrid; differenceMinutes: number } {
  const minutes = minutesOf(grid)
  const open = Array.from({ length: 7 * 24 }, (_, hour) =>
    minutes.subarray(hour * 60, hour * 60 + 60).reduce((sum, minute) => sum + minute, 0),
  )
  const total = minutes.reduce((sum, minute) => sum + minute, 0)
  let best = { grid: emptyGrid, differenceMinutes: total }
  for (let days = 1; days < 128; days += 1) {
    const chosen = [0, 1, 2, 3, 4, 5, 6].filter((day) => days & (1 << day))
    const drawn: Span[] = []
    let difference = total
    for (let hour = 0; hour < 24; hour += 1) {
      const opened = chosen.reduce((sum, day) => sum + (open[day * 24 + hour] ?? 0), 0)
      const added = chosen.length * 60 - 2 * opened
      // Half an hour is rounded to a full one: rather a call too many than one that nobody takes.
      if (opened === 0 || added > 0) continue
      difference += added
      drawn.push({ start: hour * 60, end: hour * 60 + 60 })
    }
    if (difference >= best.differenceMinutes) continue
    const shifts = chosen.flatMap((day) => drawn.map((span) => ({ ...span, day })))
    best = { grid: paint(emptyGrid, shifts, true), differenceMinutes: difference }
  }
  return best
}
