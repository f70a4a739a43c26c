import { shallowRef } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import { isSettled, planOf, useReview } from '../changes/useReview'

/** What is done to one prompt: planned as a change, reviewed, and then known to be done or not. */
export function usePromptChange(accountId: string) {
  const refused = shallowRef<readonly Finding[]>([])
  const ask = planOf(accountId)
  const { change, plan, close } = useReview((intent: Intent) => {
    refused.value = []
    return ask(intent)
  })

  /** Called when the review closes. @returns true when it was carried out, or taken back since */
  async function settle(outcome: Change, findings: readonly Finding[]): Promise<boolean> {
    refused.value = findings
    return (await close(outcome)) && isSettled(outcome)
  }

  return { change, refused, plan, settle }
}
