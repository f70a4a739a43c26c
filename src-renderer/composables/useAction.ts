import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { AppFailure, type AppError } from '@shared/domain/app-error'

export interface Action<Arguments extends unknown[]> {
  running: Ref<boolean>
  error: ShallowRef<AppError | null>
  /** Does nothing while an earlier run is under way, so a second press cannot send twice. @returns true when it succeeded. */
  run(...parameters: Arguments): Promise<boolean>
}

/** Something the operator starts by a button. An expected failure is kept in `error`, to be shown beside that button. */
export function useAction<Arguments extends unknown[]>(
  act: (...parameters: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const running = ref(false)
  const error = shallowRef<AppError | null>(null)

  async function run(...parameters: Arguments): Promise<boolean> {
    if (running.value) return false
    running.value = true
    error.value = null
    try {
      await act(...parameters)
      return true
    } catch (cause) {
      if (!(cause instanceof AppFailure)) throw cause
      error.value = cause.error
      return false
    } finally {
      running.value = false
    }
  }

  return { running, error, run }
}
