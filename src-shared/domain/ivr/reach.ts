/** Which contexts and options calls get to, and where they go in circles. */
import { isDeepEqual } from '../deep-equal'
import { flowOf } from './flow'
import { isStandardOption, type Context, type Menu } from './menu'

export interface Reach {
  /** Keys. */
  contexts: ReadonlySet<string>
  /** Digits of the options in each context, by its key. */
  options: ReadonlyMap<string, ReadonlySet<string>>
  /** `<context key>/<digits>` of options on a circle of jumps without a key to press or a way out. */
  circles: ReadonlySet<string>
}

/**
 * @returns `reachOf` that passes over edits which lead calls nowhere else: of a name, a prompt, a number. What it returns is then the very
 *   same object
 */
export function createReach(): (menu: Menu) => Reach {
  let last: { menu: Menu; reach: Reach } | null = null
  return (menu) => {
    const reach = last && leadsAlike(last.menu, menu) ? last.reach : reachOf(menu)
    last = { menu, reach }
    return reach
  }
}

const leadsAlike = (left: Menu, right: Menu): boolean =>
  left.config.entryContext === right.config.entryContext &&
  left.contexts.length === right.contexts.length &&
  left.contexts.every((context, index) => {
    const other = right.contexts[index]
    return other !== undefined && (context === other || contextLeadsAlike(context, other))
  })

const contextLeadsAlike = (left: Context, right: Context): boolean =>
  left.key === right.key &&
  left.digitLength === right.digitLength &&
  left.options.length === right.options.length &&
  left.options.every(({ digits, rules }, index) => {
    const other = right.options[index]
    if (other?.digits !== digits || (rules.length === 0) !== (other.rules.length === 0)) return false
    return isDeepEqual(flowOf(left).options.get(digits), flowOf(right).options.get(digits))
  })

function reachOf(menu: Menu): Reach {
  const byKey = new Map(menu.contexts.map((context) => [context.key, context]))
  const contexts = new Set<string>()
  const options = new Map<string, Set<string>>()
  const waiting: { context: string; digits: string }[] = []
  const visit = (context: string, digits: string) => {
    const reached = options.get(context)
    if (reached?.has(digits) || !byKey.get(context)?.options.some((option) => option.digits === digits)) return
    if (reached) reached.add(digits)
    else options.set(context, new Set([digits]))
    contexts.add(context)
    waiting.push({ context, digits })
  }
  if (menu.config.entryContext !== null) visit(menu.config.entryContext, 'start')
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const context = byKey.get(next.context)
    const option = context?.options.find(({ digits }) => digits === next.digits)
    const flow = context && flowOf(context).options.get(next.digits)
    if (!context || !option || !flow) continue
    for (const jump of flow.jumps) visit(jump.context, jump.option)
    for (const digits of flow.speech) visit(context.key, digits)
    // Without rules the call is hung up, so nothing is waited for.
    const waits = flow.exit === null && option.rules.length > 0
    if (waits || flow.acceptsKeys) {
      for (const { digits } of context.options) {
        const canBeEntered = !context.digitLength || digits.length <= context.digitLength
        if (!isStandardOption(digits) && canBeEntered) visit(context.key, digits)
      }
      visit(context.key, 'invalid')
    }
    if (waits) visit(context.key, 'timeout')
  }
  return { contexts, options, circles: circlesIn(menu) }
}

/** Follows jumps that always happen and that neither a key nor a way out comes before. */
function circlesIn(menu: Menu): Set<string> {
  const next = new Map<string, string>()
  for (const context of menu.contexts) {
    for (const flow of flowOf(context).options.values()) {
      if (!flow.exitJump || flow.acceptsKeys || flow.hasWayOut) continue
      next.set(`${context.key}/${flow.digits}`, `${flow.exitJump.context}/${flow.exitJump.option}`)
    }
  }
  const circles = new Set<string>()
  const done = new Set<string>()
  for (const start of next.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !done.has(at) && !onPath.has(at)) {
      onPath.add(at)
      path.push(at)
      at = next.get(at)
    }
    if (at !== undefined && onPath.has(at)) path.slice(path.indexOf(at)).forEach((id) => circles.add(id))
    path.forEach((id) => done.add(id))
  }
  return circles
}
