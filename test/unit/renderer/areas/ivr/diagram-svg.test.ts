/** The picture of a diagram: complete, well-formed whatever names hold, cut to its boxes; and the pages that it takes. */
import { expect, test } from 'vitest'
import type { Menu } from '@shared/domain/ivr/menu'
import { createDiagramDrawing } from '../../../../../src-renderer/areas/ivr/diagram/diagram-model'
import { pictureFrame, svgPicture, type PictureWords } from '../../../../../src-renderer/areas/ivr/diagram/diagram-svg'
import { layoutOf } from '../../../../../src-renderer/areas/ivr/diagram/layout'
import { sheetsOf } from '../../../../../src-renderer/areas/ivr/diagram/picture'
import { context, hangup, jump, menu, play, transfer, workedExample } from '../../../domain/ivr/menus'

const words: PictureWords = {
  title: 'IVR menu 071',
  entry: 'entry',
  noRules: 'no rules: hangs up',
  anyExtension: 'any extension',
  option: (digits) => `option ${digits}`,
  rules: ({ context: { options } }, digits) =>
    options.find((option) => option.digits === digits)?.rules.map(({ action }) => action.kind) ?? [],
  end: (node) => (node.kind === 'missing' ? 'missing' : node.kind === 'limit' ? `limit ${node.text}` : node.text),
  line: ({ toOption }) => (toOption === null ? '' : `to ${toOption}`),
  styles: { start: 'at the start', pressed: 'pressed', timeout: 'no input', invalid: 'wrong input' },
}
/** Every letter as wide as half its height. */
const measure = (text: string, size: number): number => (text.length * size) / 2

function draw(drawn: Menu, change: Partial<PictureWords> = {}, withRules = true, collapsed: string[] = []) {
  const diagram = createDiagramDrawing()(drawn, { collapsed: new Set(collapsed), withRules })
  const positions = layoutOf(diagram)
  const picture = { diagram, positions, words: { ...words, ...change }, measure }
  return { svg: svgPicture(picture), frame: pictureFrame(diagram, positions), picture }
}
/** Points on the lines of a picture, or farther out. */
function pointsOf(svg: string): { x: number; y: number }[] {
  const paths = [...svg.matchAll(/<path d="(M[^"z]*)"/g)].map(([, path = '']) => path)
  return paths.flatMap((path) => {
    const [start, ...others] = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }))
    const [out, back, end] = others
    if (!start || !out || !back || !end || others.length > 3) return start ? [start, ...others] : []
    return Array.from({ length: 101 }, (_, index) => {
      const t = index / 100
      const at = (side: 'x' | 'y') =>
        (1 - t) ** 3 * start[side] +
        3 * t * (1 - t) ** 2 * out[side] +
        3 * t ** 2 * (1 - t) * back[side] +
        t ** 3 * end[side]
      return { x: at('x'), y: at('y') }
    })
  })
}
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)

test('the example of the page has its boxes, rules, lines and the meaning of the lines', () => {
  const { svg } = draw(workedExample)
  const texts = textsOf(svg)
  for (const text of [
    'IVR menu 071',
    'Основной контекст',
    'entry',
    'any extension',
    'option 1',
    'play_sound',
    '+7987654321',
    '002',
    '050',
    'no input',
  ]) {
    expect(texts).toContain(text)
  }
  expect(svg.match(/marker-end/g)).toHaveLength(3)
  // It needs nothing beside it, and no colour of the window.
  expect(svg).not.toMatch(/var\(|href=|url\((?!#arrow)/)
})

test('names with markup, and with what no XML may hold, are text', () => {
  const { svg } = draw(menu(context('a', { start: [play(1)] }, { name: '<script>&"\u0000\uD800 x' })))
  expect(svg).toContain('&lt;script&gt;&amp;&quot;')
  expect(svg).not.toContain('<script')
  expect(Array.from(svg).some((char) => (char < ' ' && char !== '\n') || char === '\uD800')).toBe(false)
})

test('what is too long for its row is cut, and says so', () => {
  const { svg } = draw(menu(context('a', { start: [] }, { name: 'A very long name of a context '.repeat(10) })))
  const name = textsOf(svg).find((text) => text.startsWith('A very'))
  expect(name?.endsWith('…')).toBe(true)
  expect(measure(name ?? '', 14)).toBeLessThan(320)
})

test('words of a line stand above all boxes, and a line to its own box goes round it', () => {
  const { svg } = draw(
    menu(context('a', { 1: [jump('b', '2')], invalid: [jump('a')] }), context('b', { 2: [hangup()] })),
  )
  expect(svg.lastIndexOf('to 2')).toBeGreaterThan(svg.lastIndexOf('option '))
  const { svg: loop, picture } = draw(menu(context('a', { invalid: [jump('a')] })))
  const top = picture.positions.get('context/a')?.y ?? NaN
  expect(loop).toContain(`,${top - 12}`)
})

test('a line back and the line there have words of their own', () => {
  const there = menu(context('a', { 1: [jump('b')] }), context('b', { 9: [jump('a')] }))
  const { svg } = draw(there, { line: ({ digits }) => `press ${digits.join()}` }, true, ['a', 'b'])
  const places = [...svg.matchAll(/y="([\d.]+)"[^>]*>(?:← )?press \d</g)].map(([, y]) => Number(y))
  expect(places).toHaveLength(2)
  expect(Math.abs((places[0] ?? 0) - (places[1] ?? 0))).toBeGreaterThanOrEqual(18)
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['press 1', '← press 9']))
})

test('words of a line over a box in between stand beside it', () => {
  const long = menu(
    context('a', { 1: [jump('b')], 2: [jump('c')] }),
    context('b', { 1: [jump('c')] }),
    context('c', { 1: [jump('d')] }),
    context('d', { 1: [jump('a')] }),
  )
  const { svg, picture } = draw(long, { line: () => 'press' }, true, ['a', 'b', 'c', 'd'])
  const labels = [...svg.matchAll(/<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="18"/g)].map(([, ...sizes]) =>
    sizes.map(Number),
  )
  expect(labels).toHaveLength(5)
  for (const { id, width, height } of picture.diagram.nodes) {
    const { x, y } = picture.positions.get(id) ?? { x: NaN, y: NaN }
    for (const [left = NaN, top = NaN, wide = NaN] of labels) {
      expect(left + wide <= x || left >= x + width || top + 18 <= y || top >= y + height).toBe(true)
    }
  }
})

test('no line is cut off at the edge of the picture', () => {
  const back = menu(
    context('a', { 1: [jump('b')], invalid: [jump('a')] }),
    context('b', { 1: [jump('c')] }),
    context('c', { 1: [jump('a')], 2: [jump('b')], invalid: [jump('c')] }),
  )
  for (const collapsed of [[], ['a', 'b', 'c']]) {
    const { svg, frame } = draw(back, {}, true, collapsed)
    const points = pointsOf(svg)
    expect(points.length).toBeGreaterThan(100)
    // Half the width of the line, too.
    expect(Math.min(...points.map(({ x }) => x))).toBeGreaterThan(frame.x + 1)
    expect(Math.max(...points.map(({ x }) => x))).toBeLessThan(frame.x + frame.width - 1)
    expect(Math.min(...points.map(({ y }) => y))).toBeGreaterThan(frame.y + 1)
    expect(Math.max(...points.map(({ y }) => y))).toBeLessThan(frame.y + frame.height - 1)
  }
})

test('everything is within the picture, and the pages of a big one cover it', () => {
  const contexts = Array.from({ length: 60 }, (_, index) =>
    context(`c${index}`, {
      1: [jump(`c${(index * 2 + 1) % 60}`)],
      2: [jump(`c${(index * 2 + 2) % 60}`)],
      timeout: [transfer('050')],
    }),
  )
  const { frame, picture } = draw(menu(...contexts))
  for (const { id, width, height } of picture.diagram.nodes) {
    const { x, y } = picture.positions.get(id) ?? { x: NaN, y: NaN }
    expect(x).toBeGreaterThanOrEqual(frame.x)
    expect(y).toBeGreaterThanOrEqual(frame.y)
    expect(x + width).toBeLessThanOrEqual(frame.x + frame.width)
    expect(y + height).toBeLessThanOrEqual(frame.y + frame.height)
  }
  const { frames } = sheetsOf(frame)
  expect(frames.length).toBeGreaterThan(1)
  const last = frames.at(-1)
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeGreaterThanOrEqual(frame.x + frame.width)
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeGreaterThanOrEqual(frame.y + frame.height)
  // A small one has a page of its own.
  expect(sheetsOf(draw(workedExample).frame).frames).toHaveLength(1)
})
