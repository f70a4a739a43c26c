import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInPeriod, parsePeriod } from '@shared/domain/period/period'
import {
  emptyGrid,
  fromPeriod,
  fullGrid,
  minutesOf,
  minutesPerWeek,
  paint,
  toPeriod,
  type WeekGrid,
} from '@shared/domain/period/week-grid'

const days = { Mon: [0], Tue: [1], Wed: [2], Sat: [5], Sun: [6], 'Mon-Fri': [0, 1, 2, 3, 4], 'Sat-Sun': [5, 6] }
const everyDay = [0, 1, 2, 3, 4, 5, 6]

const minute = (clock: string): number => {
  const [hour = 0, minutes = 0] = clock.split(':').map(Number)
  return hour * 60 + minutes
}

/** `draw('Mon-Fri 9:30-18:15', 'Sat 10-14', '22-6')` */
function draw(...lines: string[]): WeekGrid {
  return lines.reduce((grid, line) => {
    const [span = '', name] = line.split(' ').reverse()
    const [start = 0, end = 0] = span.split('-').map(minute)
    const on = name === undefined ? everyDay : days[name as keyof typeof days]
    return paint(
      grid,
      on.map((day) => ({ day, start, end: end > start ? end : end + 1440 })),
      true,
    )
  }, emptyGrid)
}

describe('the shortest text', () => {
  test.each([
    ['wd {Mon-Fri} hr {9-17}', ['Mon-Fri 9-18']],
    ['wd {Sat-Sun}', ['Sat-Sun 0-24']],
    ['hr {22-5}', ['22-6']],
    ['wd {Mon-Fri} hr {9-12 14-17}', ['Mon-Fri 9-13', 'Mon-Fri 14-18']],
    ['wd {Mon} hr {22-23}, wd {Tue} hr {0-5}', ['Mon 22-6']],
    ['wd {Sun} hr {22-23}, wd {Mon} hr {0-5}', ['Sun 22-6']],
    ['hr {9} min {30-59}, hr {10-17}, hr {18} min {0-14}', ['9:30-18:15']],
    // Two boxes that overlap are shorter than three that do not.
    ['hr {9-17} min {30-59}, hr {10-18} min {0-29}', ['9:30-18:30']],
    ['hr {9} min {15-44}', ['9:15-9:45']],
    ['hr {23} min {30-59}, hr {0} min {0-29}', ['23:30-0:30']],
  ])('%s', (text, lines) => {
    expect(new Set(toPeriod(draw(...lines)).split(', '))).toEqual(new Set(text.split(', ')))
  })

  test('of office hours by halves and a short Saturday', () => {
    expect(toPeriod(draw('Mon-Fri 9:30-18:15', 'Sat 10-14'))).toBe(
      'wd {Mon-Fri} hr {9} min {30-59}, wd {Mon-Fri} hr {10-17}, wd {Mon-Fri} hr {18} min {0-14}, wd {Sat} hr {10-13}',
    )
  })

  test('of always is empty and of never is none', () => {
    expect(toPeriod(fullGrid)).toBe('')
    expect(toPeriod(emptyGrid)).toBe('none')
  })
})

const span = (step: number) =>
  fc
    .tuple(
      fc.constantFrom<readonly number[]>(...Object.values(days), everyDay),
      fc.integer({ min: 0, max: 1440 / step - 1 }),
      fc.integer({ min: 1, max: 1440 / step }),
    )
    .map(([on, start, length]) => on.map((day) => ({ day, start: start * step, end: (start + length) * step })))
const gridOfStep = (step: number, maximum: number) =>
  fc.array(span(step), { maxLength: maximum }).map((spans) => paint(emptyGrid, spans.flat(), true))

const anyGrid = fc.oneof(gridOfStep(60, 5), gridOfStep(30, 4), gridOfStep(15, 4), gridOfStep(1, 3))

test('a grid comes back from its text', () => {
  fc.assert(
    fc.property(anyGrid, (grid) => {
      expect(fromPeriod(toPeriod(grid))).toEqual(grid)
    }),
    { numRuns: 300 },
  )
})

test('the text holds at exactly the minutes of the grid', () => {
  const monday = Date.UTC(2026, 10, 16)
  fc.assert(
    fc.property(anyGrid, (grid) => {
      const parsed = parsePeriod(toPeriod(grid))
      if (!parsed.ok) throw new Error('malformed')
      const minutes = minutesOf(grid)
      for (let at = 0; at < minutesPerWeek; at += 1) {
        if (isInPeriod(parsed.period, monday + at * 60_000, 'UTC') !== (minutes[at] === 1)) return false
      }
      return true
    }),
    { numRuns: 100 },
  )
})

describe('no text is shorter, by trying all of them', () => {
  const hoursTried = [0, 9, 10, 11, 23]
  const daysTried = [0, 1, 3, 6]
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const subsets = <Value>(values: readonly Value[]): Value[][] =>
    values.reduce<Value[][]>((all, value) => [...all, ...all.map((subset) => [...subset, value])], [[]]).slice(1)

  /** Values in a cycle as the fewest ranges, written here again so as not to trust the code under test. */
  function ranges(values: readonly number[], size: number, name: (value: number) => string): string {
    const starts = values.filter((value) => !values.includes((value + size - 1) % size))
    return starts
      .map((start) => {
        let end = start
        while (values.includes((end + 1) % size)) end = (end + 1) % size
        return start === end ? name(start) : `${name(start)}-${name(end)}`
      })
      .join(' ')
  }

  const halves = [
    { has: [true, false], text: ' min {0-29}' },
    { has: [false, true], text: ' min {30-59}' },
    { has: [true, true], text: '' },
  ]
  /** Cells are half hours: bit = (day, hour, half). */
  const boxes = subsets(daysTried.map((_, index) => index)).flatMap((dayIndexes) =>
    subsets(hoursTried.map((_, index) => index)).flatMap((hourIndexes) =>
      halves.map(({ has, text }) => {
        const onDays = ranges(
          dayIndexes.map((index) => daysTried[index] ?? 0),
          7,
          (day) => names[day] ?? '',
        )
        const atHours = ranges(
          hourIndexes.map((index) => hoursTried[index] ?? 0),
          24,
          String,
        )
        let cells = 0n
        for (const day of dayIndexes) {
          for (const hour of hourIndexes) {
            for (const half of [0, 1]) if (has[half]) cells |= 1n << BigInt((day * hoursTried.length + hour) * 2 + half)
          }
        }
        return { cells, length: `wd {${onDays}} hr {${atHours}}${text}, `.length }
      }),
    ),
  )

  function shortestLength(truth: bigint): number {
    const fitting = boxes.filter(({ cells }) => (cells & ~truth) === 0n)
    const known = new Map<bigint, number>([[0n, 0]])
    const least = (left: bigint): number => {
      const before = known.get(left)
      if (before !== undefined) return before
      const cell = left & -left
      const best = Math.min(
        ...fitting
          .filter(({ cells }) => (cells & cell) !== 0n)
          .map(({ cells, length }) => length + least(left & ~cells)),
      )
      known.set(left, best)
      return best
    }
    return least(truth) - ', '.length
  }

  test('of half hours anywhere', () => {
    const cell = fc.tuple(
      fc.nat(daysTried.length - 1),
      fc.nat(hoursTried.length - 1),
      fc.constantFrom([0], [1], [0, 1]),
    )
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 14 }), (drawn) => {
        let truth = 0n
        const shifts = drawn.flatMap(([day, hour, inHalves]) =>
          inHalves.map((half) => {
            truth |= 1n << BigInt((day * hoursTried.length + hour) * 2 + half)
            const start = (hoursTried[hour] ?? 0) * 60 + half * 30
            return { day: daysTried[day] ?? 0, start, end: start + 30 }
          }),
        )
        expect(toPeriod(paint(emptyGrid, shifts, true))).toHaveLength(shortestLength(truth))
      }),
      { numRuns: 150 },
    )
  })
})
