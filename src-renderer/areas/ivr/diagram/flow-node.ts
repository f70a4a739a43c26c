import { Position, type HandleElement, type Node } from '@vue-flow/core'
import { collapsedHandle, handleHeight, targetHeight, type DiagramNode } from './diagram-model'

/** px; both sides */
const dot = 10

/**
 * A box as Vue Flow wants it; what stands in it is looked up by its id. It is told the size and the places of the dots, which it
 * would find out by drawing: so lines end where they should at boxes out of sight too, which are never drawn.
 *
 * @param position upper left corner, px
 */
export function flowNode(node: DiagramNode, position: { x: number; y: number }): Node {
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
  const handles = !isContext
    ? []
    : node.isCollapsed
      ? [collapsedHandle]
      : node.context.options.map(({ digits }) => digits)
  const source = isContext ? handles.map((id) => handle('source', id, handleHeight(node, id))) : []
  const target = [handle('target', null, targetHeight(node))]
  // It works places out anew only for boxes that it draws: one that moved into sight would stay out of sight.
  const known = {
    dimensions: { width, height },
    handleBounds: { source, target },
    computedPosition: { ...position, z: 0 },
  }
  return { id, type: isContext ? 'context' : 'end', position, ...known }
}
