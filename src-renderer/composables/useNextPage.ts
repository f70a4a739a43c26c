import { onScopeDispose } from 'vue'
import { useRouter, type RouteLocationRaw } from 'vue-router'

/**
 * For a page that leads to another one after something that takes time, such as reading back what was made.
 * @returns goes there, unless the operator has left the page meanwhile, or is about to: nobody is called back
 */
export function useNextPage(): (to: RouteLocationRaw) => Promise<void> {
  const router = useRouter()
  let isLeft = false
  // A page that is still being loaded has the one before on screen, and would lose to whatever is asked for after it.
  let isLeaving = false
  const stopHearing = [
    router.beforeEach((to, from) => {
      isLeaving = to.path !== from.path
    }),
    router.afterEach(() => {
      isLeaving = false
    }),
  ]
  onScopeDispose(() => {
    isLeft = true
    stopHearing.forEach((stop) => stop())
  })
  return async (to) => {
    if (!isLeft && !isLeaving) await router.push(to)
  }
}
