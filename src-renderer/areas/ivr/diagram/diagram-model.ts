/** A menu as boxes and lines. What speech leads to stays inside its context, and is not drawn. */
import type { Action } from '@shared/domain/ivr/action'
import { isStandardOption, type Context, type Menu } from '@shared/domain/ivr/menu'

/** Where in its node a line begins that leaves a collapsed context. */
export const collapsedHandle = 'all'

/** px; what is drawn has these sizes exactly, so that the layout needs no measuring. */
export const nodeSize = { width: 230, head: 34, option: 26, leafWidth: 170, leaf: 34 } as const

interface Box {
  id: string
  width: number
  height: number
}
export type ContextNode = Box & { kind: 'context'; context: Context; isEntry: boolean; isCollapsed: boolean }
/** Something outside the menu that calls are handed to. Every context has its own, so that lines stay short. */
export type LeafNode = Box & { kind: 'leaf'; leads: 'numbers' | 'variable'; text: string; rule: string }
/** What a jump names and the menu does not have. `key` null: the jump names nothing. */
export type MissingNode = Box & { kind: 'missing'; key: string | null; rule: string }
export type DiagramNode = ContextNode | LeafNode | MissingNode

/** How an option comes about; each has its own line style. */
export type LineStyle = 'start' | 'pressed' | 'timeout' | 'invalid'

export interface DiagramEdge {
  id: string
  source: string
  /** Digits of the option, or `collapsedHandle`. */
  handle: string
  target: string
  /** Options that it leaves from: several only of a collapsed context. */
  digits: readonly string[]
  /** Option that a jump leads to; null: start, or no jump. */
  toOption: string | null
  style: LineStyle
  /** Key of the first rule behind it. */
  rule: string
}

export interface Diagram {
  nodes: readonly DiagramNode[]
  edges: readonly DiagramEdge[]
}

export const contextNodeId = (key: string): string => `context/${key}`

const lineStyle = (digits: string): LineStyle => (isStandardOption(digits) ? (digits as LineStyle) : 'pressed')

/** @returns what the caller gets to outside the menu, or undefined */
function leafOf(action: Action): Pick<LeafNode, 'leads' | 'text'> | undefined {
  switch (action.kind) {
    case 'transfer':
    case 'simple_transfer':
      return { leads: 'numbers', text: action.destinations.join(', ') }
    case 'transfer_from_variable':
      return { leads: 'variable', text: action.variable }
    default:
      return undefined
  }
}

/** @param collapsed keys of contexts of which only the head is drawn */
export function diagramOf({ config, contexts }: Menu, collapsed: ReadonlySet<string>): Diagram {
  const known = new Set(contexts.map(({ key }) => key))
  const nodes = new Map<string, DiagramNode>()
  const edges = new Map<string, DiagramEdge>()

  const targetOf = (context: Context, action: Action, rule: string): { id: string; toOption: string | null } | null => {
    const small = { width: nodeSize.leafWidth, height: nodeSize.leaf, rule }
    if (action.kind === 'jump_to_context') {
      const toOption = action.option === '' || action.option === 'start' ? null : action.option
      if (action.context !== null && known.has(action.context)) return { id: contextNodeId(action.context), toOption }
      const id = `missing/${context.key}/${action.context ?? ''}`
      if (!nodes.has(id)) nodes.set(id, { kind: 'missing', id, key: action.context, ...small })
      return { id, toOption }
    }
    const leaf = leafOf(action)
    if (!leaf) return null
    const id = `leaf/${context.key}/${leaf.leads}/${leaf.text}`
    if (!nodes.has(id)) nodes.set(id, { kind: 'leaf', id, ...leaf, ...small })
    return { id, toOption: null }
  }

  // The layout counts its steps from the first box.
  const isEntryContext = ({ key }: Context): boolean => key === config.entryContext
  const entryFirst = contexts.toSorted((left, right) => Number(isEntryContext(right)) - Number(isEntryContext(left)))
  for (const context of entryFirst) {
    const id = contextNodeId(context.key)
    const isCollapsed = collapsed.has(context.key)
    const height = nodeSize.head + (isCollapsed ? 0 : context.options.length * nodeSize.option)
    const isEntry = isEntryContext(context)
    nodes.set(id, { kind: 'context', id, context, isEntry, isCollapsed, width: nodeSize.width, height })
    for (const { digits, rules } of context.options) {
      for (const { key: rule, action } of rules) {
        const target = targetOf(context, action, rule)
        if (!target) continue
        const handle = isCollapsed ? collapsedHandle : digits
        const edgeId = `${id}>${handle}>${target.id}>${target.toOption ?? ''}`
        const present = edges.get(edgeId)
        const style = lineStyle(digits)
        if (!present) {
          const { id: to, toOption } = target
          edges.set(edgeId, { id: edgeId, source: id, handle, target: to, digits: [digits], toOption, style, rule })
        } else if (!present.digits.includes(digits)) {
          const mixed = present.style === style ? style : 'pressed'
          edges.set(edgeId, { ...present, digits: [...present.digits, digits], style: mixed })
        }
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] }
}
