/** Where the boxes of a diagram go: from left to right, as calls pass through them. */
import { Graph, layout } from '@dagrejs/dagre'

export interface LayoutGraph {
  /** px */
  nodes: readonly { id: string; width: number; height: number }[]
  edges: readonly { source: string; target: string }[]
}
/** Upper left corner, px. */
export type Positions = ReadonlyMap<string, { x: number; y: number }>

/** Takes seconds for a thousand boxes: for a worker. */
export function layoutOf({ nodes, edges }: LayoutGraph): Positions {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 110, marginx: 16, marginy: 16 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { source, target } of edges) if (source !== target) graph.setEdge(source, target)
  layout(graph)
  return new Map(
    nodes.map(({ id, width, height }) => {
      const { x, y } = graph.node(id) as { x: number; y: number }
      return [id, { x: x - width / 2, y: y - height / 2 }]
    }),
  )
}
