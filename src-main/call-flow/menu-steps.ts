/** The steps of a menu's publication, played on the menu that is there. */
import {
  addContext,
  addOption,
  findContext,
  findOption,
  insertRules,
  remove,
  setConfig,
  setContext,
  setRule,
} from '@shared/domain/ivr/edit'
import { inOrder, type Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import type { IntentOf } from '../changes/operations/ivr-intents'

export type MenuIntent = IntentOf<
  | 'updateConfig'
  | 'createContext'
  | 'updateContext'
  | 'deleteContext'
  | 'createOption'
  | 'deleteOption'
  | 'createRule'
  | 'updateRule'
  | 'deleteRule'
  | 'orderRules'
>

/**
 * @param present undefined: one that nobody configured
 * @param key of what the step makes
 */
export function menuAfter(present: Menu | undefined, step: MenuIntent, key: string): Menu {
  const menu = present ?? emptyMenu
  switch (step.operation) {
    case 'pbx.updateMenu':
      return setConfig(menu, step.config)
    case 'pbx.createContext':
      return addContext(menu, { ...step.settings, key, options: inOrder([]) })
    case 'pbx.updateContext':
      return setContext(menu, step.context, step.settings)
    case 'pbx.deleteContext':
      return remove(menu, { kind: 'contexts', keys: [step.context] })
    case 'pbx.createOption':
      return addOption(menu, step)
    case 'pbx.deleteOption':
      return remove(menu, { kind: 'options', context: step.context, digits: [step.digits] })
    case 'pbx.createIvrRule': {
      const index = findOption(menu, step)?.rules.length ?? 0
      return insertRules(menu, { ...step, index }, [{ ...step.rule, key }])
    }
    case 'pbx.updateIvrRule':
      return setRule(menu, step.rule)
    case 'pbx.deleteIvrRule':
      return remove(menu, { kind: 'rules', keys: [step.key] })
    case 'pbx.orderIvrRules': {
      const context = findContext(menu, step.context)
      if (!context) return menu
      const options = context.options.map((option) => {
        if (option.digits !== step.digits) return option
        const rules = option.rules.toSorted((one, other) => step.keys.indexOf(one.key) - step.keys.indexOf(other.key))
        return { ...option, rules }
      })
      return { ...menu, contexts: menu.contexts.map((one) => (one === context ? { ...one, options } : one)) }
    }
  }
}
