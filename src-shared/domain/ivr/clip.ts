/** Parts of a menu that were copied, to be put into the same menu or another one of the account. */
import { z } from 'zod'
import { addOption, findOption, findContext, insertRules, type RuleSlot, type Selection } from './edit'
import { contextSchema, optionSchema, ruleSchema, type Context, type Menu, type MenuOption, type Rule } from './menu'

export const clipSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rules'), rules: z.array(ruleSchema) }),
  z.object({ kind: z.literal('options'), options: z.array(optionSchema) }),
  z.object({ kind: z.literal('contexts'), contexts: z.array(contextSchema) }),
])
export type Clip = z.infer<typeof clipSchema>

/** @returns what is selected, in the order of the menu */
export function copy(menu: Menu, selection: Selection): Clip {
  switch (selection.kind) {
    case 'contexts':
      return { kind: 'contexts', contexts: menu.contexts.filter(({ key }) => selection.keys.includes(key)) }
    case 'options': {
      const options = findContext(menu, selection.context)?.options ?? []
      return { kind: 'options', options: options.filter(({ digits }) => selection.digits.includes(digits)) }
    }
    case 'rules': {
      const rules = menu.contexts.flatMap(({ options }) => options.flatMap((option) => option.rules))
      return { kind: 'rules', rules: rules.filter(({ key }) => selection.keys.includes(key)) }
    }
  }
}

export interface PasteTarget {
  /** Where rules go; options go into its context. null: only contexts can be put in. */
  slot: RuleSlot | null
  /** Position among the contexts. */
  contextIndex: number
  /** @returns a key that nothing else has */
  makeKey(): string
  /** Name of a context that is put in, from the one copied. */
  nameOf(name: string): string
}

/**
 * Jumps among copied contexts lead to the copies; jumps to what this menu does not have are left without a target, for the checks
 * to show. Options that are there already get the copied rules after their own.
 */
export function paste(menu: Menu, clip: Clip, target: PasteTarget): Menu {
  const renamed = new Map<string, string>()
  if (clip.kind === 'contexts') clip.contexts.forEach(({ key }) => renamed.set(key, target.makeKey()))
  const targetOf = (key: string | null): string | null =>
    key === null ? null : (renamed.get(key) ?? (findContext(menu, key) ? key : null))
  const copied = (rule: Rule): Rule => {
    const { action } = rule
    const key = target.makeKey()
    if (action.kind !== 'jump_to_context') return { ...rule, key }
    return { ...rule, key, action: { ...action, context: targetOf(action.context) } }
  }
  const copiedOption = ({ digits, rules }: MenuOption): MenuOption => ({ digits, rules: rules.map(copied) })

  switch (clip.kind) {
    case 'rules':
      return target.slot ? insertRules(menu, target.slot, clip.rules.map(copied)) : menu
    case 'options': {
      if (!target.slot) return menu
      const { context } = target.slot
      return clip.options.map(copiedOption).reduce((next, { digits, rules }) => {
        const present = findOption(next, { context, digits })
        if (!present) return addOption(next, { context, digits }, rules)
        return insertRules(next, { context, digits, index: present.rules.length }, rules)
      }, menu)
    }
    case 'contexts': {
      const contexts = clip.contexts.map((context): Context => ({
        ...context,
        key: renamed.get(context.key) ?? target.makeKey(),
        name: target.nameOf(context.name),
        options: context.options.map(copiedOption),
      }))
      return { ...menu, contexts: menu.contexts.toSpliced(target.contextIndex, 0, ...contexts) }
    }
  }
}
