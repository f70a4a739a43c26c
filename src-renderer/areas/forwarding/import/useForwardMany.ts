import { useRouter } from 'vue-router'
import type { NumberFilter } from '@shared/contract/numbers'
import { call } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { handOverNumbers } from './handed-numbers'

const pageSize = 500

/** Takes all numbers that a filter shows to the page that gives them the same forwarding. */
export function useForwardMany(accountId: string, filter: () => NumberFilter) {
  const router = useRouter()
  return useAction(async () => {
    const numbers: string[] = []
    const question = {
      accountId,
      filter: filter(),
      sort: { key: 'number', descending: false },
      limit: pageSize,
    } as const
    for (;;) {
      const { rows, total } = await call('numbers.query', { ...question, offset: numbers.length })
      numbers.push(...rows.map(({ number }) => number))
      if (rows.length === 0 || numbers.length >= total) break
    }
    handOverNumbers(accountId, numbers)
    await router.push({ name: 'forwarding.many', params: { accountId } })
  })
}
