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
  /** Where its words may be centred, the best place first. */
  places: readonly Point[]
  /** px that its words may take, so that they leave the boxes at its ends free */
  room: number
  /** It leads against the way of the others. */
  isBack: boolean
}

/** px by which a line that leads back leaves and arrives */
const reach = 26
/** px above the box that a line to itself goes round */
const above = 12
/** px */
const roomMaximum = 220
/** Of the way along a line. */
const parts = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]
/** px by which words of a line back stand lower: the line there has its own at the same point */
const lower = 20

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
    return { path, places: [{ x: (from.x + to.x) / 2, y }], room: roomMaximum, isBack: false }
  }
  const distance = to.x - from.x
  const isBack = distance < 0
  const bend = isBack ? reach + Math.min(220, -distance / 4) : Math.max(reach, distance / 2)
  return {
    path: `M${from.x},${from.y} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}`,
    places: parts.map((part) => ({
      x: along(part, from.x, from.x + bend, to.x - bend, to.x),
      y: along(part, from.y, from.y, to.y, to.y) + (isBack ? lower : 0),
    })),
    room: isBack ? roomMaximum : Math.min(roomMaximum, Math.max(48, distance - 12)),
    isBack,
  }
}

/** @returns where a curve of these four points is after that part of it */
const along = (part: number, from: number, out: number, back: number, to: number): number => {
  const rest = 1 - part
  return from * rest ** 3 + 3 * out * part * rest ** 2 + 3 * back * part ** 2 * rest + to * part ** 3
}

/** What a line says, with where to when it is not along. */
export const lineWords = (words: string, { isBack }: Pick<Line, 'isBack'>): string =>
  words !== '' && isBack ? `← ${words}` : words

/** How each style of line is dashed, px; none: it is drawn through. */
export const lineDashes: Record<LineStyle, string> = { start: '', pressed: '', timeout: '9 5', invalid: '2 4' }
