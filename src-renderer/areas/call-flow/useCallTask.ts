import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'

let lastTask = 0

/** Many simulated calls: with progress, and ended when the operator says so, asks for something else or leaves. */
export function useCallTask<Value>(run: (task: string) => Promise<Value>) {
  const task = `task-${(lastTask += 1)}`
  const result = useAsync(() => run(task))
  const progress = shallowRef<{ done: number; total: number } | null>(null)
  const runs = ref(0)
  let isLeft = false

  async function start() {
    if (isLeft) return
    runs.value += 1
    progress.value = null
    try {
      await result.reload()
    } finally {
      runs.value -= 1
    }
  }
  const cancel = () => call('callFlow.cancel', { task })

  onScopeDispose(
    onEvent('callFlow.didProgress', ({ task: reported, done, total }) => {
      if (reported === task) progress.value = { done, total }
    }),
  )
  onScopeDispose(() => {
    isLeft = true
    void cancel()
  })

  return {
    value: result.value,
    /** Not for work that was ended. */
    error: computed(() => (result.error.value?.code === 'cancelled' ? null : result.error.value)),
    isCancelled: computed(() => result.error.value?.code === 'cancelled'),
    isRunning: computed(() => runs.value > 0),
    progress,
    start,
    cancel,
    reset: result.reset,
  }
}
