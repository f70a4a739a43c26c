import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CallDraft } from '@shared/contract/call-flow'
import type { Called } from '@shared/domain/call-flow/call'
import {
  pathOfExtension,
  pathOfMenu,
  pathOfTargets,
  type ExtensionPath,
  type Light,
  type MenuPath,
} from '@shared/domain/call-flow/path'
import type { Place, Trace } from '@shared/domain/call-flow/trace'
import type { CallForm } from './call-form.model'

/** A simulated call whose way is shown where it leads through. */
export interface LitPath {
  trace: Trace
  called: Called
  /** The form as it stood, so that the call can be gone back to. */
  form: CallForm
  /** What it was played with and is not published. */
  draft: CallDraft | null
  /** The place that was opened, to be shown first. */
  focus: Place
}

/** The call that is lit on rule lists, menus and schedules, until it is cleared or another one is. */
export const useLitPath = defineStore('litPath', () => {
  const path = shallowRef<LitPath | null>(null)

  return {
    path,
    ofExtension: (accountId: string, extensionId: number): ExtensionPath | null =>
      path.value && pathOfExtension(path.value.trace, accountId, extensionId),
    ofMenu: (accountId: string, extensionId: number | null): MenuPath | null =>
      path.value && extensionId !== null ? pathOfMenu(path.value.trace, accountId, extensionId) : null,
    ofTargets: (accountId: string, digits: string): ReadonlyMap<number, Light> | null =>
      path.value && pathOfTargets(path.value.trace, accountId, digits),
    light(next: LitPath) {
      path.value = next
    },
    clear() {
      path.value = null
    },
  }
})
