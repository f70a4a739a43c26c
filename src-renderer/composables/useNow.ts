import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Ages are shown in minutes. */
const patience = 20_000

/**
 * The present moment in ms since 1970, followed while the component is on screen.
 * @param step ms between two looks at the clock
 */
export function useNow(step = patience): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, step)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
