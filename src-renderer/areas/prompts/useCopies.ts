import { computed, onScopeDispose } from 'vue'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'

/** Recordings that this console uploaded, by prompt; followed as prompts change. */
export function useCopies(accountId: string) {
  const copies = useAsync(() => call('prompts.copies', { accountId }))
  void copies.reload()
  onScopeDispose(
    onEvent('pbx.didChange', (event) => {
      if (event.accountId === accountId) void copies.reload()
    }),
  )
  const byPrompt = computed(() => new Map((copies.value.value ?? []).map((copy) => [copy.promptId, copy])))
  return { of: (promptId: number) => byPrompt.value.get(promptId), reload: copies.reload }
}
