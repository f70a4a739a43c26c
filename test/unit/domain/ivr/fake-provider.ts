/** What the provider does with each step, kept apart from the planner: ids, appending, refusing what is not there. */
import type { MenuStep } from '@shared/domain/ivr/plan'
import { inOrder, keyOf, type Context, type Menu, type MenuOption, type Rule } from '@shared/domain/ivr/menu'

interface Provider {
  menu: Menu
  take(step: MenuStep): void
}

/** @param start keys must be ids */
export function createFakeProvider(start: Menu): Provider {
  let menu = structuredClone(start)
  const rules = () => menu.contexts.flatMap(({ options }) => options.flatMap((option) => option.rules))
  let nextContext = 1 + Math.max(0, ...menu.contexts.map(({ key }) => Number(key)))
  let nextRule = 1 + Math.max(0, ...rules().map(({ key }) => Number(key)))
  const made = new Map<string, string>()
  /** The id of something present, or of something made before. */
  const resolved = (kind: 'context' | 'rule', key: string): string => made.get(`${kind}/${key}`) ?? key

  const contextOf = (key: string): Context => {
    const context = menu.contexts.find((one) => one.key === resolved('context', key))
    if (!context) throw new Error(`404 context ${key}`)
    return context
  }
  const replace = (context: Context) => {
    menu = { ...menu, contexts: menu.contexts.map((one) => (one.key === context.key ? context : one)) }
  }
  const optionOf = (context: Context, digits: string): MenuOption => {
    const option = context.options.find((one) => one.digits === digits)
    if (!option) throw new Error(`404 option ${digits}`)
    return option
  }
  const withRules = (key: string, digits: string, change: (rules: Rule[]) => Rule[]) => {
    const context = contextOf(key)
    const option = optionOf(context, digits)
    const rest = context.options.filter((one) => one !== option)
    replace({ ...context, options: inOrder([...rest, { digits, rules: change(option.rules) }]) })
  }
  /** What a rule refers to must be there. */
  const taken = (key: string, rule: Rule): Rule => {
    if (rule.action.kind !== 'jump_to_context' || rule.action.context === null) return { ...rule, key }
    const target = contextOf(rule.action.context)
    if (rule.action.option !== '') optionOf(target, rule.action.option)
    return { ...rule, key, action: { ...rule.action, context: target.key } }
  }
  const indexOf = (list: readonly Rule[], key: string): number => {
    const index = list.findIndex((rule) => rule.key === key)
    if (index < 0) throw new Error(`404 rule ${key}`)
    return index
  }

  return {
    get menu() {
      return menu
    },
    take(step) {
      switch (step.kind) {
        case 'createContext': {
          const key = keyOf(nextContext++)
          made.set(`context/${step.key}`, key)
          menu = { ...menu, contexts: [...menu.contexts, { key, ...step.settings, options: inOrder([]) }] }
          return
        }
        case 'updateContext':
          return replace({ ...contextOf(step.context), ...step.settings })
        case 'createOption': {
          const context = contextOf(step.context)
          if (context.options.some(({ digits }) => digits === step.digits)) throw new Error('400 option exists')
          return replace({ ...context, options: inOrder([...context.options, { digits: step.digits, rules: [] }]) })
        }
        case 'createRule': {
          const key = keyOf(nextRule++)
          made.set(`rule/${step.rule.key}`, key)
          return withRules(step.context, step.digits, (list) => [...list, taken(key, step.rule)])
        }
        case 'updateRule':
          return withRules(step.context, step.digits, (list) =>
            list.with(indexOf(list, step.rule.key), taken(step.rule.key, step.rule)),
          )
        case 'orderRules':
          return withRules(step.context, step.digits, (list) => {
            if (step.keys.length !== list.length) throw new Error('400 order must name every rule')
            return step.keys.map((key) => list[indexOf(list, resolved('rule', key))] as Rule)
          })
        case 'deleteRule':
          return withRules(step.context, step.digits, (list) => list.toSpliced(indexOf(list, step.key), 1))
        case 'deleteOption': {
          const context = contextOf(step.context)
          const option = optionOf(context, step.digits)
          return replace({ ...context, options: context.options.filter((one) => one !== option) })
        }
        case 'deleteContext': {
          const context = contextOf(step.context)
          if (menu.config.entryContext === context.key) throw new Error('400 entry context')
          menu = { ...menu, contexts: menu.contexts.filter((one) => one !== context) }
          return
        }
        case 'updateConfig': {
          const { entryContext } = step.config
          const entry = entryContext === null ? null : contextOf(entryContext).key
          menu = { ...menu, config: { ...step.config, entryContext: entry } }
        }
      }
    },
  }
}
