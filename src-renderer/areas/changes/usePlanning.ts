import { computed, onScopeDispose, shallowRef } from 'vue'
import type { EventPayload } from '@shared/contract'
import type { Change } from '@shared/contract/changes'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'

interface PlanningOptions {
  accountId: () => string
  plan: () => Promise<Change>
  onPlanned: (change: Change) => unknown
}

/** A change that is being planned on the operator's request: how far it is, and a way to end it. */
export function usePlanning({ accountId, plan, onPlanned }: PlanningOptions) {
  const progress = shallowRef<EventPayload<'changes.didPlan'>>()
  let left = false

  const action = useAction(async () => {
    progress.value = undefined
    // Its id is known from the first report on; another plan of the same account in the same moment is not to be expected.
    const stop = onEvent('changes.didPlan', (event) => {
      if (event.accountId !== accountId() || (progress.value && progress.value.changeId !== event.changeId)) return
      progress.value = event
      if (left) void cancel()
    })
    try {
      const change = await plan()
      // Nobody reviews a plan whose screen was left.
      if (left) await call('changes.discard', { changeId: change.id })
      else await onPlanned(change)
    } finally {
      stop()
    }
  })

  async function cancel() {
    if (progress.value) await call('changes.cancelPlan', { changeId: progress.value.changeId })
  }

  onScopeDispose(() => {
    left = true
    if (action.running.value) void cancel()
  })

  return {
    running: action.running,
    /** Being cancelled is no failure to be told about. */
    error: computed(() => (action.error.value?.code === 'cancelled' ? null : action.error.value)),
    run: () => action.run(),
    progress,
    cancel,
  }
}
