/** Which contexts and options calls get to, and where they go in circles. */
import { flowOf } from './flow'
import { isStandardOption, type Menu } from './menu'

export interface Reach {
  /** Keys. */
  contexts: ReadonlySet<string>
  /** `<context key>/<digits>` */
  options: ReadonlySet<string>
  /** Options on a circle of jumps without a key to press or a way out. */
  circles: ReadonlySet<string>
}

export function reachOf(menu: Menu): Reach {
  const byKey = new Map(menu.contexts.map((context) => [context.key, context]))
  const contexts = new Set<string>()
  const options = new Set<string>()
  const waiting: { context: string; digits: string }[] = []
  const visit = (context: string, digits: string) => {
    const id = `${context}/${digits}`
    if (options.has(id) || !byKey.get(context)?.options.some((option) => option.digits === digits)) return
    options.add(id)
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
