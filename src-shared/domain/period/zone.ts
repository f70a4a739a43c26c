/**
 * Offsets of a time zone from UTC. Intl is the only source of zone data and takes microseconds per question, so the stretches of
 * constant offset are found once and remembered: a later question costs nanoseconds.
 */

/** Between `start` (inclusive) and `end` (exclusive), ms since 1970, the zone's clock is `offset` ms ahead of UTC. */
export type ZoneSpan = { readonly start: number; readonly end: number; readonly offset: number }

/** About 13 months; spans are also cut where a chunk ends. */
const chunkLength = 2 ** 35
/** About 1.6 days. The shortest time between two changes of a clock in the tz database is 4 days (Freetown, 1939). */
const probeLength = 2 ** 27

const clockFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })

/** Farthest moment that Date and Intl can hold, ms. */
const horizon = 8.64e15
const wholeSecond = (instant: number): number =>
  Math.max(-horizon, Math.min(horizon, Math.floor(instant / 1000) * 1000))

type ZoneClock = { spanAt: (instant: number) => ZoneSpan }

function createZoneClock(timeZone: string): ZoneClock {
  const format = clockFormat(timeZone)
  const chunks = new Map<number, ZoneSpan[]>()
  let latest: ZoneSpan = { start: 0, end: 0, offset: 0 }

  /** @param instant whole seconds, in ms */
  function offsetAt(instant: number): number {
    const fields: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(instant)) fields[type] = value
    const year = fields.era === 'BC' ? 1 - Number(fields.year) : Number(fields.year)
    const local = new Date(0).setUTCFullYear(year, Number(fields.month) - 1, Number(fields.day))
    return local + ((Number(fields.hour) * 60 + Number(fields.minute)) * 60 + Number(fields.second)) * 1000 - instant
  }

  /** First whole second after `before` with another offset than there, given that `after` has another. */
  function changeBetween(before: number, after: number): number {
    const offset = offsetAt(before)
    let [same, other] = [before / 1000, after / 1000]
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2)
      if (offsetAt(middle * 1000) === offset) same = middle
      else other = middle
    }
    return other * 1000
  }

  function findSpans(chunk: number): ZoneSpan[] {
    const spans: ZoneSpan[] = []
    const chunkEnd = (chunk + 1) * chunkLength
    let start = chunk * chunkLength
    let offset = offsetAt(wholeSecond(start))
    for (let probe = start; probe < chunkEnd; probe += probeLength) {
      const next = wholeSecond(probe + probeLength)
      const nextOffset = offsetAt(next)
      if (nextOffset === offset) continue
      const end = changeBetween(wholeSecond(probe), next)
      spans.push({ start, end, offset })
      start = end
      offset = nextOffset
    }
    if (start < chunkEnd) spans.push({ start, end: chunkEnd, offset })
    return spans
  }

  function spanAt(instant: number): ZoneSpan {
    if (latest.start <= instant && instant < latest.end) return latest
    const chunk = Math.floor(instant / chunkLength)
    let spans = chunks.get(chunk)
    if (!spans) chunks.set(chunk, (spans = findSpans(chunk)))
    for (const span of spans) if (instant < span.end) return (latest = span)
    return latest
  }

  return { spanAt }
}

const clocks = new Map<string, ZoneClock>()

/**
 * @param instant ms since 1970
 * @throws RangeError when Intl does not know the zone or the instant is not a number
 */
export function zoneSpan(timeZone: string, instant: number): ZoneSpan {
  let clock = clocks.get(timeZone)
  if (!clock) clocks.set(timeZone, (clock = createZoneClock(timeZone)))
  return clock.spanAt(instant)
}

/** More than any clock on Earth is ahead of UTC, ms. */
const farthestAhead = 2 * 86_400_000

/**
 * @param localTime what the zone's clock shows, as ms since 1970 of that clock
 * @returns the first moment (ms since 1970) at which the clock shows this time; for a time that a clock change leaves out, the change
 * @throws RangeError when Intl does not know the zone or the time is not a number
 */
export function instantOfLocal(localTime: number, timeZone: string): number {
  for (let at = localTime - farthestAhead; ;) {
    const { start, end, offset } = zoneSpan(timeZone, at)
    const instant = localTime - offset
    if (instant < end) return Math.max(instant, start)
    at = end
  }
}
