import { nextTick, watch } from 'vue'
import type { VueFlowStore } from '@vue-flow/core'
import type { MenuEditor } from '../useMenuEditor'
import { contextNodeId } from './diagram-model'
import { readable, type MenuDiagramState } from './useDiagram'

/** Smaller than this, text is hard to read. */
const legibleZoom = 0.6
const entryZoom = 0.85

/** What of the diagram is in sight: at the start, when something is chosen elsewhere, and when a new layout moves everything. */
export function useDiagramSight(flow: VueFlowStore, state: MenuDiagramState, editor: MenuEditor) {
  const entryId = () => {
    const key = editor.menu.value.config.entryContext
    return key === null ? undefined : contextNodeId(key)
  }
  const chosenId = () => {
    const [key] = state.contexts.value
    return key === undefined ? undefined : contextNodeId(key)
  }

  const atEntry = () => {
    const id = entryId()
    const entry = id === undefined ? undefined : flow.findNode(id)
    if (!entry) return
    const { position, dimensions } = entry
    const above = (flow.dimensions.value.height - dimensions.height * entryZoom) / 2
    const y = Math.max(24, above) - position.y * entryZoom
    void flow.setViewport({ x: 36 - position.x * entryZoom, y, zoom: entryZoom })
  }

  /** A small menu whole; of a big one what a lit call went through or what is chosen, else the entry at the left. */
  flow.onPaneReady(async () => {
    const { nodes } = state.shape.value
    const lit = nodes.filter(state.isLit).map(({ id }) => id)
    const chosen = chosenId()
    const wanted = lit.length > 0 ? lit : chosen === undefined ? [] : [chosen]
    const isSmall = nodes.length <= readable
    if (isSmall || wanted.length > 0) {
      await flow.fitView({ maxZoom: 1, padding: 0.1, ...(!isSmall && { nodes: wanted }) })
      if (flow.viewport.value.zoom >= legibleZoom) return
    }
    if (chosen !== undefined) await flow.fitView({ nodes: [chosen], maxZoom: 1, padding: 0.1 })
    else atEntry()
  })

  // A new layout moves everything: what is worked at stays where it is on the screen.
  watch(state.positions, (after, before) => {
    const id = chosenId() ?? entryId()
    const [from, to] = id === undefined ? [] : [before.get(id), after.get(id)]
    if (!from || !to) return
    const { x, y, zoom } = flow.viewport.value
    void flow.setViewport({ x: x + (from.x - to.x) * zoom, y: y + (from.y - to.y) * zoom, zoom })
  })

  watch(chosenId, async (id) => {
    if (id === undefined) return
    await nextTick()
    const node = flow.findNode(id)
    if (!node) return
    const { x, y, zoom } = flow.viewport.value
    const left = node.computedPosition.x * zoom + x
    const top = node.computedPosition.y * zoom + y
    const { width, height } = flow.dimensions.value
    const isInSight = left >= 0 && top >= 0 && left + 60 < width && top + 30 < height
    if (!isInSight) await flow.fitView({ nodes: [node.id], maxZoom: 1 })
  })

  return {
    /** Brings a place of the diagram into the middle, near enough to be read. */
    lookAt({ x, y }: { x: number; y: number }): void {
      void flow.setCenter(x, y, { zoom: Math.max(legibleZoom, flow.viewport.value.zoom) })
    },
  }
}
