import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { EventPayload } from '@shared/contract'
import type { Change, StepDecision } from '@shared/contract/changes'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'

/** One change, followed while it runs. */
export function useChange(changeId: string) {
  const loaded = useAsync(() => call('changes.read', { changeId }))
  const progress = shallowRef<EventPayload<'changes.didProgress'>>()
  /** Counts up whenever steps may look different from what the screen shows. */
  const revision = ref(0)

  const change = computed(() => loaded.value.value)

  onScopeDispose(
    onEvent('changes.didProgress', (event) => {
      if (event.change.id !== changeId) return
      progress.value = event
      loaded.value.value = event.change
      revision.value += 1
    }),
  )

  /** An action whose answer is the change as it is now. */
  const act = (send: () => Promise<Change>) =>
    useAction(async () => {
      loaded.value.value = await send()
      revision.value += 1
    })

  const decide = useAction(async (position: number, decision: StepDecision) => {
    loaded.value.value = await call('changes.resolveStep', { changeId, position, decision })
    revision.value += 1
  })

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
