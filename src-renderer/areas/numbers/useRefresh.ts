import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Refresh } from '@shared/contract/numbers'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'

/** The fetching of an account's numbers: how far it is, how old the last complete list is, and why the last try failed. */
export function useRefresh(accountId: string) {
  const state = shallowRef<Refresh>()
  let told = false
  const stop = onEvent('numbers.didRefresh', (event) => {
    if (event.accountId !== accountId) return
    told = true
    state.value = event.refresh
  })
  onScopeDispose(stop)

  const reading = useAction(async () => {
    const read = await call('numbers.refreshState', { accountId })
    // An event that came meanwhile is newer than this answer.
    if (!told) state.value = read
  })
  void reading.run()
  const starting = useAction(() => call('numbers.refresh', { accountId }))

  return {
    state,
    /** Also until the start is answered: pressed again before, it would do nothing. */
    running: computed(() => starting.running.value || state.value?.state === 'running'),
    /** Cancelling is no failure to be told about. */
    error: computed(() => {
      const last = reading.error.value ?? starting.error.value ?? state.value?.error ?? null
      return last?.code === 'cancelled' ? null : last
    }),
    start: () => starting.run(),
    cancel: () => call('numbers.cancelRefresh', { accountId }),
  }
}
