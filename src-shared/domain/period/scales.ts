/**
 * The nine scales of the period grammar and how a value of each is read.
 * Sources: Exolve's page SetCallForwarding, table Period; the manual of Perl's Time::Period 1.25, whose reading this follows to the letter.
 */

/** From the coarsest to the finest, the order in which a period is written. */
export const scaleNames = [
  'year',
  'month',
  'week',
  'yearDay',
  'monthDay',
  'weekday',
  'hour',
  'minute',
  'second',
] as const
export type Scale = (typeof scaleNames)[number]

/** `minimum`…`maximum` are the values of the grammar: month 1 is January, weekday 1 is Sunday, week 1 ends at the first Saturday. */
export const scales: Record<Scale, { code: string; longName: string; minimum: number; maximum: number }> = {
  year: { code: 'yr', longName: 'year', minimum: 0, maximum: Infinity },
  month: { code: 'mo', longName: 'month', minimum: 1, maximum: 12 },
  week: { code: 'wk', longName: 'week', minimum: 1, maximum: 6 },
  yearDay: { code: 'yd', longName: 'yday', minimum: 1, maximum: 366 },
  monthDay: { code: 'md', longName: 'mday', minimum: 1, maximum: 31 },
  weekday: { code: 'wd', longName: 'wday', minimum: 1, maximum: 7 },
  hour: { code: 'hr', longName: 'hour', minimum: 0, maximum: 23 },
  minute: { code: 'min', longName: 'minute', minimum: 0, maximum: 59 },
  second: { code: 'sec', longName: 'second', minimum: 0, maximum: 59 },
}

const scaleByName = new Map(
  scaleNames.flatMap((scale) => [[scales[scale].code, scale] as const, [scales[scale].longName, scale] as const]),
)

/** @returns the scale with this code or long name (lower case), or undefined. */
export const findScale = (name: string): Scale | undefined => scaleByName.get(name)

export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** Sunday is 1 in the grammar, so it comes first. */
export const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

const valueByName = (names: readonly string[], letters: number) =>
  new Map(names.map((name, index) => [name.slice(0, letters).toLowerCase(), index + 1]))
const months = valueByName(monthNames, 3)
const weekdays = valueByName(weekdayNames, 2)

/** Years in two digits mean the century of the moment asked about. */
export const isShortYear = (year: number): boolean => year <= 99
const firstFullYear = 1970

/** What a value's text means, or why it means nothing. */
export type ValueReading = { value: number } | { problem: 'unknown' | 'outOfRange' }

const digits = /^[0-9]+$/

function within(scale: Scale, value: number): ValueReading {
  const { minimum, maximum } = scales[scale]
  return value >= minimum && value <= maximum ? { value } : { problem: 'outOfRange' }
}

const readNumber = (scale: Scale, text: string): ValueReading =>
  digits.test(text) ? within(scale, Number(text)) : { problem: 'unknown' }

/** A name counts by its first letters only: `mon`, `monday` and `mo!` are the same weekday. */
function readName(scale: Scale, text: string, names: ReadonlyMap<string, number>, letters: number): ValueReading {
  if (!/[a-z]/.test(text)) return readNumber(scale, text)
  const value = names.get(text.slice(0, letters))
  return value === undefined ? { problem: 'unknown' } : { value }
}

function readYear(text: string): ValueReading {
  const reading = readNumber('year', text)
  const isGap = 'value' in reading && !isShortYear(reading.value) && reading.value < firstFullYear
  return isGap ? { problem: 'outOfRange' } : reading
}

const clockHour = /^([0-9]+)(am|pm|noon)$/

function readHour(text: string): ValueReading {
  const match = clockHour.exec(text)
  if (!match) return readNumber('hour', text)
  const hour = Number(match[1])
  const half = match[2]
  if (half === 'noon') return hour === 12 ? { value: 12 } : { problem: 'outOfRange' }
  if (hour === 12) return { value: half === 'am' ? 0 : 12 }
  return within('hour', half === 'am' ? hour : hour + 12)
}

/**
 * A day of the year that stands alone is read by the reference as Perl reads a number: `5x` is 5, `1e2` is 100.
 * It looks at 15 digits to tell whether that is a whole number; one that is not whole after all is accepted and never comes.
 */
function readLoneYearDay(text: string): ValueReading {
  const number = Number(/^\+?([0-9]+\.?[0-9]*|\.[0-9]+)(e\+?[0-9]+)?/.exec(text)?.[0] ?? 0)
  const reading = within('yearDay', number)
  return 'value' in reading && !Number.isInteger(Number((number - 1).toPrecision(15)))
    ? { problem: 'unknown' }
    : reading
}

/**
 * @param text the value in lower case, without spaces
 * @param alone true when it is not an end of a `from-to` range
 */
export function readValue(scale: Scale, text: string, alone: boolean): ValueReading {
  if (scale === 'year') return readYear(text)
  if (scale === 'month') return readName(scale, text, months, 3)
  if (scale === 'weekday') return readName(scale, text, weekdays, 2)
  if (scale === 'hour') return readHour(text)
  if (scale === 'yearDay' && alone) return readLoneYearDay(text)
  return readNumber(scale, text)
}
