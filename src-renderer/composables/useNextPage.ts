import { onScopeDispose } from 'vue'
import { useRouter, type RouteLocationRaw } from 'vue-router'

/**
 * For a page that leads to another one after something that takes time, such as reading back what was made.
 * @returns goes there, unless the operator has left the page meanwhile: nobody is called back
 */
export function useNextPage(): (to: RouteLocationRaw) => Promise<void> {
  const router = useRouter()
  let isLeft = false
  onScopeDispose(() => (isLeft = true))
  return async (to) => {
    if (!isLeft) await router.push(to)
  }
}
