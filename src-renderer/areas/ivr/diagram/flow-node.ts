import { Position, type HandleElement, type Node } from '@vue-flow/core'
import { collapsedHandle, nodeSize, type DiagramNode } from './diagram-model'

/** px; both sides */
const dot = 10

/**
 * A box as Vue Flow wants it. It is told the size and the places of the dots, which it would find out by drawing: so lines end
 * where they should at boxes out of sight too, which are never drawn.
 *
 * @param position upper left corner, px
 */
export function flowNode(node: DiagramNode, position: { x: number; y: number }): Node<DiagramNode> {
  const { id, width, height, kind } = node
  const handle = (type: 'source' | 'target', handleId: string | null, middle: number): HandleElement => ({
    id: handleId,
    type,
    nodeId: id,
    position: type === 'source' ? Position.Right : Position.Left,
    x: (type === 'source' ? width : 0) - dot / 2,
    y: middle - dot / 2,
    width: dot,
    height: dot,
  })
  const isContext = kind === 'context'
  const firstOption = nodeSize.head + nodeSize.option / 2
  const source = !isContext
    ? []
    : node.isCollapsed
      ? [handle('source', collapsedHandle, nodeSize.head / 2)]
      : node.context.options.map(({ digits }, at) => handle('source', digits, firstOption + at * nodeSize.option))
  const target = [handle('target', null, (isContext ? nodeSize.head : height) / 2)]
  const known = { dimensions: { width, height }, handleBounds: { source, target } }
  return { id, type: isContext ? 'context' : 'end', position, data: node, ...known }
}
