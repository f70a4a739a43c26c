import { onScopeDispose, readonly, ref } from 'vue'

/** ms for which a button says that it has copied. */
const shownFor = 1500

/** Copies text to the clipboard and says so for a moment. */
export function useCopy() {
  const copied = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text)
    copied.value = true
    clearTimeout(timer)
    timer = setTimeout(() => {
      copied.value = false
    }, shownFor)
  }
  onScopeDispose(() => clearTimeout(timer))

  return { copied: readonly(copied), copy }
}
