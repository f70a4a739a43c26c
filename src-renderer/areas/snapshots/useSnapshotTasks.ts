import { computed, onScopeDispose, shallowRef } from 'vue'
import { onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'

interface SnapshotRoom<Comparison, Saved> {
  /** The comparison that was made last; null: none. */
  comparison(): Promise<Comparison | null>
  /** null: the operator chose no place. */
  save(): Promise<Saved | null>
  /** null: the operator chose no file. */
  compare(): Promise<unknown>
  cancel(): Promise<unknown>
}

interface Progress {
  done: number
  /** null: not known yet. */
  total: number | null
}

/** Snapshots of one account: taking one, comparing one, and the comparison that was made last. */
export function useSnapshotTasks<Comparison, Saved>(accountId: string, room: SnapshotRoom<Comparison, Saved>) {
  const comparison = useAsync(() => room.comparison())
  void comparison.reload()
  const saved = shallowRef<Saved | null>(null)
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
    saved.value = await room.save()
  })
  const compare = task(async () => {
    if (await room.compare()) await comparison.reload()
  })
  const running = computed(() => save.running.value || compare.running.value)
  onScopeDispose(() => {
    if (running.value) void room.cancel()
  })

  return {
    comparison: computed(() => comparison.value.value ?? undefined),
    /** Why the comparison could not be read; `reload` tries again. */
    readError: comparison.error,
    isRead: computed(() => comparison.status.value === 'ready'),
    reload: comparison.reload,
    saved,
    progress,
    save: save.run,
    compare: compare.run,
    /** Which of the two is under way. */
    task: computed(() => (save.running.value ? 'save' : compare.running.value ? 'compare' : null)),
    running,
    cancel: () => room.cancel(),
    /** Being cancelled is no failure to be told about. */
    error: computed(() => {
      const last = save.error.value ?? compare.error.value
      return last?.code === 'cancelled' ? null : last
    }),
  }
}
