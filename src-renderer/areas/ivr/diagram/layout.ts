/** Where the boxes of a diagram go: from left to right, as calls pass through them. */
import { Graph, layout } from '@dagrejs/dagre'

export interface LayoutGraph {
  /** px */
  nodes: readonly { id: string; width: number; height: number }[]
  edges: readonly { source: string; target: string }[]
}
/** Upper left corner, px. */
export type Positions = ReadonlyMap<string, { x: number; y: number }>

/**
 * The lines from each step of the way to the next, counted from the first box, and from what none leads to. Lines back and lines
 * over several steps are left to be drawn as they come: with them the layout of a menu full of circles takes minutes.
 */
function forward({ nodes, edges }: LayoutGraph): LayoutGraph['edges'] {
  const targets = Map.groupBy(edges, ({ source }) => source)
  const steps = new Map<string, number>()
  for (const { id: root } of nodes) {
    if (steps.has(root)) continue
    steps.set(root, 0)
    const waiting = [root]
    for (const id of waiting) {
      for (const { target } of targets.get(id) ?? []) {
        if (steps.has(target)) continue
        steps.set(target, (steps.get(id) ?? 0) + 1)
        waiting.push(target)
      }
    }
  }
  return edges.filter(({ source, target }) => steps.get(target) === (steps.get(source) ?? 0) + 1)
}

/** Takes seconds for a thousand boxes: for a worker. */
export function layoutOf({ nodes, edges }: LayoutGraph): Positions {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 110, marginx: 16, marginy: 16 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { source, target } of forward({ nodes, edges })) graph.setEdge(source, target)
  layout(graph)
  return new Map(
    nodes.map(({ id, width, height }) => {
      const { x, y } = graph.node(id) as { x: number; y: number }
      return [id, { x: x - width / 2, y: y - height / 2 }]
    }),
  )
}
