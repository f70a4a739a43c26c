import { defineStore } from 'pinia'
import { reactive, shallowRef, type ShallowRef } from 'vue'
import { emptyNumberFilter, type NumberFilter, type NumberSort } from '@shared/contract/numbers'
import { nothingTicked, type TickedRows } from '../../composables/ticked-rows'

interface NumberView {
  filter: NumberFilter
  sort: NumberSort
}

/** What each list is filtered and sorted by and which rows are ticked, kept while the operator is elsewhere in the console. */
export const useNumberViews = defineStore('numberViews', () => {
  const views = reactive(new Map<string, NumberView>())
  const ticks = new Map<string, ShallowRef<TickedRows>>()

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

  /** The ticked rows of an account in an area. */
  function tickedOf(accountId: string, area: 'numbers' | 'forwarding'): ShallowRef<TickedRows> {
    const key = `${area}/${accountId}`
    const ticked = ticks.get(key) ?? shallowRef(nothingTicked)
    ticks.set(key, ticked)
    return ticked
  }

  return { of, tickedOf }
})
