import { nextTick, onMounted, onUnmounted, type Ref } from 'vue'
import { useRouter } from 'vue-router'

/**
 * Keeps the keyboard's place. A dialog gives the focus back to what opened it, but that may be disabled or gone by then, and
 * a page that was left takes its focused button along: without this the focus would be nowhere.
 */
export function useKeptFocus(content: Ref<HTMLElement | undefined>): void {
  let last: HTMLElement | null = null

  function remember({ target }: FocusEvent) {
    if (target instanceof HTMLElement && content.value?.contains(target)) last = target
  }

  /** What was focused last, or the nearest thing around it that is still there. */
  function place(): HTMLElement | undefined {
    let element = last
    while (element && (!element.isConnected || element.matches(':disabled'))) element = element.parentElement
    return element ?? content.value
  }

  function recover() {
    if (document.activeElement !== document.body) return
    const element = place()
    if (element && !element.hasAttribute('tabindex') && element.tabIndex < 0) element.tabIndex = -1
    element?.focus({ preventScroll: true })
  }

  // Dialogs are children of the body for as long as they are seen.
  const overlays = new MutationObserver((records) => {
    if (records.some(({ removedNodes }) => removedNodes.length > 0)) recover()
  })
  const stop = useRouter().afterEach(() => void nextTick(recover))

  onMounted(() => {
    document.addEventListener('focusin', remember)
    overlays.observe(document.body, { childList: true })
  })
  onUnmounted(() => {
    document.removeEventListener('focusin', remember)
    overlays.disconnect()
    stop()
  })
}
