import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Width of an element's content in px, followed as it changes; 0 before it is on screen. */
export function useElementWidth(element: Ref<HTMLElement | null>): Ref<number> {
  const width = ref(0)
  const observer = new ResizeObserver(([entry]) => {
    width.value = entry?.contentRect.width ?? 0
  })
  watch(element, (present) => {
    observer.disconnect()
    if (!present) return
    width.value = present.clientWidth
    observer.observe(present)
  })
  onScopeDispose(() => observer.disconnect())
  return width
}
