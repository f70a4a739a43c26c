import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Change } from '@shared/contract/changes'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'

/** Changes that were begun and stand still: cut off by the end of the program, by a failure, or paused by the operator. */
export const useUnfinishedChanges = defineStore('unfinished-changes', () => {
  const read = useAsync(() => call('changes.unfinished', {}))
  /** What events told, by the change's id: a list that was read meanwhile may be older. */
  const told = shallowReactive(new Map<string, Change>())
  onEvent('changes.didProgress', ({ change }) => void told.set(change.id, change))
  void read.reload()

  const items = computed(() => {
    const known = new Map((read.value.value ?? []).map((change) => [change.id, change]))
    for (const change of told.values()) {
      if (change.revision > (known.get(change.id)?.revision ?? 0)) known.set(change.id, change)
    }
    return [...known.values()].filter(({ state }) => state === 'paused')
  })

  return {
    items,
    error: read.error,
    load: read.reload,
  }
})
