import { computed, onScopeDispose, shallowRef } from 'vue'
import type { EventPayload } from '@shared/contract'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'

/** Reads the forwarding of the numbers whose schedule the provider's list does not tell. It goes on when the screen is left. */
export function useScheduleReading(accountId: string, onRead: () => void) {
  const progress = shallowRef<EventPayload<'schedules.didRead'>>()
  const failed = shallowRef(0)
  onScopeDispose(
    onEvent('schedules.didRead', (event) => {
      if (event.accountId === accountId) progress.value = event
    }),
  )
  const reading = useAction(async (which: 'unread' | 'all') => {
    progress.value = undefined
    failed.value = 0
    try {
      failed.value = (await call('schedules.read', { accountId, which })).failed
    } finally {
      onRead()
    }
  })

  return {
    progress,
    /** Numbers that could not be read the last time. */
    failed,
    running: reading.running,
    run: reading.run,
    /** Being cancelled is no failure to be told about. */
    error: computed(() => (reading.error.value?.code === 'cancelled' ? null : reading.error.value)),
    cancel: () => call('schedules.cancelRead', { accountId }),
  }
}
