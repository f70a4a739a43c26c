/**
 * The shortest text for a week grid. A sub-period says "these minutes of these hours on these days", a box with the sides wd, hr and min;
 * a text is boxes separated by commas that cover the grid and nothing else. So: all boxes that fit into the grid and are worth their
 * letters, and the cheapest of their covers. Boxes may overlap: 9:30–18:30 is `hr {9-17} min {30-59}, hr {10-18} min {0-29}`.
 */
import { cheapestCover, type CoverSet } from './cover'
import { runsOf } from './format'
import { scales, weekdayNames } from './scales'
import { minutesOf, minutesPerDay, type WeekGrid } from './week-grid'

/** One bit for each value, Monday, hour 0 and minute 0 being the lowest. */
type Box = { days: number; hours: number; minutes: bigint }

type SideName = 'weekday' | 'hour' | 'minute'
const sizes: Record<SideName, number> = { weekday: 7, hour: 24, minute: 60 }
const has = (bits: number, bit: number): boolean => ((bits >>> bit) & 1) === 1
const hasBit = (bits: bigint, bit: number): boolean => ((bits >> BigInt(bit)) & 1n) === 1n

/** The spelling is fixed: three letters for a day, plain hours, as in `wd {Mon-Fri} hr {9-17}`; never digits for a day. */
function spellSide(scale: SideName, bits: number | bigint): string {
  const values = new Uint8Array(scales[scale].maximum + 1)
  for (let bit = 0; bit < sizes[scale]; bit += 1) {
    // The grammar counts weekdays from Sunday, which is 1.
    if (hasBit(BigInt(bits), bit)) values[scale === 'weekday' ? ((bit + 1) % 7) + 1 : bit] = 1
  }
  const name = (value: number) => (scale === 'weekday' ? weekdayNames[value - 1] : String(value))
  const ranges = runsOf(scale, values).map(({ from, to }) => (from === to ? name(from) : `${name(from)}-${name(to)}`))
  return ranges.length === 0 ? '' : `${scales[scale].code} {${ranges.join(' ')}}`
}

function createSpelling() {
  const known: Record<SideName, Map<number | bigint, string>> = {
    weekday: new Map(),
    hour: new Map(),
    minute: new Map(),
  }
  function side(scale: SideName, bits: number | bigint): string {
    let text = known[scale].get(bits)
    if (text === undefined) known[scale].set(bits, (text = spellSide(scale, bits)))
    return text
  }
  /** @returns the text of the box; empty when it is the whole week */
  const box = ({ days, hours, minutes }: Box): string =>
    [side('weekday', days), side('hour', hours), side('minute', minutes)].filter((text) => text !== '').join(' ')
  return { box }
}

type Truth = {
  /** The minutes of each hour of each day. */
  open: readonly (readonly bigint[])[]
  /** @returns the minutes at which all these hours of all these days are open */
  minutesAt: (days: number, hours: number) => bigint
  /** @returns the hours of which these minutes are open on all these days */
  hoursAt: (days: number, minutes: bigint) => number
  daysAt: (hours: number, minutes: bigint) => number
}

const everyMinute = (1n << 60n) - 1n

function readTruth(grid: WeekGrid): Truth {
  const minutes = minutesOf(grid)
  const open = Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (__, hour) => {
      const first = day * minutesPerDay + hour * 60
      return BigInt(
        `0b${minutes
          .subarray(first, first + 60)
          .toReversed()
          .join('')}`,
      )
    }),
  )

  function minutesAt(days: number, hours: number): bigint {
    let common = everyMinute
    for (const [day, row] of open.entries()) {
      if (!has(days, day)) continue
      for (const [hour, at] of row.entries()) if (has(hours, hour)) common &= at
    }
    return common
  }

  const isOpen = (day: number, hour: number, wanted: bigint): boolean => ((open[day]?.[hour] ?? 0n) & wanted) === wanted

  function hoursAt(days: number, wanted: bigint): number {
    let hours = 0
    for (let hour = 0; hour < 24; hour += 1) {
      let isCommon = true
      for (let day = 0; isCommon && day < 7; day += 1) isCommon = !has(days, day) || isOpen(day, hour, wanted)
      if (isCommon) hours |= 1 << hour
    }
    return hours
  }

  function daysAt(hours: number, wanted: bigint): number {
    let days = 0
    for (let day = 0; day < 7; day += 1) {
      let isCommon = true
      for (let hour = 0; isCommon && hour < 24; hour += 1) isCommon = !has(hours, hour) || isOpen(day, hour, wanted)
      if (isCommon) days |= 1 << day
    }
    return days
  }

  return { open, minutesAt, hoursAt, daysAt }
}

/** Days (hours, minutes) that look the same belong together in any box that is worth its letters; those never open in none. */
function classesOf(size: number, look: (value: number) => string): bigint[] {
  const classes = new Map<string, bigint>()
  for (let value = 0; value < size; value += 1) {
    const seen = look(value)
    if (/[1-9a-z]/.test(seen)) classes.set(seen, (classes.get(seen) ?? 0n) | (1n << BigInt(value)))
  }
  return [...classes.values()]
}

/** @returns all unions of some of the classes, the empty one not included */
function unionsOf<Bits extends number | bigint>(
  classes: readonly Bits[],
  join: (one: Bits, other: Bits) => Bits,
): Bits[] {
  const unions: Bits[] = []
  for (const one of classes) unions.push(one, ...unions.map((union) => join(union, one)))
  return unions
}
const joinNumbers = (one: number, other: number): number => one | other
const joinMinutes = (one: bigint, other: bigint): bigint => one | other

/** Up to this many combinations all boxes are looked at, which makes the text the shortest; beyond that, the largest boxes. */
const maximumCombinations = 2 ** 16

type Classes = { days: number[]; hours: number[]; minutes: bigint[] }

function allBoxes(truth: Truth, classes: Classes): Box[] {
  const boxes: Box[] = []
  const minuteUnions = unionsOf(classes.minutes, joinMinutes)
  for (const days of unionsOf(classes.days, joinNumbers)) {
    for (const minutes of minuteUnions) {
      const allowed = truth.hoursAt(days, minutes)
      const within = classes.hours.filter((hour) => (hour & ~allowed) === 0)
      for (const hours of unionsOf(within, joinNumbers)) boxes.push({ days, hours, minutes })
    }
  }
  return boxes
}

/** For any days: the boxes that no hour and no minute can be added to, and those of one class of hours or minutes. */
function largestBoxes(truth: Truth, classes: Classes): Box[] {
  const boxes: Box[] = []
  for (const days of unionsOf(classes.days, joinNumbers)) {
    for (const hours of classes.hours) {
      const minutes = truth.minutesAt(days, hours)
      if (minutes !== 0n) boxes.push({ days, hours, minutes }, { days, hours: truth.hoursAt(days, minutes), minutes })
    }
    for (const minutes of classes.minutes) {
      const hours = truth.hoursAt(days, minutes)
      if (hours !== 0) boxes.push({ days, hours, minutes }, { days, hours, minutes: truth.minutesAt(days, hours) })
    }
  }
  return boxes
}

const separator = ', '

/**
 * @returns the shortest text in the provider's grammar that means exactly the grid, in the spelling `wd {Mon-Fri} hr {9-17} min {30-59}`;
 *   empty for always, `none` for never. A grid of very many different days and edges gets a short text, perhaps not the shortest.
 */
export function toPeriod(grid: WeekGrid): string {
  const truth = readTruth(grid)
  const { open } = truth
  const days = classesOf(7, (day) => (open[day] ?? []).map((at) => at.toString(36)).join()).map(Number)
  const hours = classesOf(24, (hour) => open.map((row) => row[hour]?.toString(36)).join()).map(Number)
  const minutes = classesOf(60, (minute) => open.flatMap((row) => row.map((at) => Number(hasBit(at, minute)))).join(''))
  if (days.length === 0) return 'none'
  const words = Math.ceil((days.length * hours.length * minutes.length) / 32)

  /** One element for each class of days, hours and minutes together. */
  function elementsOf(box: Box): Uint32Array {
    const elements = new Uint32Array(words)
    const isIn = minutes.map((one) => (box.minutes & one) !== 0n)
    let element = 0
    for (const day of days) {
      for (const hour of hours) {
        const isAt = (box.days & day) !== 0 && (box.hours & hour) !== 0
        for (const inMinutes of isIn) {
          if (isAt && inMinutes) elements[element >>> 5] = (elements[element >>> 5] ?? 0) | (1 << (element & 31))
          element += 1
        }
      }
    }
    return elements
  }

  const spelling = createSpelling()
  /** A day or an hour more that costs no letter makes a box that is worth more. */
  function isWidest(box: Box, text: string): boolean {
    const daysToAdd = truth.daysAt(box.hours, box.minutes) & ~box.days
    const hoursToAdd = truth.hoursAt(box.days, box.minutes) & ~box.hours
    const isFree = (wider: Box) => spelling.box(wider).length <= text.length
    return !(
      days.some((one) => (one & daysToAdd) !== 0 && isFree({ ...box, days: box.days | one })) ||
      hours.some((one) => (one & hoursToAdd) !== 0 && isFree({ ...box, hours: box.hours | one }))
    )
  }

  const combinations = 2 ** (days.length + hours.length + minutes.length)
  const boxes = (combinations <= maximumCombinations ? allBoxes : largestBoxes)(truth, { days, hours, minutes })
  const candidates = new Map<string, CoverSet & { box: Box; text: string }>()
  for (const box of boxes) {
    const text = spelling.box(box)
    if (text === '') return ''
    if (candidates.has(text) || !isWidest(box, text)) continue
    candidates.set(text, { box, text, cost: text.length + separator.length, elements: elementsOf(box) })
  }
  const firstBit = (bits: number) => Math.log2(bits & -bits)
  return cheapestCover([...candidates.values()])
    .sort(
      ({ box: one }, { box: other }) =>
        firstBit(one.days) - firstBit(other.days) || firstBit(one.hours) - firstBit(other.hours),
    )
    .map(({ text }) => text)
    .join(separator)
}
