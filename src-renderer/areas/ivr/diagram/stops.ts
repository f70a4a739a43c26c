/** What the keyboard goes through in a diagram: the rows of its boxes, and along the lines from one box to another. */
import type { Selection } from '@shared/domain/ivr/edit'
import { contextNodeId, type ContextNode, type Diagram, type DiagramEdge } from './diagram-model'

/** A row of a context's box. `digits` null: its head. `rule` null: the head, or the option itself. */
export interface Stop {
  context: string
  digits: string | null
  rule: string | null
}

export const stopId = ({ context, digits, rule }: Stop): string =>
  rule !== null ? `rule/${rule}` : digits !== null ? `option/${context}/${digits}` : contextNodeId(context)

export function selectionAt({ context, digits, rule }: Stop): Selection {
  if (rule !== null) return { kind: 'rules', keys: [rule] }
  if (digits !== null) return { kind: 'options', context, digits: [digits] }
  return { kind: 'contexts', keys: [context] }
}

function stopsOf({ context, isCollapsed, withRules }: ContextNode): Stop[] {
  const head: Stop = { context: context.key, digits: null, rule: null }
  if (isCollapsed) return [head]
  return [
    head,
    ...context.options.flatMap(({ digits, rules }) => [
      { context: context.key, digits, rule: null },
      ...(withRules ? rules.map(({ key }) => ({ context: context.key, digits, rule: key })) : []),
    ]),
  ]
}

const contextsOf = ({ nodes }: Diagram): ContextNode[] => nodes.filter((node) => node.kind === 'context')

/** Lines that leave the row: of an option those of its rules, of a head all of its context. */
export function linesFrom({ edges }: Diagram, { context, digits, rule }: Stop): DiagramEdge[] {
  const id = contextNodeId(context)
  return edges.filter(
    (edge) =>
      edge.source === id &&
      (digits === null || edge.digits.includes(digits)) &&
      (rule === null || edge.rules.includes(rule)),
  )
}

export function linesTo({ edges }: Diagram, context: string): DiagramEdge[] {
  const id = contextNodeId(context)
  return edges.filter(({ target }) => target === id)
}

export type StopMove = 'up' | 'down' | 'first' | 'last' | 'along' | 'back'

/**
 * @param at null: nothing is chosen, and any move goes to the first box
 * @returns the row that a key goes to; null: there is none
 */
export function moveFrom(diagram: Diagram, at: Stop | null, move: StopMove): Stop | null {
  const boxes = contextsOf(diagram)
  const index = at ? boxes.findIndex(({ context }) => context.key === at.context) : -1
  const box = boxes[index]
  const headOf = (one: ContextNode | undefined): Stop | null =>
    one ? { context: one.context.key, digits: null, rule: null } : null
  if (!at || !box) return headOf(boxes[0])
  switch (move) {
    case 'first':
      return headOf(boxes[0])
    case 'last':
      return headOf(boxes.at(-1))
    case 'up':
    case 'down': {
      const own = stopsOf(box)
      const place = own.findIndex((stop) => stopId(stop) === stopId(at))
      const next = own[place + (move === 'up' ? -1 : 1)]
      if (next) return next
      const neighbour = boxes[index + (move === 'up' ? -1 : 1)]
      if (!neighbour) return null
      return move === 'down' ? headOf(neighbour) : (stopsOf(neighbour).at(-1) ?? null)
    }
    case 'along': {
      const targets = new Set(linesFrom(diagram, at).map(({ target }) => target))
      return headOf(boxes.find(({ id }) => targets.has(id)))
    }
    case 'back': {
      if (at.digits !== null) return headOf(box)
      const [line] = linesTo(diagram, at.context)
      const source = boxes.find(({ id }) => id === line?.source)
      if (!line || !source) return null
      const digits = source.isCollapsed ? null : (line.digits[0] ?? null)
      return { context: source.context.key, digits, rule: null }
    }
  }
}
