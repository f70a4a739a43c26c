/** How zones are written, in both languages and everywhere: `UTC+3`. Intl says the same one as GMT+3, MSK or UTC, each in its place. */
import { zoneSpan } from '../domain/period/zone'

/** @param offset s east of UTC @returns `UTC+3`, `UTC−3:30` */
export function zoneOffsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60)
  const rest = minutes % 60
  const clock =
    rest === 0 ? String(Math.floor(minutes / 60)) : `${Math.floor(minutes / 60)}:${String(rest).padStart(2, '0')}`
  return offset === 0 ? 'UTC' : `UTC${offset < 0 ? '−' : '+'}${clock}`
}

/**
 * @param format without a zone of its own in the text
 * @param moment ms since 1970
 * @returns the moment as the format writes it, with the zone behind it
 */
export function zonedText(format: Intl.DateTimeFormat, moment: number): string {
  const { timeZone } = format.resolvedOptions()
  return `${format.format(moment)} ${zoneOffsetText(zoneSpan(timeZone, moment).offset / 1000)}`
}
