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

/** px; between boxes of a column, and between columns */
const gaps = { box: 24, column: 110 } as const
/** What a diagram is to be about, in width by height, so that a screen or a page takes it. */
const wantedRatio = 1.3
/** Boxes that one leads to, from which on they may stand in several columns. */
const many = 6

/**
 * Where one box leads to so many others that a single column of them would be far higher than all is wide, those take turns in
 * several, each with all that it leads on to.
 *
 * @returns how many columns a line spans, for lines that span more than one
 */
function spread({ nodes, edges }: LayoutGraph): (source: string, target: string) => number {
  const targets = new Map(
    [...Map.groupBy(edges, ({ source }) => source)].map(([id, lines]) => [
      id,
      [...new Set(lines.map(({ target }) => target))],
    ]),
  )
  const box = new Map(nodes.map((node) => [node.id, node]))
  const column = new Map<string, number>()
  const heights: number[] = []
  for (const { id } of nodes) {
    // Nodes come in no order of columns: each is reached from an earlier one, or begins one.
    const waiting = column.has(id) ? [] : [id]
    if (waiting.length > 0) column.set(id, 0)
    for (const one of waiting) {
      const at = column.get(one) ?? 0
      heights[at] = (heights[at] ?? 0) + (box.get(one)?.height ?? 0) + gaps.box
      for (const target of targets.get(one) ?? []) {
        if (column.has(target)) continue
        column.set(target, at + 1)
        waiting.push(target)
      }
    }
  }
  const width = heights.length * (Math.max(...nodes.map((node) => node.width)) + gaps.column)
  const count = Math.min(4, Math.round(Math.sqrt((Math.max(...heights) * wantedRatio) / width)))
  const [crowded, crowd] = [...targets].find(([, led]) => led.length >= many) ?? []
  if (!crowd || count < 2) return () => 1
  const depth = heights.length - 1 - (column.get(crowded ?? '') ?? 0)
  const turns = new Map(crowd.map((target, index) => [target, 1 + (index % count) * depth]))
  return (source, target) => (source === crowded ? (turns.get(target) ?? 1) : 1)
}

/**
 * What ends the way from one box alone, such as a transfer, stands in the order of the lines from there: so they do not
 * cross. Boxes of one height change places, nothing else moves.
 */
function untangle({ nodes, edges }: LayoutGraph, positions: Map<string, { x: number; y: number }>): void {
  const heights = new Map(nodes.map(({ id, height }) => [id, height]))
  const sources = Map.groupBy(edges, ({ target }) => target)
  const isBegun = new Set(edges.map(({ source }) => source))
  const isEndOf = (source: string, target: string) =>
    !isBegun.has(target) && sources.get(target)?.every((edge) => edge.source === source)
  for (const [source, lines] of Map.groupBy(edges, (edge) => edge.source)) {
    const ends = [...new Set(lines.map(({ target }) => target))].filter((target) => isEndOf(source, target))
    for (const alike of Map.groupBy(ends, (id) => `${positions.get(id)?.x ?? 0}/${heights.get(id) ?? 0}`).values()) {
      const places = alike.flatMap((id) => positions.get(id) ?? []).toSorted((above, below) => above.y - below.y)
      places.forEach((place, index) => positions.set(alike[index] ?? '', place))
    }
  }
}

/** Takes seconds for a thousand boxes: for a worker. */
export function layoutOf({ nodes, edges }: LayoutGraph): Positions {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.box, ranksep: gaps.column, marginx: 16, marginy: 16 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  const lines = forward({ nodes, edges })
  const columns = spread({ nodes, edges: lines })
  for (const { source, target } of lines) graph.setEdge(source, target, { minlen: columns(source, target) })
  layout(graph)
  const placed = nodes.map((box) => ({ ...box, centre: graph.node(box.id) as { x: number; y: number } }))
  // The boxes of a column begin at one line, so that what leads to a narrow one passes no wide one.
  const byColumn = Map.groupBy(placed, ({ centre }) => Math.round(centre.x))
  const positions = new Map(
    [...byColumn.values()].flatMap((column) => {
      const widest = Math.max(...column.map(({ width }) => width))
      return column.map(({ id, height, centre: { x, y } }) => [id, { x: x - widest / 2, y: y - height / 2 }] as const)
    }),
  )
  untangle({ nodes, edges }, positions)
  return positions
}
