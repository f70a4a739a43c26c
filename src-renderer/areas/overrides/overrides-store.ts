import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'

/** Overrides that hold, and those that wait for a decision. */
export const useOverrides = defineStore('overrides', () => {
  const read = useAsync(() => call('overrides.list', {}))
  onEvent('overrides.didChange', () => void read.reload())
  // What became of one is told by its changes.
  onEvent('changes.didProgress', ({ change }) => {
    const isSettled = change.state === 'finished' || change.state === 'cancelled'
    if (isSettled && (change.origin === 'override' || change.origin === 'undo')) void read.reload()
  })
  void read.reload()

  return { items: computed(() => read.value.value ?? []), error: read.error, load: read.reload }
})
