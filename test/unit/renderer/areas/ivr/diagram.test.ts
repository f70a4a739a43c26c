import { expect, test } from 'vitest'
import { collapsedHandle, diagramOf } from '../../../../../src-renderer/areas/ivr/diagram/diagram-model'
import { layoutOf } from '../../../../../src-renderer/areas/ivr/diagram/layout'
import { context, hangup, jump, menu, play, rule, transfer, workedExample } from '../../../domain/ivr/menus'

const nothing: ReadonlySet<string> = new Set()

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
