/** Boxes, lines and layout of a diagram, as the worker does it, beside the library laying out as many boxes in a plain tree. */
import { Graph, layout } from '@dagrejs/dagre'
import type { Menu } from '@shared/domain/ivr/menu'
import { createDiagramDrawing } from '../../src-renderer/areas/ivr/diagram/diagram-model'
import { layoutOf } from '../../src-renderer/areas/ivr/diagram/layout'
import type { Comparison } from './bench'

export function layoutComparison(menu: Menu): Comparison {
  const view = { collapsed: new Set<string>(), withRules: false }
  const { nodes } = createDiagramDrawing()(menu, view)
  const count = menu.contexts.length
  return {
    name: `layout of the diagram of ${count.toLocaleString('en')} contexts, ${nodes.length.toLocaleString('en')} boxes`,
    rounds: count > 100 ? 3 : 20,
    ours: {
      name: 'all lines',
      run() {
        const diagram = createDiagramDrawing()(menu, view)
        if (layoutOf(diagram).size !== nodes.length) throw new Error('not as expected')
      },
    },
    reference: {
      name: 'the library on a tree',
      run() {
        const graph = new Graph()
        graph.setGraph({ rankdir: 'LR' })
        graph.setDefaultEdgeLabel(() => ({}))
        nodes.forEach(({ id, width, height }, index) => {
          graph.setNode(id, { width, height })
          const parent = nodes[(index - 1) >> 1]
          if (index > 0 && parent) graph.setEdge(parent.id, id)
        })
        layout(graph)
      },
    },
  }
}
