import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { emptyNumberFilter, type NumberFilter, type NumberSort } from '@shared/contract/numbers'

interface NumberView {
  filter: NumberFilter
  sort: NumberSort
}

/** What each list is filtered and sorted by, kept while the operator is elsewhere in the console. */
export const useNumberViews = defineStore('numberViews', () => {
  const views = reactive(new Map<string, NumberView>())

  /** The view of an account in an area; the forwarding area begins with the numbers that are forwarded. */
  function of(accountId: string, area: 'numbers' | 'forwarding'): NumberView {
    const key = `${area}/${accountId}`
    const view = views.get(key) ?? {
      filter: { ...emptyNumberFilter, hasForwarding: area === 'forwarding' ? true : null },
      sort: { key: 'number', descending: false },
    }
    views.set(key, view)
    // As the map gives it: reactive.
    return views.get(key) ?? view
  }

  return { of }
})
