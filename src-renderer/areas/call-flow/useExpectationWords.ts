import type { Expectation } from '@shared/domain/call-flow/expectation'
import { formatPhone } from '@shared/domain/phone'
import { useI18n } from '../../i18n'

const weekdays = Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)))

/** @returns when such a call comes, from whom, and what is pressed */
export function useExpectationWords(): (expectation: Omit<Expectation, 'called'>) => string {
  const { t, locale } = useI18n()
  return ({ weekday, minute, timeZone, caller, keys }) => {
    const day = weekdays[weekday - 1]
    const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    const dayName = day ? new Intl.DateTimeFormat(locale.value, { weekday: 'long', timeZone: 'UTC' }).format(day) : ''
    return [
      `${dayName} ${clock} (${timeZone})`,
      caller === null ? t('callFlow.hidden') : formatPhone(caller),
      keys && t('callFlow.expectations.keys', { keys }),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}
