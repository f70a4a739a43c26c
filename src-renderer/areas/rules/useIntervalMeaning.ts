import { useI18n } from '../../i18n'
import { zonedText } from '@shared/text/zoned'
import { useNow } from '../../composables/useNow'
import type { Interval } from '@shared/domain/pbx/interval'
import { isInInterval, nextIntervalChange } from '@shared/domain/pbx/interval-course'

/** Whether an interval holds now and when that changes, in its own zone. */
export function useIntervalMeaning() {
  const { t, locale } = useI18n()
  const now = useNow()

  const momentIn = (moment: number, timeZone: string): string =>
    zonedText(
      new Intl.DateTimeFormat(locale.value, {
        timeZone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
      moment,
    )

  return (interval: Interval): string => {
    const holds = isInInterval(interval, now.value)
    if (holds === null) return t('rules.conditions.holdsUnknown')
    const next = nextIntervalChange(interval, now.value)
    if (next === null) return t(holds ? 'rules.conditions.holdsAlways' : 'rules.conditions.holdsNever')
    const moment = momentIn(next, interval.timeZone)
    return holds
      ? t('rules.conditions.holdsNow', { until: moment })
      : t('rules.conditions.holdsNotNow', { from: moment })
  }
}
