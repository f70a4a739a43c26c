import { shallowRef } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'

/** What is done to one prompt: planned as a change, reviewed, and then known to be done or not. */
export function usePromptChange(accountId: string) {
  const change = shallowRef<Change>()
  const refused = shallowRef<readonly Finding[]>([])
  const plan = useAction(async (intent: Intent) => {
    refused.value = []
    change.value = await call('changes.plan', { accountId, origin: 'form', intents: [intent] })
  })

  /** Called when the review closes. @returns true when it was carried out */
  async function settle(outcome: Change, findings: readonly Finding[]): Promise<boolean> {
    change.value = undefined
    refused.value = findings
    if (outcome.state === 'planned') await call('changes.discard', { changeId: outcome.id })
    return outcome.counts.done > 0
  }

  return { change, refused, plan, settle }
}
