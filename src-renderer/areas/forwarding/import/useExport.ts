import { computed, onScopeDispose, shallowRef } from 'vue'
import type { EventPayload, Output } from '@shared/contract'
import type { ImportSubject } from '@shared/contract/imports'
import { call, onEvent } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { useI18n } from '../../../i18n'

/** The present forwarding or extensions of an account on their way into a file. Leaving the page does not end it. */
export function useExport(accountId: string, subject: ImportSubject) {
  const { locale } = useI18n()
  const progress = shallowRef<EventPayload<'imports.didExport'>>()
  const outcome = shallowRef<Output<'imports.export'>>(null)

  const action = useAction(async () => {
    progress.value = undefined
    outcome.value = null
    outcome.value = await call('imports.export', { accountId, subject, locale: locale.value })
  })
  onScopeDispose(
    onEvent('imports.didExport', (event) => {
      if (event.accountId === accountId) progress.value = event
    }),
  )

  return {
    running: action.running,
    error: computed(() => (action.error.value?.code === 'cancelled' ? null : action.error.value)),
    run: () => action.run(),
    cancel: () => call('imports.cancelExport', { accountId }),
    progress,
    outcome,
  }
}
