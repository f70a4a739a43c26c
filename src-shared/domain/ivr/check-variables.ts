/** Variables that are read where nothing can have set them. What may be set on some way counts as set: better no warning than a wrong one. */
import { remembered } from '../remembered'
import type { AddFinding } from './check'
import { flowOf } from './flow'
import type { Context, Menu } from './menu'
import { isVariableName, presetVariables, setsAnyVariable, variablesReadBy, variableSetBy } from './variables'

interface Read {
  digits: string
  rule: string
  name: string
  field: string
  /** Set by a rule before it in the same option. */
  isSetBefore: boolean
}

const preset: ReadonlySet<string> = new Set(presetVariables)
/** What may be set when a call enters a context; `any`: an outside answer may have set whatever it liked. */
interface Entry {
  names: Set<string>
  any: boolean
}

/** @returns looks at a context of the menu, or of one that leads calls to the same places */
export function createVariableCheck(menu: Menu): (context: Context, add: AddFinding) => void {
  let entries: ReturnType<typeof entriesOf> | undefined
  return (context, add) => {
    const reads = readsOf(context)
    if (reads.length === 0) return
    entries ??= entriesOf(menu)
    const entry = entries.get(context.key)
    // What is not reached is said to be so; no need to say more.
    if (!entry || entry.any) return
    const flow = flowOf(context)
    for (const { digits, rule, name, field, isSetBefore } of reads) {
      const isSetHere = digits !== 'start' && (flow.any || flow.sets.includes(name))
      if (isSetBefore || isSetHere || entry.names.has(name)) continue
      add({ context: context.key, digits, rule }, 'warning', 'ivr.variableUnset', { variable: name }, field)
    }
  }
}

const readsOf = remembered((context: Context): Read[] => {
  const found: Read[] = []
  for (const { digits, rules } of context.options) {
    const set = new Set<string>()
    let any = false
    for (const rule of rules) {
      for (const { name, field } of variablesReadBy(rule)) {
        if (preset.has(name) || !isVariableName(name)) continue
        found.push({ digits, rule: rule.key, name, field, isSetBefore: any || set.has(name) })
      }
      const variable = variableSetBy(rule.action)
      if (variable !== undefined) set.add(variable)
      any ||= setsAnyVariable(rule.action)
    }
  }
  return found
})

/** Goes round until nothing is added: each context once for every variable at most. */
function entriesOf(menu: Menu): Map<string, Entry> {
  const byKey = new Map(menu.contexts.map((context) => [context.key, context]))
  const entries = new Map<string, Entry>()
  const { entryContext } = menu.config
  if (entryContext === null || !byKey.has(entryContext)) return entries
  entries.set(entryContext, { names: new Set(), any: false })
  const waiting = [entryContext]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const context = byKey.get(key)
    const entry = entries.get(key)
    if (!context || !entry) continue
    const flow = flowOf(context)
    for (const option of flow.options.values()) {
      for (const jump of option.jumps) {
        if (!byKey.has(jump.context)) continue
        const isStart = option.digits === 'start'
        const target = entries.get(jump.context)
        const next = target ?? { names: new Set<string>(), any: false }
        const size = next.names.size
        const wasAny = next.any
        for (const name of entry.names) next.names.add(name)
        for (const name of isStart ? jump.sets : flow.sets) next.names.add(name)
        next.any ||= entry.any || (isStart ? jump.any : flow.any)
        if (target && next.names.size === size && next.any === wasAny) continue
        entries.set(jump.context, next)
        waiting.push(jump.context)
      }
    }
  }
  return entries
}
