import { useRouter } from 'vue-router'
import type { CallDraft } from '@shared/contract/call-flow'
import type { Called } from '@shared/domain/call-flow/call'
import { leaveKeeping } from '../../app/unsaved-work'
import { useCallDraft } from './call-draft-store'
import { callFlowOf } from './called-query'

/** @returns opens the simulator on this call, with what stands on screen where that is not published */
export function useTryCall(): (called: Called, draft: CallDraft | null) => Promise<void> {
  const router = useRouter()
  const drafts = useCallDraft()
  return (called, draft) =>
    leaveKeeping(() => {
      drafts.draft = draft
      drafts.editor = router.currentRoute.value.fullPath
      return router.push(callFlowOf(called))
    })
}
