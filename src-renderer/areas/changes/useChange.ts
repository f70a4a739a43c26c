import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { EventPayload } from '@shared/contract'
import type { Change, StepDecision } from '@shared/contract/changes'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'

/** One change, followed while it runs. */
export function useChange(changeId: string) {
  const loaded = useAsync(async () => later(await call('changes.read', { changeId })))
  const progress = shallowRef<EventPayload<'changes.didProgress'>>()
  /** Counts up whenever steps may look different from what the screen shows. */
  const revision = ref(0)

  const change = computed(() => loaded.value.value)

  /** The change as it is known, or as it is told: answers and events come in any order. */
  function later(told: Change): Change {
    const known = loaded.value.value
    return known && known.revision > told.revision ? known : told
  }
  function take(told: Change) {
    loaded.value.value = later(told)
    revision.value += 1
  }

  onScopeDispose(
    onEvent('changes.didProgress', (event) => {
      if (event.change.id !== changeId) return
      progress.value = event
      take(event.change)
    }),
  )

  /** An action whose answer is the change as it is now. */
  const act = (send: () => Promise<Change>) => useAction(async () => take(await send()))

  const decide = useAction(async (position: number, decision: StepDecision) =>
    take(await call('changes.resolveStep', { changeId, position, decision })),
  )

  return {
    change,
    error: loaded.error,
    load: loaded.reload,
    progress,
    revision,
    apply: act(() => call('changes.apply', { changeId })),
    pause: act(() => call('changes.pause', { changeId })),
    cancel: act(() => call('changes.cancel', { changeId })),
    retryFailed: act(() => call('changes.retryFailed', { changeId })),
    decide,
  }
}
