import type { Menu } from '@shared/domain/ivr/menu'

/** The same menu with contexts named by their (unique) names, so that menus with other ids can be compared. */
export function byNames(menu: Menu): Menu {
  const names = new Map(menu.contexts.map(({ key, name }) => [key, name]))
  const nameOf = (key: string | null) => (key === null ? null : (names.get(key) ?? `missing ${key}`))
  return {
    config: { ...menu.config, entryContext: nameOf(menu.config.entryContext) },
    contexts: menu.contexts.map((context) => ({
      ...context,
      key: context.name,
      options: context.options.map((option) => ({
        ...option,
        rules: option.rules.map((rule) =>
          rule.action.kind === 'jump_to_context'
            ? { ...rule, action: { ...rule.action, context: nameOf(rule.action.context) } }
            : rule,
        ),
      })),
    })),
  }
}
