import { isKnownZone } from '@shared/domain/pbx/interval-course'

/**
 * A change of an interval on the clock of its zone.
 * @param instant of the change, ms since 1970
 * @param now ms since 1970
 */
export function intervalMoment(instant: number, timeZone: string, now: number, locale: string): string {
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
  }).format(instant)
}
