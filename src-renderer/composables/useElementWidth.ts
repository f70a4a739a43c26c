import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Width of an element's content in px, followed as it changes; 0 before it is on screen. */
export function useElementWidth(element: Ref<HTMLElement | null>): Ref<number> {
  const width = ref(0)
  let frame = 0
  // In the next frame: what is laid out anew inside the observer's own turn is reported as an error of the window.
  const observer = new ResizeObserver(([entry]) => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      width.value = entry?.contentRect.width ?? 0
    })
  })
  watch(element, (present) => {
    observer.disconnect()
    if (!present) return
    width.value = present.clientWidth
    observer.observe(present)
  })
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    observer.disconnect()
  })
  return width
}
