import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  emptyGrid,
  minutesOf,
  paint,
  runAt,
  shiftsOf,
  type Shift,
  type WeekGrid,
} from '@shared/domain/period/week-grid'
import {
  groupShifts,
  readClock,
  readSpan,
  shiftsOfGroup,
} from '../../../../../src-renderer/areas/forwarding/period/week-names'
import {
  moveEdge,
  startMovingEdge,
  startPainting,
  type Stroke,
} from '../../../../../src-renderer/areas/forwarding/period/week-pencil'

const drawn = (...shifts: Shift[]): WeekGrid => paint(emptyGrid, shifts, true)
const after = (grid: WeekGrid, stroke: Stroke): WeekGrid => paint(grid, stroke.shifts, stroke.on)
const night: Shift = { day: 6, start: 1320, end: 1440 + 360 }

describe('painting', () => {
  test('draws the same times on several days, whichever way the mouse goes', () => {
    const { shifts } = startPainting({ day: 4, minute: 1079 }, true).move({ day: 0, minute: 545 })
    expect(shifts).toEqual([0, 1, 2, 3, 4].map((day) => ({ day, start: 540, end: 1080 })))
  })

  test('past the end of the row goes on into the next day, from Sunday into Monday', () => {
    const painting = startPainting({ day: 6, minute: 1325 }, true)
    expect(painting.move({ day: 6, minute: 1450 }).shifts).toEqual([{ ...night, end: 1455 }])
    expect(painting.move({ day: 7, minute: 355 }).shifts).toEqual([night])
  })

  test('back in its own row it is one day again', () => {
    const painting = startPainting({ day: 0, minute: 1325 }, true)
    painting.move({ day: 0, minute: 1450 })
    expect(painting.move({ day: 0, minute: 1400 }).shifts).toEqual([{ day: 0, start: 1320, end: 1410 }])
  })
})

describe('an edge', () => {
  test('of a night over Sunday is taken hold of on Monday', () => {
    const grid = drawn(night)
    const run = runAt(grid, 0, 0)
    if (!run) throw new Error('no run')
    expect(shiftsOf(after(grid, startMovingEdge(run, 'end', 0).move({ day: 0, minute: 476 })))).toEqual([
      { ...night, end: 1440 + 480 },
    ])
    expect(shiftsOf(after(grid, startMovingEdge(run, 'start', 6).move({ day: 6, minute: 1385 })))).toEqual([
      { ...night, start: 1380 },
    ])
  })

  test('goes back over the start of Monday to Sunday', () => {
    const grid = drawn({ day: 0, start: 0, end: 60 })
    const run = runAt(grid, 0, 0)
    if (!run) throw new Error('no run')
    expect(shiftsOf(after(grid, moveEdge(run, 'start', -30)))).toEqual([{ day: 6, start: 1410, end: 1500 }])
  })

  test('changes no minute but those between its old place and its new one', () => {
    const day = fc.nat(6)
    const length = fc.integer({ min: 1, max: 3000 })
    fc.assert(
      fc.property(day, fc.nat(1439), length, fc.constantFrom('start', 'end'), length, (on, start, long, edge, by) => {
        const grid = drawn({ day: on, start, end: start + long })
        const run = runAt(grid, on, start)
        if (!run) throw new Error('no run')
        for (const distance of [by, -Math.min(by, long)]) {
          const moved = after(grid, moveEdge(run, edge, run[edge] + (edge === 'end' ? distance : -distance)))
          expect(minutesOf(moved).reduce((sum, one) => sum + one, 0)).toBe(long + distance)
          const kept = distance > 0 ? grid : moved
          expect(paint(distance > 0 ? moved : grid, shiftsOf(kept), true)).toEqual(distance > 0 ? moved : grid)
        }
      }),
    )
  })
})

describe('times as they are typed', () => {
  test.each([
    ['9', 540],
    ['9:30', 570],
    ['09.05', 545],
    ['24', 1440],
    ['0', 0],
  ])('%s', (text, minute) => {
    expect(readClock(text)).toBe(minute)
  })

  test.each(['', '25', '24:15', '9:5', '9:60', '9am', '-1'])('%j is none', (text) => {
    expect(readClock(text)).toBeUndefined()
  })

  test('an end at or before the start is on the next day', () => {
    expect(readSpan('22', '6')).toEqual({ start: 1320, end: 1800 })
    expect(readSpan('0', '24')).toEqual({ start: 0, end: 1440 })
    expect(readSpan('24', '6')).toBeUndefined()
  })
})

test('days with the same span are told together and drawn apart', () => {
  const shifts = [0, 1, 5].map((day) => ({ day, start: 540, end: day === 5 ? 600 : 1080 }))
  const groups = groupShifts(shifts)
  expect(groups.map(({ days }) => days)).toEqual([[0, 1], [5]])
  expect(groups.flatMap(shiftsOfGroup)).toEqual(shifts)
})
