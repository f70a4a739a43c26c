import { useI18n } from '../../i18n'
import { zonedText } from '@shared/text/zoned'
import { useNow } from '../../composables/useNow'
import type { Interval } from '@shared/domain/pbx/interval'
import { isInInterval, nextIntervalChange } from '@shared/domain/pbx/interval-course'
import { intervalFormat } from '../intervals/interval-format'

/** Whether an interval holds now and when that changes, in its own zone. */
export function useIntervalMeaning() {
  const { t, locale } = useI18n()
  const now = useNow()

  return (interval: Interval): string => {
    const holds = isInInterval(interval, now.value)
    if (holds === null) return t('rules.conditions.holdsUnknown')
    const next = nextIntervalChange(interval, now.value)
    if (next === null) return t(holds ? 'rules.conditions.holdsAlways' : 'rules.conditions.holdsNever')
    const moment = zonedText(intervalFormat(next, interval.timeZone, now.value, locale.value), next)
    return holds
      ? t('rules.conditions.holdsNow', { until: moment })
      : t('rules.conditions.holdsNotNow', { from: moment })
  }
}
