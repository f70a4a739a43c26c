import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CallDraft } from '@shared/contract/call-flow'

/** What an editor had on screen and not published when the simulator was opened from there. */
export const useCallDraft = defineStore('callDraft', () => {
  const draft = shallowRef<CallDraft | null>(null)
  /** Address of the editor, where the draft is kept. */
  const editor = shallowRef('')
  return { draft, editor }
})
