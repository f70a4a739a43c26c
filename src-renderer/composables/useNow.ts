import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** ms between two looks at the clock; ages are shown in minutes. */
const step = 20_000

/** The present moment in ms since 1970, followed while the component is on screen. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, step)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
