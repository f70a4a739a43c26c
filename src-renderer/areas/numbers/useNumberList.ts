import { onScopeDispose } from 'vue'
import type { NumberFilter, NumberRow, NumberSort } from '@shared/contract/numbers'
import { call, onEvent } from '../../client'
import { useWindowedList } from '../../composables/useWindowedList'

export interface NumberQuestion {
  accountId: string
  filter: NumberFilter
  sort: NumberSort
}

/** The numbers that fit a question, followed as they change. */
export function useNumberList(question: () => NumberQuestion) {
  const list = useWindowedList<NumberQuestion, NumberRow>({
    question,
    load: (asked, page) => call('numbers.query', { ...asked, ...page }),
  })
  onScopeDispose(
    onEvent('numbers.didChange', ({ accountId }) => {
      if (accountId === question().accountId) list.refresh()
    }),
  )
  return list
}
