import { computed } from 'vue'
import { useI18n } from '../../i18n'
import { useFormat } from '../../i18n/useFormat'

/**
 * The chips above a comparison: all, then each status that occurs, with how many there are.
 * @param counts undefined: there is no comparison
 */
export function useStatusFilters<Status extends string>(
  statuses: readonly Status[],
  counts: () => Record<Status, number> | undefined,
  wordsOf: (status: Status) => string,
) {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => {
    const known = counts()
    if (!known) return []
    const option = <Name extends Status | 'all'>(name: Name, words: string, count: number) => ({
      name,
      label: t('snapshots.option', { name: words, count: format.number(count) }),
    })
    const total = statuses.reduce((sum, status) => sum + known[status], 0)
    return [
      option<Status | 'all'>('all', t('snapshots.all'), total),
      ...statuses.filter((status) => known[status] > 0).map((status) => option(status, wordsOf(status), known[status])),
    ]
  })
}
