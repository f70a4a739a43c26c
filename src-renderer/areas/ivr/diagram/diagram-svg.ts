/** A diagram as an SVG picture of its own: for paper, with its own light colours, whatever the window looks like. */
import {
  handleHeight,
  nodeSize,
  targetHeight,
  type ContextNode,
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
  type EndNode,
  type LineStyle,
} from './diagram-model'
import type { Positions } from './layout'
import { lineBetween, lineDashes, lineWords } from './line'

/** px; the part of the picture that is drawn */
export interface Frame {
  x: number
  y: number
  width: number
  height: number
}

/** What stands in the picture, in the operator's language. */
export interface PictureWords {
  title: string
  entry: string
  noRules: string
  /** Of a context in which callers may dial any extension. */
  anyExtension: string
  option(digits: string): string
  /** Of the context's rules, in the order of the option. */
  rules(node: ContextNode, digits: string): readonly string[]
  end(node: EndNode): string
  line(edge: DiagramEdge): string
  styles: Record<LineStyle, string>
}

/** @returns px that a text takes, at this size (px) and weight */
export type Measure = (text: string, size: number, isBold: boolean) => number

const paper = {
  ground: '#ffffff',
  box: '#ffffff',
  head: '#eef1f4',
  line: '#8b95a1',
  edge: '#5a6470',
  text: '#1c2126',
  muted: '#5a6470',
  danger: '#b42318',
} as const
/** Of which the first that a system has is taken. */
export const pictureFonts = "'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
/** px; has room for lines that leave or reach the outermost boxes round a bend */
const margin = 40
const titleHeight = 40
const legendHeight = 36

/** A name at the provider may hold what no XML may: that becomes a space. */
const escaped = (text: string): string =>
  Array.from(text.toWellFormed(), (char) => (char < ' ' || char >= '\uFFFE' ? forbidden(char) : char))
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
const forbidden = (char: string): string => (char.length > 1 ? char : ' ')

/** @returns the size of the whole picture, px */
export function pictureFrame({ nodes }: Diagram, positions: Positions): Frame {
  const placed = nodes.flatMap((node) => {
    const at = positions.get(node.id)
    return at ? [{ right: at.x + node.width, bottom: at.y + node.height, ...at }] : []
  })
  const left = Math.min(0, ...placed.map(({ x }) => x))
  const top = Math.min(0, ...placed.map(({ y }) => y))
  const right = Math.max(420, ...placed.map((one) => one.right))
  const bottom = Math.max(0, ...placed.map((one) => one.bottom))
  return {
    x: left - margin,
    y: top - margin - titleHeight,
    width: Math.ceil(right - left + 2 * margin),
    height: Math.ceil(bottom - top + 2 * margin + titleHeight + legendHeight),
  }
}

interface Picture {
  diagram: Diagram
  positions: Positions
  words: PictureWords
  measure: Measure
}

/**
 * The whole diagram, or the part of it within a frame.
 *
 * @returns a complete SVG file; it needs nothing beside it, and names fonts that systems have
 */
export function svgPicture({ diagram, positions, words, measure }: Picture, part?: Frame): string {
  const whole = pictureFrame(diagram, positions)
  const { x, y, width, height } = part ?? whole
  const pen = penOf(measure)
  const nodes = new Map(diagram.nodes.map((node) => [node.id, node]))
  const taken = diagram.nodes.flatMap((node): Frame[] => {
    const at = positions.get(node.id)
    return at ? [{ ...at, width: node.width, height: node.height }] : []
  })
  const lines = diagram.edges.flatMap((edge) => lineOf(edge, nodes, positions, taken, words, pen))
  const boxes = diagram.nodes.flatMap((node) => {
    const at = positions.get(node.id)
    if (!at) return []
    return node.kind === 'context' ? contextBox(node, at, words, pen) : endBox(node, at, words, pen)
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" font-family="${pictureFonts}">`,
    `<title>${escaped(words.title)}</title>`,
    `<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="${paper.edge}"/></marker></defs>`,
    `<rect x="${whole.x}" y="${whole.y}" width="${whole.width}" height="${whole.height}" fill="${paper.ground}"/>`,
    pen.text(words.title, { x: whole.x + margin, y: whole.y + margin + 14, width: whole.width, size: 18, bold: true }),
    ...lines.map(({ path }) => path),
    ...boxes,
    ...lines.map(({ label }) => label),
    ...legend(whole, words, pen),
    '</svg>',
  ].join('\n')
}

interface Text {
  x: number
  /** Middle of the line. */
  y: number
  /** What there is room for; more is cut. */
  width: number
  size: number
  bold?: boolean
  colour?: string
  anchor?: 'start' | 'middle' | 'end'
}
interface Pen {
  text(words: string, text: Text): string
  measure: Measure
}

function penOf(measure: Measure): Pen {
  /** As much of a text as there is room for, with `…` where more would follow. */
  function fitting(words: string, width: number, size: number, isBold: boolean): string {
    if (measure(words, size, isBold) <= width) return words
    const chars = Array.from(words)
    let [low, high] = [0, chars.length]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (measure(`${chars.slice(0, middle).join('')}…`, size, isBold) <= width) low = middle
      else high = middle - 1
    }
    return `${chars.slice(0, low).join('').trimEnd()}…`
  }
  return {
    measure,
    text(words, { x, y, width, size, bold = false, colour = paper.text, anchor = 'start' }) {
      const weight = bold ? ' font-weight="600"' : ''
      const align = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
      const shown = escaped(fitting(words, width, size, bold))
      return `<text x="${x}" y="${y + size * 0.35}" font-size="${size}" fill="${colour}"${weight}${align}>${shown}</text>`
    },
  }
}

/** px, beside the text in a box */
const padding = 12

function contextBox(node: ContextNode, at: { x: number; y: number }, words: PictureWords, pen: Pen): string[] {
  const { context, width, height, isEntry, isCollapsed, withRules } = node
  const { x, y } = at
  const right = x + width - padding
  const badge = isEntry ? words.entry : ''
  const badgeWidth = badge === '' ? 0 : pen.measure(badge, 12, false) + 8
  const parts = [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${paper.box}" stroke="${isEntry ? paper.text : paper.line}" stroke-width="${isEntry ? 2 : 1}"/>`,
    `<rect x="${x + 1}" y="${y + 1}" width="${width - 2}" height="${nodeSize.head - 1}" rx="4" fill="${paper.head}"/>`,
    pen.text(context.name, {
      x: x + padding,
      y: y + nodeSize.head / 2,
      width: width - 2 * padding - badgeWidth,
      size: 14,
      bold: true,
    }),
    ...(badge === ''
      ? []
      : [pen.text(badge, { x: right, y: y + nodeSize.head / 2, width, size: 12, colour: paper.muted, anchor: 'end' })]),
  ]
  if (isCollapsed) return parts
  const ruler = (at: number): string =>
    `<line x1="${x}" x2="${x + width}" y1="${at}" y2="${at}" stroke="${paper.line}" stroke-opacity="0.5"/>`
  let top = y + nodeSize.head
  for (const { digits, rules } of context.options) {
    const middle = top + nodeSize.option / 2
    const remark = rules.length === 0 ? words.noRules : ''
    const remarkWidth = remark === '' ? 0 : pen.measure(remark, 12, false) + 8
    parts.push(
      ruler(top),
      pen.text(words.option(digits), {
        x: x + padding,
        y: middle,
        width: width - 2 * padding - remarkWidth,
        size: 13,
      }),
    )
    if (remark !== '') {
      parts.push(pen.text(remark, { x: right, y: middle, width, size: 12, colour: paper.muted, anchor: 'end' }))
    }
    top += nodeSize.option
    if (!withRules) continue
    for (const rule of words.rules(node, digits)) {
      const indent = 2 * padding
      const ruleAt = { x: x + indent, y: top + nodeSize.rule / 2, width: width - indent - padding, size: 12 }
      parts.push(pen.text(rule, { ...ruleAt, colour: paper.muted }))
      top += nodeSize.rule
    }
  }
  if (context.anyDial) {
    const middle = { x: x + padding, y: top + nodeSize.option / 2, width: width - 2 * padding }
    parts.push(ruler(top), pen.text(words.anyExtension, { ...middle, size: 13, colour: paper.muted }))
  }
  return parts
}

function endBox(node: EndNode, { x, y }: { x: number; y: number }, words: PictureWords, pen: Pen): string[] {
  const isMissing = node.kind === 'missing'
  const { width, height } = node
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}" fill="${paper.box}" stroke="${isMissing ? paper.danger : paper.line}"${isMissing ? ' stroke-dasharray="4 3"' : ''}/>`,
    pen.text(words.end(node), {
      x: x + padding,
      y: y + height / 2,
      width: width - 2 * padding,
      size: 13,
      colour: isMissing ? paper.danger : paper.text,
    }),
  ]
}

function lineOf(
  edge: DiagramEdge,
  nodes: ReadonlyMap<string, DiagramNode>,
  positions: Positions,
  /** Boxes: words beside them hide no name. */
  taken: readonly Frame[],
  words: PictureWords,
  pen: Pen,
): { path: string; label: string }[] {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)]
  const [from, to] = [positions.get(edge.source), positions.get(edge.target)]
  if (source?.kind !== 'context' || !target || !from || !to) return []
  const start = { x: from.x + source.width, y: from.y + handleHeight(source, edge.handle) }
  const end = { x: to.x, y: to.y + targetHeight(target) }
  const line = lineBetween(start, end, source === target, from.y)
  const { path, places, room } = line
  const dashes = lineDashes[edge.style]
  const drawn = `<path d="${path}" fill="none" stroke="${paper.edge}" stroke-width="${edge.style === 'start' ? 3 : 1.5}"${dashes && ` stroke-dasharray="${dashes}"`} marker-end="url(#arrow)"/>`
  const text = lineWords(words.line(edge), line)
  if (text === '') return [{ path: drawn, label: '' }]
  const width = Math.min(room, pen.measure(text, 12, false) + 10)
  const place = ({ x, y }: (typeof places)[number]): Frame => ({ x: x - width / 2, y: y - 9, width, height: 18 })
  const label = places.find((at) => !taken.some((box) => overlaps(box, place(at)))) ?? places[0]
  if (!label) return [{ path: drawn, label: '' }]
  const ground = `<rect x="${label.x - width / 2}" y="${label.y - 9}" width="${width}" height="18" rx="3" fill="${paper.ground}" stroke="${paper.line}"/>`
  const said = pen.text(text, { ...label, width: width - 8, size: 12, anchor: 'middle' })
  return [{ path: drawn, label: `${ground}${said}` }]
}

const overlaps = (left: Frame, right: Frame): boolean =>
  left.x < right.x + right.width &&
  right.x < left.x + left.width &&
  left.y < right.y + right.height &&
  right.y < left.y + left.height

function legend(frame: Frame, words: PictureWords, pen: Pen): string[] {
  const y = frame.y + frame.height - legendHeight / 2
  let x = frame.x + margin
  return (Object.keys(lineDashes) as LineStyle[]).flatMap((style) => {
    const dashes = lineDashes[style]
    const sample = `<line x1="${x}" x2="${x + 30}" y1="${y}" y2="${y}" stroke="${paper.edge}" stroke-width="${style === 'start' ? 3 : 1.5}"${dashes && ` stroke-dasharray="${dashes}"`}/>`
    const text = pen.text(words.styles[style], { x: x + 36, y, width: 160, size: 12, colour: paper.muted })
    x += 52 + pen.measure(words.styles[style], 12, false)
    return [sample, text]
  })
}
