import { computed, type ComputedRef } from 'vue'
import { describePeriod, isInPeriod, nextChange, parsePeriod } from '@shared/domain/period/period'
import { useNow } from '../../../composables/useNow'
import { useI18n } from '../../../i18n'

/** Exolve does not document the zone in which it evaluates periods; its home is the best guess, and is always shown. */
export const assumedTimeZone = 'Europe/Moscow'

/** A period in words, whether it holds now and until when; undefined for an empty text and for one with mistakes. */
export function usePeriodMeaning(text: () => string): ComputedRef<string | undefined> {
  const { t, locale } = useI18n()
  const now = useNow()
  const period = computed(() => {
    if (!text().trim()) return undefined
    const parsed = parsePeriod(text())
    return parsed.ok ? parsed.period : undefined
  })
  const change = computed(() => period.value && nextChange(period.value, now.value, assumedTimeZone))

  return computed(() => {
    if (!period.value) return undefined
    const words = describePeriod(period.value, locale.value)
    if (!change.value) return t('period.meaningOnly', { words, zone: assumedTimeZone })
    const moment = new Intl.DateTimeFormat(locale.value, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      // A change years away would else look like one of this year.
      ...(change.value - now.value > 300 * 86_400_000 ? { year: 'numeric' } : {}),
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: assumedTimeZone,
    }).format(change.value)
    const holds = isInPeriod(period.value, now.value, assumedTimeZone)
    const state = t(holds ? 'period.holds' : 'period.rests', { moment })
    return t('period.meaning', { words, state, zone: assumedTimeZone })
  })
}
