import { isKnownZone } from '@shared/domain/pbx/interval-course'

/**
 * How a change of an interval is written, on the clock of its zone; the zone is told beside it.
 * @param instant of the change, ms since 1970
 * @param now ms since 1970
 */
export function intervalFormat(instant: number, timeZone: string, now: number, locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    // A change years away would else look like one of this year.
    ...(instant - now > 300 * 86_400_000 ? { year: 'numeric' } : {}),
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isKnownZone(timeZone) ? { timeZone } : {}),
  })
}
