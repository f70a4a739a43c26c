import { computed, onScopeDispose, shallowRef } from 'vue'
import type { PbxRefresh } from '@shared/contract/pbx'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'

/** The fetching of what an account holds: how far it is, how old the last complete one is, and why the last try failed. */
export function usePbxRefresh(accountId: string) {
  const state = shallowRef<PbxRefresh>()
  let told = false
  const stop = onEvent('pbx.didRefresh', (event) => {
    if (event.accountId !== accountId) return
    told = true
    state.value = event.refresh
  })
  onScopeDispose(stop)

  const reading = useAction(async () => {
    const read = await call('pbx.refreshState', { accountId })
    // An event that came meanwhile is newer than this answer.
    if (!told) state.value = read
  })
  void reading.run()
  const starting = useAction(() => call('pbx.refresh', { accountId }))

  return {
    accountId,
    state,
    /** Also until the start is answered: pressed again before, it would do nothing. */
    running: computed(() => starting.running.value || state.value?.state === 'running'),
    isFetched: computed(() => typeof state.value?.fetchedAt === 'number'),
    /** Cancelling is no failure to be told about. */
    error: computed(() => {
      const last = reading.error.value ?? starting.error.value ?? state.value?.error ?? null
      return last?.code === 'cancelled' ? null : last
    }),
    start: () => starting.run(),
    cancel: () => call('pbx.cancelRefresh', { accountId }),
  }
}

export type PbxRefreshing = ReturnType<typeof usePbxRefresh>
