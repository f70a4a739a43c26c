import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { LayoutGraph, Positions } from './layout'

/**
 * Positions that follow a graph, worked out in a worker. Until the answer for a changed graph is there, the last one stands; of
 * changes that come meanwhile only the newest is worked out.
 *
 * @param graph another object only when the layout may be another
 */
export function useLayout(graph: () => LayoutGraph) {
  const positions = shallowRef<Positions>(new Map())
  const failed = shallowRef(false)
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  const isBusy = shallowRef(false)
  let waiting: LayoutGraph | null = null

  function ask(wanted: LayoutGraph) {
    if (isBusy.value) {
      waiting = wanted
      return
    }
    isBusy.value = true
    worker.postMessage(wanted)
  }

  worker.addEventListener('message', ({ data }: MessageEvent<Positions>) => {
    isBusy.value = false
    positions.value = data
    const next = waiting
    waiting = null
    if (next) ask(next)
  })
  worker.addEventListener('error', () => (failed.value = true))
  onScopeDispose(() => worker.terminate())

  watch(
    graph,
    ({ nodes, edges }) =>
      ask({
        nodes: nodes.map(({ id, width, height }) => ({ id, width, height })),
        edges: edges.map(({ source, target }) => ({ source, target })),
      }),
    { immediate: true },
  )
  return {
    positions,
    failed,
    /** Whether the positions are those of the graph as it is now. */
    isCurrent: computed(() => !isBusy.value && !failed.value),
  }
}
