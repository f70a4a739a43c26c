import { onScopeDispose, ref, watch } from 'vue'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { call } from '../../client'

/** ms between the last keystroke and the write */
const writeDelay = 500

/** A note that is written by itself while it is typed, and at the latest when it leaves the screen. */
export function useNote(accountId: string, number: string, initial: string) {
  const text = ref(initial)
  const state = ref<'saved' | 'saving' | 'clean'>('clean')
  const error = ref<AppError | null>(null)
  let kept = initial
  let timer: ReturnType<typeof setTimeout> | undefined

  async function write() {
    clearTimeout(timer)
    const note = text.value
    if (note === kept) return
    try {
      await call('numbers.saveNote', { accountId, number, note })
      kept = note
      error.value = null
      // What was typed meanwhile is written by the timer it started.
      if (text.value === note) state.value = 'saved'
    } catch (cause) {
      if (!(cause instanceof AppFailure)) throw cause
      error.value = cause.error
      state.value = 'clean'
    }
  }

  watch(text, () => {
    clearTimeout(timer)
    state.value = 'saving'
    timer = setTimeout(() => void write(), writeDelay)
  })
  onScopeDispose(() => void write())

  return { text, state, error, write }
}
