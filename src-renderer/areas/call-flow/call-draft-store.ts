import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CallDraft } from '@shared/contract/call-flow'

/** What an editor has on screen and not published, so that a call can be tried on it. Set by the editor that opens the simulator. */
export const useCallDraft = defineStore('callDraft', () => {
  const draft = shallowRef<CallDraft | null>(null)
  return { draft }
})
