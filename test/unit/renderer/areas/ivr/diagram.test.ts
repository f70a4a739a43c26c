import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setRule } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import {
  collapsedHandle,
  createDiagramDrawing,
  handleHeight,
  nodeSize,
  sameShape,
  type Diagram,
} from '../../../../../src-renderer/areas/ivr/diagram/diagram-model'
import { moveFrom, type Stop, type StopMove } from '../../../../../src-renderer/areas/ivr/diagram/stops'
import { layoutOf } from '../../../../../src-renderer/areas/ivr/diagram/layout'
import { editedMenus } from '../../../domain/ivr/arbitrary-edits'
import { context, hangup, jump, menu, play, rule, transfer, workedExample } from '../../../domain/ivr/menus'

const nothing: ReadonlySet<string> = new Set()
const diagramOf = (drawn: Menu, collapsed: ReadonlySet<string>, withRules = false) =>
  createDiagramDrawing()(drawn, { collapsed, withRules })

test('the example of the page is one context with three transfers', () => {
  const { nodes, edges } = diagramOf(workedExample, nothing)
  expect(nodes.map(({ id }) => id)).toEqual([
    'context/1',
    'leaf/1/numbers/+7987654321',
    'leaf/1/numbers/002',
    'leaf/1/numbers/050',
  ])
  expect(nodes[0]).toMatchObject({ kind: 'context', isEntry: true, isCollapsed: false })
  expect(edges.map(({ handle, target, style }) => [handle, target, style])).toEqual([
    ['1', 'leaf/1/numbers/+7987654321', 'pressed'],
    ['2', 'leaf/1/numbers/002', 'pressed'],
    ['timeout', 'leaf/1/numbers/050', 'timeout'],
  ])
})

test('the ends of the way from a context stand in the order of its options: no line crosses another', () => {
  const { nodes, edges } = diagramOf(workedExample, nothing)
  const positions = layoutOf({ nodes, edges })
  const heights = edges.map(({ target }) => positions.get(target)?.y ?? 0)
  expect(heights).toEqual(heights.toSorted((above, below) => above - below))
})

test('the time of the menu that ends in a transfer has a box to which no line leads; dialled extensions have a row', () => {
  const drawn = menu(context('a', { start: [hangup()] }, { anyDial: true }))
  const limited = (change: Partial<Menu['config']>) =>
    diagramOf({ ...drawn, config: { ...drawn.config, lifetimeAction: 'transfer', ...change } }, nothing)
  const { nodes, edges } = limited({ lifetimeSeconds: 600, lifetimeDestination: '050' })
  expect(nodes[1]).toMatchObject({ kind: 'limit', seconds: 600, text: '050' })
  expect(edges).toEqual([])
  expect(limited({ lifetimeSeconds: 0 }).nodes).toHaveLength(1)
  expect(limited({ lifetimeAction: 'hangup', lifetimeSeconds: 600 }).nodes).toHaveLength(1)
  const [box] = nodes
  const [without] = diagramOf(menu(context('a', { start: [hangup()] })), nothing).nodes
  expect((box?.height ?? 0) - (without?.height ?? 0)).toBe(nodeSize.option)
})

test('a jump to a context that is not there ends at a place that says so', () => {
  const lost = jump('gone')
  const unset = jump(null)
  const { nodes, edges } = diagramOf(menu(context('a', { 1: [lost], invalid: [unset] })), nothing)
  expect(nodes.slice(1)).toMatchObject([
    { kind: 'missing', key: 'gone', rule: lost.key },
    { kind: 'missing', key: null, rule: unset.key },
  ])
  expect(edges.map(({ target, style }) => [target, style])).toEqual([
    ['missing/a/gone', 'pressed'],
    ['missing/a/', 'invalid'],
  ])
})

test('jumps keep the option that they lead to, and a line is drawn once', () => {
  const variable = rule({ kind: 'transfer_from_variable', variable: 'agent', timeoutSeconds: null })
  const { nodes, edges } = diagramOf(
    menu(context('a', { start: [play(1), jump('b', '2'), jump('b', '2'), variable] }), context('b', { 2: [hangup()] })),
    nothing,
  )
  expect(edges.map(({ target, toOption, style }) => [target, toOption, style])).toEqual([
    ['context/b', '2', 'start'],
    ['leaf/a/variable/agent', null, 'start'],
  ])
  expect(nodes.find(({ kind }) => kind === 'leaf')).toMatchObject({ leads: 'variable', text: 'agent' })
})

test('a collapsed context is lower, and its lines to one place become one that names all its options', () => {
  const drawn = menu(context('a', { 1: [transfer('002')], 2: [transfer('002')], timeout: [transfer('002')] }))
  const open = diagramOf(drawn, nothing)
  const closed = diagramOf(drawn, new Set(['a']))
  expect(open.edges).toHaveLength(3)
  expect(closed.edges).toMatchObject([{ handle: collapsedHandle, digits: ['1', '2', 'timeout'], style: 'pressed' }])
  expect(closed.nodes[0]?.height).toBeLessThan(open.nodes[0]?.height ?? 0)
})

test('1,000 contexts have all their boxes and lines', () => {
  const contexts = Array.from({ length: 1000 }, (_, index) =>
    context(`c${index}`, {
      1: [jump(`c${(index + 1) % 1000}`)],
      2: [jump(`c${index >> 1}`)],
      timeout: [transfer('050')],
    }),
  )
  const { nodes, edges } = diagramOf(menu(...contexts), nothing)
  expect(nodes).toHaveLength(2000)
  expect(edges).toHaveLength(3000)
})

test('boxes go from left to right without covering each other, also where jumps go in a circle', () => {
  const { nodes, edges } = diagramOf(
    menu(
      context('a', { 1: [jump('b')], 2: [jump('c')], invalid: [jump('a')] }),
      context('b', { 1: [jump('a')], timeout: [transfer('050')] }),
      context('c', { start: [transfer('050')] }),
    ),
    nothing,
  )
  const positions = layoutOf({ nodes, edges })
  const boxes = nodes.map(({ id, width, height }) => ({ ...(positions.get(id) ?? { x: NaN, y: NaN }), width, height }))
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y
      expect(apart).toBe(true)
    }
  })
  expect(positions.get('context/a')?.x).toBeLessThan(positions.get('context/b')?.x ?? NaN)
})

test('what a caller says is a line of its own, which tells the option that it leads to', () => {
  const voice = rule({
    kind: 'voice_helper',
    rules: [
      { toOption: '1', transcription: 'sale|buy' },
      { toOption: '2', transcription: 'help' },
    ],
    timeout: 12_000,
    digitsMaximum: 1,
    sound: null,
    soundType: null,
    fromVariable: false,
    classicTerm: true,
    finalCount: 1,
  })
  const { nodes, edges } = diagramOf(menu(context('a', { start: [voice], 1: [hangup()], 2: [hangup()] })), nothing)
  expect(nodes.slice(1)).toMatchObject([
    { kind: 'leaf', leads: 'speech', text: 'sale|buy', toOption: '1' },
    { kind: 'leaf', leads: 'speech', text: 'help', toOption: '2' },
  ])
  expect(edges.map(({ handle, rules }) => [handle, rules])).toEqual([
    ['start', [voice.key]],
    ['start', [voice.key]],
  ])
})

test('with their rules boxes are higher, and lines begin beside their options', () => {
  const drawn = menu(context('a', { start: [play(1), play(2)], 1: [transfer('002')] }))
  const [plain] = diagramOf(drawn, nothing).nodes
  const [full] = diagramOf(drawn, nothing, true).nodes
  if (plain?.kind !== 'context' || full?.kind !== 'context') throw new Error('not as expected')
  expect(full.height - plain.height).toBe(3 * nodeSize.rule)
  expect(handleHeight(full, '1') - handleHeight(plain, '1')).toBe(2 * nodeSize.rule)
  expect(handleHeight(full, 'start')).toBe(handleHeight(plain, 'start'))
})

test('an edit that moves nothing leaves the other boxes as they are, and the shape of the whole', () => {
  const greeting = play(1)
  const leaving = transfer('002')
  const drawn = menu(context('a', { start: [greeting], 1: [jump('b')] }), context('b', { 1: [leaving] }))
  const draw = createDiagramDrawing()
  const view = { collapsed: nothing, withRules: true }
  const before = draw(drawn, view)
  const renamed = draw(setRule(drawn, { ...greeting, name: 'Greeting' }), view)
  expect(renamed.nodes[0]).not.toBe(before.nodes[0])
  expect(renamed.nodes[1]).toBe(before.nodes[1])
  expect(sameShape(before, renamed)).toBe(true)
  const elsewhere = draw(setRule(drawn, { ...leaving, action: { kind: 'hangup' } }), view)
  expect(sameShape(before, elsewhere)).toBe(false)
})

test('an edit leaves the same diagram as when all of it is drawn anew; of the same shape, every box keeps its place', () => {
  fc.assert(
    fc.property(editedMenus, fc.boolean(), (menus, withRules) => {
      const draw = createDiagramDrawing()
      let before: Diagram | undefined
      for (const next of menus) {
        const view = { collapsed: new Set([next.contexts[1]?.key ?? '']), withRules }
        const drawn = draw(next, view)
        const anew = createDiagramDrawing()(structuredClone(next), view)
        expect([drawn.nodes, drawn.edges]).toEqual([anew.nodes, anew.edges])
        if (before && sameShape(before, drawn)) {
          const places = ({ parts }: Diagram) => parts.map(({ nodes }) => nodes.map(({ id }) => id))
          expect([places(drawn), drawn.edges]).toEqual([places(before), before.edges])
        }
        before = drawn
      }
    }),
  )
})

test('the keyboard goes through the rows, along a line and back', () => {
  const drawn = diagramOf(
    menu(context('a', { start: [play(1)], 1: [jump('b')] }), context('b', { 1: [jump('a')] })),
    nothing,
    true,
  )
  const go = (...moves: StopMove[]) => moves.reduce<Stop | null>((at, move) => moveFrom(drawn, at, move), null)
  expect(go('down')).toEqual({ context: 'a', digits: null, rule: null })
  expect(go('down', 'down')).toEqual({ context: 'a', digits: 'start', rule: null })
  expect(go('down', 'down', 'down')).toMatchObject({ digits: 'start', rule: expect.any(String) as string })
  const first = go('down', 'down', 'down', 'down')
  expect(first).toEqual({ context: 'a', digits: '1', rule: null })
  expect(moveFrom(drawn, first, 'along')).toEqual({ context: 'b', digits: null, rule: null })
  expect(moveFrom(drawn, { context: 'b', digits: null, rule: null }, 'back')).toEqual(first)
  expect(moveFrom(drawn, first, 'back')).toEqual({ context: 'a', digits: null, rule: null })
  expect(go('down', 'last')).toEqual({ context: 'b', digits: null, rule: null })
  expect(moveFrom(drawn, { context: 'b', digits: null, rule: null }, 'up')).toMatchObject({
    context: 'a',
    digits: 'invalid',
  })
  // Nothing is before the first row.
  expect(go('down', 'up')).toBeNull()
})
