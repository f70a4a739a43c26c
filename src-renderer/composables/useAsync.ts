import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { AppFailure, type AppError } from '@shared/domain/app-error'

export interface Async<Value> {
  /** The last value that arrived. A failed reload keeps it. */
  value: ShallowRef<Value | undefined>
  /** Why the last load failed; null when it did not. */
  error: ShallowRef<AppError | null>
  /** `loading` only until the first answer; later loads leave the screen as it is. */
  status: Ref<'idle' | 'loading' | 'ready' | 'failed'>
  /** Loads again. An answer that is overtaken by a later load is dropped. */
  reload(): Promise<void>
  /** Forgets value and error and drops answers under way, for a screen that turns to another object. */
  reset(): void
}

/** Something read from main, safe against late answers. Bugs are not caught here; they reach the fault panel. */
export function useAsync<Value>(load: () => Promise<Value>): Async<Value> {
  const value = shallowRef<Value>()
  const error = shallowRef<AppError | null>(null)
  const status = ref<'idle' | 'loading' | 'ready' | 'failed'>('idle')
  let latest = 0

  async function reload() {
    latest += 1
    const own = latest
    if (value.value === undefined) status.value = 'loading'
    try {
      const loaded = await load()
      if (own !== latest) return
      value.value = loaded
      error.value = null
      status.value = 'ready'
    } catch (cause) {
      if (own !== latest) return
      status.value = 'failed'
      if (!(cause instanceof AppFailure)) throw cause
      error.value = cause.error
    }
  }

  function reset() {
    latest += 1
    value.value = undefined
    error.value = null
    status.value = 'idle'
  }

  return { value, error, status, reload, reset }
}
