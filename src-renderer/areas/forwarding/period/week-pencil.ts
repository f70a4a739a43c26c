/** What dragging on the grid draws, in days and minutes, apart from any pixel. */
import { minutesPerDay, minutesPerWeek, type Shift, type WeekRun } from '@shared/domain/period/week-grid'

/** One cell of the grid, min. */
export const step = 15
export const cellsPerDay = minutesPerDay / step

/** `minute` runs below 0 and above 1440 where the pointer leaves the row. Days are from 0 to 7: below Sunday is Monday again. */
export type Point = { readonly day: number; readonly minute: number }

/** Minutes to draw, or to erase. */
export type Stroke = { readonly shifts: readonly Shift[]; readonly on: boolean }

const cellStart = (minute: number): number => Math.min(Math.max(Math.floor(minute / step), 0), cellsPerDay - 1) * step

/** @returns the same times on each day between two points, both cells included */
export function rectangle(from: Point, to: Point): Shift[] {
  const start = Math.min(cellStart(from.minute), cellStart(to.minute))
  const end = Math.max(cellStart(from.minute), cellStart(to.minute)) + step
  const first = Math.min(from.day, to.day, 6)
  const last = Math.min(Math.max(from.day, to.day), 6)
  return Array.from({ length: last - first + 1 }, (_, index) => ({ day: first + index, start, end }))
}

/** @returns one span that goes on after midnight, up to the point */
function overnight(from: Point, to: Point): Shift[] {
  const start = cellStart(from.minute)
  const rest = to.day > from.day ? Math.min(to.minute, minutesPerDay) : Math.max(to.minute, minutesPerDay)
  const end = (to.day - from.day) * minutesPerDay + Math.max(Math.ceil(rest / step) * step, 0)
  return [{ day: from.day, start, end: Math.max(end, start + step) }]
}

export type Drag = { move: (point: Point) => Stroke }

/** Draws or erases: several days at once, or past midnight when the pointer has left its own row at the end of the day. */
export function startPainting(from: Point, on: boolean): Drag {
  let hasPassedMidnight = false
  return {
    move(to) {
      const isPast = to.minute > minutesPerDay && to.day === from.day
      hasPassedMidnight ||= isPast
      const isOvernight = isPast || (hasPassedMidnight && to.day > from.day)
      return { on, shifts: isOvernight ? overnight(from, to) : rectangle(from, to) }
    },
  }
}

/** @param to where the edge goes, min of the week as in `WeekRun`; a run neither turns over nor becomes longer than a week */
export function moveEdge(run: WeekRun, edge: 'start' | 'end', to: number): Stroke {
  const moved =
    edge === 'end'
      ? Math.min(Math.max(to, run.start), run.start + minutesPerWeek)
      : Math.max(Math.min(to, run.end), run.end - minutesPerWeek)
  const on = edge === 'end' ? moved > run.end : moved < run.start
  const start = Math.min(run[edge], moved)
  // A shift may end after Sunday, but not begin before Monday.
  const shift = start < 0 ? minutesPerWeek : 0
  return { on, shifts: [{ day: 0, start: start + shift, end: Math.max(run[edge], moved) + shift }] }
}

/** @param run the run whose edge was taken hold of on `day` */
export const startMovingEdge = (run: WeekRun, edge: 'start' | 'end', day: number): Drag => ({
  move({ minute }) {
    const wanted = day * minutesPerDay + Math.round(minute / step) * step
    // The run may have begun the week before the day on which its edge is seen.
    const candidates = [wanted - minutesPerWeek, wanted, wanted + minutesPerWeek]
    const near = candidates.toSorted((one, other) => Math.abs(one - run[edge]) - Math.abs(other - run[edge]))
    return moveEdge(run, edge, near[0] ?? wanted)
  },
})

/** @returns the edge one step further (direction 1) or back (-1), on a full step */
export const stepFrom = (minute: number, direction: 1 | -1): number =>
  direction === 1 ? (Math.floor(minute / step) + 1) * step : (Math.ceil(minute / step) - 1) * step
