import { computed, type ComputedRef } from 'vue'
import { emptyGrid, fullGrid, paint, type WeekGrid } from '@shared/domain/period/week-grid'
import { useI18n } from '../../../i18n'
import { dayNames, shiftsOfGroup, weekendDays, workdays } from './week-names'

/** Ready-made weeks to begin with. */
export function useWeekPresets(): ComputedRef<{ name: string; grid: WeekGrid }[]> {
  const { t, locale } = useI18n()
  return computed(() => [
    { name: t('period.always'), grid: fullGrid },
    {
      name: t('period.office', { days: dayNames(workdays, locale.value) }),
      grid: paint(emptyGrid, shiftsOfGroup({ start: 540, end: 1080, days: workdays }), true),
    },
    {
      name: t('period.weekends', { days: dayNames(weekendDays, locale.value) }),
      grid: paint(emptyGrid, shiftsOfGroup({ start: 0, end: 1440, days: weekendDays }), true),
    },
    { name: t('period.clear'), grid: emptyGrid },
  ])
}
