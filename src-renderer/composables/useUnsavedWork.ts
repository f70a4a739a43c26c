import { onScopeDispose } from 'vue'
import { guard, type UnsavedWork } from '../app/unsaved-work'

/** Puts the form of this component under the guard of unsaved work for as long as it is on screen. */
export function useUnsavedWork(form: UnsavedWork): void {
  onScopeDispose(guard(form))
}
