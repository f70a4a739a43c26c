/** Pictures in the window: measuring text, drawing SVG as PNG, printing. */
import { pictureFonts, type Frame, type Measure } from './diagram-svg'

export function createMeasure(): Measure {
  const pen = document.createElement('canvas').getContext('2d')
  const known = new Map<string, number>()
  return (text, size, isBold) => {
    const font = `${isBold ? 600 : 400} ${size}px ${pictureFonts}`
    const key = `${font}/${text}`
    const before = known.get(key)
    if (before !== undefined || !pen) return before ?? text.length * size
    pen.font = font
    const { width } = pen.measureText(text)
    known.set(key, width)
    return width
  }
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  return image
}

/** px; no side of a canvas may be longer, and all of it not larger */
const sideMaximum = 16_000
const areaMaximum = 120_000_000

/**
 * Twice as fine as on the screen; a picture too large for that is drawn as fine as a canvas can be.
 *
 * @returns a PNG file
 */
export async function pngOf(svg: string, { width, height }: Pick<Frame, 'width' | 'height'>): Promise<string> {
  const scale = Math.min(2, sideMaximum / width, sideMaximum / height, Math.sqrt(areaMaximum / (width * height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const image = await imageOf(svg)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '')
}

/** px at 96 to the inch: what an A4 page has room for within its margins */
const page = { short: 710, long: 1040 } as const
/** Smaller than this, text on paper is hard to read. */
const readableScale = 0.6

export interface Sheets {
  isLandscape: boolean
  /** What is on each page, from left to right and from top to bottom. */
  frames: Frame[]
}

/** A diagram on one page where it can be read so, else on as many as it takes, edge to edge. */
export function sheetsOf({ x, y, width, height }: Frame): Sheets {
  const isLandscape = width > height
  const room = isLandscape ? { width: page.long, height: page.short } : { width: page.short, height: page.long }
  const scale = Math.min(1, Math.max(readableScale, Math.min(room.width / width, room.height / height)))
  const part = { width: room.width / scale, height: room.height / scale }
  const [columns, rows] = [Math.ceil(width / part.width), Math.ceil(height / part.height)]
  const frames = Array.from({ length: columns * rows }, (_, index): Frame => ({
    x: x + (index % columns) * part.width,
    y: y + Math.floor(index / columns) * part.height,
    ...part,
  }))
  return { isLandscape, frames }
}

/** Prints these pictures, a page each, and nothing else of the window. */
export async function printPages(svgs: readonly string[], isLandscape: boolean): Promise<void> {
  const sheets = document.createElement('div')
  sheets.className = 'print-sheets'
  for (const svg of svgs) sheets.append(await imageOf(svg))
  const style = document.createElement('style')
  style.textContent = `
    .print-sheets { display: none; }
    @page { size: A4 ${isLandscape ? 'landscape' : 'portrait'}; margin: 10mm; }
    @media print {
      html, body { height: auto; overflow: visible; background: none; }
      body > :not(.print-sheets) { display: none !important; }
      .print-sheets { display: block; }
      .print-sheets img { display: block; max-width: 100%; break-after: page; break-inside: avoid; }
      .print-sheets img:last-child { break-after: auto; }
    }`
  document.head.append(style)
  document.body.append(sheets)
  try {
    window.print()
  } finally {
    style.remove()
    sheets.remove()
  }
}
