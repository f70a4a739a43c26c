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

function draw(drawn: Menu, change: Partial<PictureWords> = {}, withRules = true) {
  const diagram = createDiagramDrawing()(drawn, { collapsed: new Set(), withRules })
  const positions = layoutOf(diagram)
  const picture = { diagram, positions, words: { ...words, ...change }, measure }
  return { svg: svgPicture(picture), frame: pictureFrame(diagram, positions), picture }
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
