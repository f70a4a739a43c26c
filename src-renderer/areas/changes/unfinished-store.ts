import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'

/** Changes that were begun and stand still: cut off by the end of the program, by a failure, or paused by the operator. */
export const useUnfinishedChanges = defineStore('unfinished-changes', () => {
  const read = useAsync(() => call('changes.unfinished', {}))
  onEvent('changes.didProgress', ({ change }) => {
    const others = (read.value.value ?? []).filter(({ id }) => id !== change.id)
    const isUnderWay = change.state === 'running' || change.state === 'paused'
    read.value.value = isUnderWay ? [...others, change] : others
  })
  void read.reload()

  return {
    items: computed(() => (read.value.value ?? []).filter(({ state }) => state === 'paused')),
    error: read.error,
    load: read.reload,
  }
})
