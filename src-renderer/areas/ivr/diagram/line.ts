/** How a line runs from the dot of an option to the box that it leads to. */
import type { LineStyle } from './diagram-model'

interface Point {
  /** px */
  x: number
  y: number
}

export interface Line {
  /** Of an SVG path. */
  path: string
  /** Where its words are centred. */
  label: Point
}

/** px by which a line that leads back leaves and arrives */
const reach = 26
/** px above the box that a line to itself goes round */
const above = 12

/** @param top upper edge, px, of the box that the line leaves; a line to the box itself goes round above it */
export function lineBetween(from: Point, to: Point, isLoop: boolean, top: number): Line {
  if (isLoop) {
    const y = top - above
    const [right, left] = [from.x + reach, to.x - reach]
    const path = [
      `M${from.x},${from.y}`,
      `C${right},${from.y} ${right},${from.y} ${right},${from.y - 10}`,
      `L${right},${y + 8} Q${right},${y} ${right - 8},${y}`,
      `L${left + 8},${y} Q${left},${y} ${left},${y + 8}`,
      `L${left},${to.y - 8} Q${left},${to.y} ${left + 8},${to.y}`,
      `L${to.x},${to.y}`,
    ].join(' ')
    return { path, label: { x: (from.x + to.x) / 2, y } }
  }
  const distance = to.x - from.x
  const bend = distance >= 0 ? Math.max(reach, distance / 2) : reach + Math.min(220, -distance / 4)
  return {
    path: `M${from.x},${from.y} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}`,
    label: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
  }
}

/** How each style of line is dashed, px; none: it is drawn through. */
export const lineDashes: Record<LineStyle, string> = { start: '', pressed: '', timeout: '9 5', invalid: '2 4' }
