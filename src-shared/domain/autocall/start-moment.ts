/** A moment on a company's clock, `YYYY-MM-DD HH:MM`, as Twin's `startMoment`. */
import { zoneSpan } from '../period/zone'

const written = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})$/
const day = 24 * 3_600_000

/** @returns the reading of the clock as if it were UTC, ms; undefined when no calendar has it */
function clockReading(moment: string): number | undefined {
  const [, year, month, date, hour, minute] = written.exec(moment)?.map(Number) ?? []
  if (year === undefined || month === undefined || date === undefined) return undefined
  const reading = new Date(0).setUTCFullYear(year, month - 1, date) + ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000
  return new Date(reading).toISOString().slice(0, 16).replace('T', ' ') === moment ? reading : undefined
}

export const isMoment = (text: string): boolean => clockReading(text) !== undefined

/**
 * @param zone of the IANA database
 * @returns the instants, ms since 1970, at which the zone's clock shows this: one; none when the clock is put forward over it;
 * two in the night in which it is put back
 * @throws RangeError for a zone that Intl does not know
 */
export function instantsOf(moment: string, zone: string): number[] {
  const reading = clockReading(moment)
  if (reading === undefined) return []
  const offsets = new Set([zoneSpan(zone, reading - day).offset, zoneSpan(zone, reading + day).offset])
  return [...offsets]
    .map((offset) => ({ offset, instant: reading - offset }))
    .filter(({ offset, instant }) => zoneSpan(zone, instant).offset === offset)
    .map(({ instant }) => instant)
    .sort((one, other) => one - other)
}

/** @returns what a zone's clock shows at an instant, `YYYY-MM-DD HH:MM` */
export const momentAt = (instant: number, zone: string): string =>
  new Date(instant + zoneSpan(zone, instant).offset).toISOString().slice(0, 16).replace('T', ' ')

/** @returns true for a zone that Intl knows */
export function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
