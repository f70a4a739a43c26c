/** A menu as boxes and lines. */
import type { Action } from '@shared/domain/ivr/action'
import { isStandardOption, type Context, type Menu, type MenuConfig } from '@shared/domain/ivr/menu'

/** Where in its node a line begins that leaves a collapsed context. */
export const collapsedHandle = 'all'

/** px; what is drawn has these sizes exactly, so that the layout needs no measuring. */
export const nodeSize = {
  width: 230,
  /** With the sentences of rules. */
  wide: 320,
  head: 34,
  option: 26,
  rule: 24,
  leafWidth: 170,
  /** With what a caller says. */
  speech: 260,
  leaf: 34,
} as const

interface Box {
  id: string
  /** px */
  width: number
  height: number
}
export type ContextNode = Box & {
  kind: 'context'
  context: Context
  isEntry: boolean
  isCollapsed: boolean
  withRules: boolean
}
/**
 * Where a call gets to from a context by a transfer or by speech. Every context has its own, so that lines stay short. `speech`:
 * `text` is what the caller says, and the call goes on at the option `toOption` of the same context.
 */
export type LeafNode = Box & {
  kind: 'leaf'
  leads: 'numbers' | 'variable' | 'speech'
  text: string
  toOption: string
  context: string
  rule: string
}
/** What a jump names and the menu does not have. `key` null: the jump names nothing. */
export type MissingNode = Box & { kind: 'missing'; key: string | null; context: string; rule: string }
/** Where every call goes once its time in the menu is over, from wherever it is then: no line leads there. */
export type LimitNode = Box & { kind: 'limit'; seconds: number; text: string }
export type EndNode = LeafNode | MissingNode | LimitNode
export type DiagramNode = ContextNode | EndNode

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
  /** Keys of the rules behind it, in their order. */
  rules: readonly string[]
}

/** A context with what only it leads to, and its lines; or what belongs to no context. */
interface Part {
  nodes: readonly DiagramNode[]
  edges: readonly DiagramEdge[]
}
export interface Diagram extends Part {
  parts: readonly Part[]
}

export interface DiagramView {
  /** Keys of contexts of which only the head is drawn. */
  collapsed: ReadonlySet<string>
  /** Whether each option shows its rules. */
  withRules: boolean
}

export const contextNodeId = (key: string): string => `context/${key}`

const lineStyle = (digits: string): LineStyle => (isStandardOption(digits) ? (digits as LineStyle) : 'pressed')

type Leaf = Pick<LeafNode, 'leads' | 'text' | 'toOption'>

/** @returns what the caller gets to by a rule, jumps aside */
function leavesOf(action: Action): Leaf[] {
  switch (action.kind) {
    case 'transfer':
    case 'simple_transfer':
      return [{ leads: 'numbers', text: action.destinations.join(', '), toOption: '' }]
    case 'transfer_from_variable':
      return [{ leads: 'variable', text: action.variable, toOption: '' }]
    case 'voice_helper':
      return action.rules.map(({ transcription: text, toOption }) => ({ leads: 'speech', text, toOption }))
    default:
      return []
  }
}

interface Target {
  id: string
  toOption: string | null
}

type Looks = Pick<ContextNode, 'isEntry' | 'isCollapsed' | 'withRules'>

const sameLooks = (left: Looks, right: Looks): boolean =>
  left.isEntry === right.isEntry && left.isCollapsed === right.isCollapsed && left.withRules === right.withRules

function drawContext(context: Context, looks: Looks, isKnown: (context: string) => boolean): Part {
  const id = contextNodeId(context.key)
  const { isCollapsed, withRules } = looks
  const ruleCount = withRules ? context.options.reduce((sum, { rules }) => sum + rules.length, 0) : 0
  const rowCount = context.options.length + (context.anyDial ? 1 : 0)
  const inside = isCollapsed ? 0 : rowCount * nodeSize.option + ruleCount * nodeSize.rule
  const width = withRules ? nodeSize.wide : nodeSize.width
  const own: ContextNode = { kind: 'context', id, context, ...looks, width, height: nodeSize.head + inside }
  const nodes = new Map<string, DiagramNode>([[id, own]])
  const edges = new Map<string, DiagramEdge>()

  const targetsOf = (action: Action, rule: string): Target[] => {
    const small = { width: nodeSize.leafWidth, height: nodeSize.leaf, context: context.key, rule }
    if (action.kind === 'jump_to_context') {
      const toOption = action.option === '' || action.option === 'start' ? null : action.option
      if (action.context !== null && isKnown(action.context)) return [{ id: contextNodeId(action.context), toOption }]
      const missing = `missing/${context.key}/${action.context ?? ''}`
      if (!nodes.has(missing)) nodes.set(missing, { kind: 'missing', id: missing, key: action.context, ...small })
      return [{ id: missing, toOption }]
    }
    return leavesOf(action).map((leaf) => {
      const leafId = `leaf/${context.key}/${leaf.leads}/${leaf.text}${leaf.toOption && `/${leaf.toOption}`}`
      const width = leaf.leads === 'speech' ? nodeSize.speech : nodeSize.leafWidth
      if (!nodes.has(leafId)) nodes.set(leafId, { kind: 'leaf', id: leafId, ...leaf, ...small, width })
      return { id: leafId, toOption: null }
    })
  }

  for (const { digits, rules } of context.options) {
    for (const { key: rule, action } of rules) {
      for (const { id: target, toOption } of targetsOf(action, rule)) {
        const handle = isCollapsed ? collapsedHandle : digits
        const edgeId = `${id}>${handle}>${target}>${toOption ?? ''}`
        const present = edges.get(edgeId)
        const style = lineStyle(digits)
        edges.set(edgeId, {
          id: edgeId,
          source: id,
          handle,
          target,
          digits: [...new Set([...(present?.digits ?? []), digits])],
          toOption,
          style: present && present.style !== style ? 'pressed' : style,
          rules: [...(present?.rules ?? []), rule],
        })
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] }
}

function drawLimit({ lifetimeAction, lifetimeSeconds, lifetimeDestination }: MenuConfig): Part {
  if (lifetimeAction !== 'transfer' || !lifetimeSeconds) return { nodes: [], edges: [] }
  const box = { id: 'limit', width: nodeSize.speech, height: nodeSize.leaf }
  return { nodes: [{ kind: 'limit', ...box, seconds: lifetimeSeconds, text: lifetimeDestination }], edges: [] }
}

/** All boxes and all lines are put together when somebody asks for them: an edit that moves nothing needs neither. */
function diagramOf(parts: readonly Part[]): Diagram {
  let nodes: readonly DiagramNode[] | undefined
  let edges: readonly DiagramEdge[] | undefined
  return {
    parts,
    get nodes() {
      return (nodes ??= parts.flatMap((part) => part.nodes))
    },
    get edges() {
      return (edges ??= parts.flatMap((part) => part.edges))
    },
  }
}

/** @returns draws menus one after another; boxes and lines of a context that stayed the same are the same objects again */
export function createDiagramDrawing(): (menu: Menu, view: DiagramView) => Diagram {
  let keys: readonly string[] = []
  let known: ReadonlySet<string> = new Set()
  let drawn = new WeakMap<Context, { looks: Looks; part: Part }>()

  return ({ config, contexts }, { collapsed, withRules }) => {
    const present = contexts.map(({ key }) => key)
    if (present.length !== keys.length || present.some((key, index) => key !== keys[index])) {
      // A jump may lead to nowhere now, or no longer.
      keys = present
      known = new Set(present)
      drawn = new WeakMap()
    }
    const entry = contexts.findIndex(({ key }) => key === config.entryContext)
    const parts = contexts.map((context, index) => {
      const looks = { isEntry: index === entry, isCollapsed: collapsed.has(context.key), withRules }
      const before = drawn.get(context)
      if (before && sameLooks(before.looks, looks)) return before.part
      const part = drawContext(context, looks, (key) => known.has(key))
      drawn.set(context, { looks, part })
      return part
    })
    // The layout counts its steps from the first box.
    if (entry > 0) parts.unshift(...parts.splice(entry, 1))
    return diagramOf([...parts, drawLimit(config)])
  }
}

const sameBox = (left: DiagramNode, right: DiagramNode): boolean =>
  left === right ||
  (left.id === right.id &&
    left.width === right.width &&
    left.height === right.height &&
    (left.kind !== 'context' || right.kind !== 'context' || sameRows(left, right)))

const sameRows = (left: ContextNode, right: ContextNode): boolean =>
  left.isCollapsed === right.isCollapsed &&
  left.context.options.length === right.context.options.length &&
  left.context.options.every(({ digits, rules }, index) => {
    const other = right.context.options[index]
    return other?.digits === digits && (!left.withRules || other.rules.length === rules.length)
  })

const sameList = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one, index) => one === right[index])

const sameLine = (left: DiagramEdge, right: DiagramEdge): boolean =>
  left === right ||
  (left.id === right.id &&
    left.style === right.style &&
    sameList(left.digits, right.digits) &&
    sameList(left.rules, right.rules))

/** Whether two drawings have the same boxes and lines at the same places, whatever stands in the boxes. */
export const sameShape = (left: Diagram, right: Diagram): boolean =>
  left.parts.length === right.parts.length &&
  left.parts.every((part, index) => {
    const other = right.parts[index]
    return other !== undefined && (part === other || samePart(part, other))
  })

const samePart = (left: Part, right: Part): boolean =>
  left.nodes.length === right.nodes.length &&
  left.edges.length === right.edges.length &&
  left.nodes.every((node, index) => {
    const other = right.nodes[index]
    return other !== undefined && sameBox(node, other)
  }) &&
  left.edges.every((edge, index) => {
    const other = right.edges[index]
    return other !== undefined && sameLine(edge, other)
  })

/** Where the line of an option begins. @returns px below the upper edge of the box */
export function handleHeight({ context, isCollapsed, withRules }: ContextNode, digits: string): number {
  if (isCollapsed) return nodeSize.head / 2
  let top: number = nodeSize.head
  for (const option of context.options) {
    if (option.digits === digits) break
    top += nodeSize.option + (withRules ? option.rules.length * nodeSize.rule : 0)
  }
  return top + nodeSize.option / 2
}

/** Where lines end. @returns px below the upper edge of the box */
export const targetHeight = (node: DiagramNode): number => (node.kind === 'context' ? nodeSize.head : node.height) / 2
