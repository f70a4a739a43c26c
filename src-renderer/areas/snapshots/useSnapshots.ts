import { computed, onScopeDispose, shallowRef } from 'vue'
import type { EventPayload, Output } from '@shared/contract'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'

/** Snapshots of one account: taking one, comparing one, and the comparison that was made last. */
export function useSnapshots(accountId: string) {
  const comparison = useAsync(() => call('snapshots.comparison', { accountId }))
  void comparison.reload()
  const saved = shallowRef<Output<'snapshots.save'>>(null)
  const progress = shallowRef<EventPayload<'snapshots.didProgress'>>()
  onScopeDispose(
    onEvent('snapshots.didProgress', (event) => {
      if (event.accountId === accountId) progress.value = event
    }),
  )

  const task = (run: () => Promise<void>) =>
    useAction(async () => {
      progress.value = undefined
      saved.value = null
      await run()
    })
  const save = task(async () => {
    saved.value = await call('snapshots.save', { accountId })
  })
  const compare = task(async () => {
    const made = await call('snapshots.compare', { accountId })
    if (made) comparison.value.value = made
  })

  const running = computed(() => save.running.value || compare.running.value)
  const cancel = () => call('snapshots.cancel', { accountId })
  onScopeDispose(() => {
    if (running.value) void cancel()
  })

  return {
    comparison,
    saved,
    progress,
    save,
    compare,
    running,
    /** Being cancelled is no failure to be told about. */
    error: computed(() => {
      const failure = save.error.value ?? compare.error.value
      return failure?.code === 'cancelled' ? null : failure
    }),
    cancel,
  }
}
