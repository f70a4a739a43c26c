/** Well-formed periods for property tests: every scale, names and numbers, ranges that wrap, several sub-periods. */
import fc from 'fast-check'

const number = (minimum: number, maximum: number) => fc.integer({ min: minimum, max: maximum }).map(String)
const valueOf: Record<string, fc.Arbitrary<string>> = {
  yr: fc.oneof(number(1970, 2040), number(0, 99)),
  mo: fc.oneof(number(1, 12), fc.constantFrom('Jan', 'feb', 'MAR', 'april', 'May', 'Dec')),
  wk: number(1, 6),
  yd: number(1, 366),
  md: number(1, 31),
  wd: fc.oneof(number(1, 7), fc.constantFrom('Mon', 'tu', 'WED', 'Thursday', 'fr', 'sat', 'Sun')),
  hr: fc.oneof(
    number(0, 23),
    number(1, 12).map((hour) => `${hour}pm`),
    number(1, 12).map((hour) => `${hour}AM`),
  ),
  min: number(0, 59),
  sec: number(0, 59),
}

const group = fc.constantFrom(...Object.keys(valueOf)).chain((scale) => {
  const value = valueOf[scale] ?? fc.constant('1')
  const range = fc.oneof(
    value,
    fc.tuple(value, value).map(([from, to]) => `${from}-${to}`),
  )
  return fc.array(range, { minLength: 1, maxLength: 4 }).map((ranges) => `${scale} {${ranges.join(' ')}}`)
})
const subPeriod = fc.array(group, { minLength: 1, maxLength: 3 }).map((groups) => groups.join(' '))

export const periodText = fc.oneof(
  { weight: 20, arbitrary: fc.array(subPeriod, { minLength: 1, maxLength: 4 }).map((texts) => texts.join(', ')) },
  { weight: 1, arbitrary: fc.constantFrom('', 'none', ',') },
)

/** Zones with whole, half and quarter hours, with a half-hour clock change, and one that skipped a day. */
export const timeZone = fc.constantFrom(
  'UTC',
  'Europe/Moscow',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
)

/** ms since 1970, years 1990 to 2035 */
export const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) })
