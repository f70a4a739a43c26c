import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call, onEvent } from '../../../client'
import { useAsync } from '../../../composables/useAsync'

/** Periods with a name, of the console and not of one account. */
export const useNamedSchedules = defineStore('namedSchedules', () => {
  const read = useAsync(() => call('namedSchedules.list', {}))
  onEvent('namedSchedules.didChange', () => void read.reload())
  void read.reload()

  return {
    items: computed(() => read.value.value ?? []),
    status: read.status,
    error: read.error,
    load: read.reload,
  }
})
