import { onMounted, onUnmounted } from 'vue'

/** Runs `act` on Escape, unless the key has a meaning of its own where the focus is, in a field or a list, or a dialog or menu is open. */
export function useEscape(act: () => unknown): void {
  function onKeydown(event: KeyboardEvent) {
    const { target } = event
    const isElsewhere =
      (target instanceof HTMLElement && target.closest('input, textarea, .n-base-selection')) ||
      document.querySelector('[role=dialog], .n-dropdown-menu')
    if (event.key === 'Escape' && !event.defaultPrevented && !isElsewhere) act()
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onUnmounted(() => window.removeEventListener('keydown', onKeydown))
}
