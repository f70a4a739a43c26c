import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Output } from '@shared/contract'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'

interface Progress {
  done: number
  /** null: not known yet. */
  total: number | null
}

/** Snapshots of one account that are compared object by object: taking one, comparing one, and the last comparison. */
export function usePartSnapshots(accountId: string) {
  const account = { accountId }
  const comparison = useAsync(() => call('partSnapshots.comparison', account))
  void comparison.reload()
  const saved = shallowRef<Output<'partSnapshots.save'>>(null)
  const progress = shallowRef<Progress>()
  const stops = [
    onEvent('snapshots.didProgress', (event) => {
      if (event.accountId === accountId) progress.value = event
    }),
    onEvent('pbx.didRefresh', (event) => {
      if (event.accountId === accountId) progress.value = event.refresh
    }),
  ]
  onScopeDispose(() => stops.forEach((stop) => stop()))

  const task = (run: () => Promise<void>) =>
    useAction(async () => {
      progress.value = undefined
      saved.value = null
      await run()
    })
  const save = task(async () => {
    saved.value = await call('partSnapshots.save', account)
  })
  const compare = task(async () => {
    if (await call('partSnapshots.compare', account)) await comparison.reload()
  })
  const running = computed(() => save.running.value || compare.running.value)
  const cancel = () => call('partSnapshots.cancel', account)
  onScopeDispose(() => {
    if (running.value) void cancel()
  })

  return {
    comparison: computed(() => comparison.value.value ?? undefined),
    isRead: computed(() => comparison.status.value === 'ready'),
    reload: comparison.reload,
    saved,
    progress,
    save: save.run,
    compare: compare.run,
    running,
    cancel,
    /** Being cancelled is no failure to be told about. */
    error: computed(() => {
      const last = save.error.value ?? compare.error.value ?? comparison.error.value
      return last?.code === 'cancelled' ? null : last
    }),
  }
}
