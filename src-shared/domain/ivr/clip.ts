/** Parts of a menu that were copied, to be put into the same menu, another one, or one of another account. */
import type { ClipReferences } from './clip-references'
import {
  addOption,
  findContext,
  findOption,
  freeDigit,
  insertRules,
  withEntry,
  type RuleSlot,
  type Selection,
} from './edit'
import { idOf, isStandardOption, type Context, type Menu, type MenuOption, type Rule } from './menu'

export type Clip =
  | { kind: 'rules'; rules: Rule[] }
  | { kind: 'options'; options: MenuOption[] }
  | { kind: 'contexts'; contexts: Context[] }

const rulesOf = ({ contexts }: Menu): Rule[] => contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules))

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
      const keys = new Set(selection.keys)
      return { kind: 'rules', rules: rulesOf(menu).filter(({ key }) => keys.has(key)) }
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
  /** The provider's menu, when what is put in was copied in this very menu. null: it comes from another one. */
  home: Menu | null
  references: ClipReferences
}

/** Whether there is a place for it. */
export const fits = (clip: Clip, slot: RuleSlot | null): boolean => clip.kind === 'contexts' || slot !== null

/**
 * Jumps among copied contexts lead to the copies. What was cut and is put back into its menu is the same as before, so that jumps lead
 * to it again and publishing leaves it in its place. A key that the context has already is not mixed with what is there: the copy
 * gets a free one. Standard options get the copied rules after their own.
 *
 * @returns with what was put in
 */
export function paste(menu: Menu, clip: Clip, target: PasteTarget): { menu: Menu; pasted: Selection | null } {
  if (!fits(clip, target.slot)) return { menu, pasted: null }
  const keyOf = createKeys(menu, target)
  const renamed = new Map<string, string>()
  if (clip.kind === 'contexts') clip.contexts.forEach(({ key }) => renamed.set(key, keyOf('context', key)))
  const { references, slot } = target
  const copied = (rule: Rule): Rule => {
    const { action, conditions } = rule
    const interval = conditions.interval === null ? null : references.interval(conditions.interval)
    const arrived = { ...rule, key: keyOf('rule', rule.key), conditions: { ...conditions, interval } }
    if (action.kind === 'jump_to_context') {
      const context =
        action.context === null ? null : (renamed.get(action.context) ?? references.context(action.context))
      return { ...arrived, action: { ...action, context } }
    }
    if (!('sound' in action) || action.sound === null) return arrived
    return { ...arrived, action: { ...action, sound: references.prompt(action.sound) } }
  }
  const copiedOption = ({ digits, rules }: MenuOption): MenuOption => ({ digits, rules: rules.map(copied) })

  if (clip.kind === 'contexts') {
    const contexts = clip.contexts.map((context): Context => ({
      ...context,
      key: renamed.get(context.key) ?? target.makeKey(),
      name: target.nameOf(context.name),
      options: context.options.map(copiedOption),
    }))
    const keys = contexts.map(({ key }) => key)
    const next = { ...menu, contexts: menu.contexts.toSpliced(target.contextIndex, 0, ...contexts) }
    return { menu: withEntry(next, keys[0]), pasted: { kind: 'contexts', keys } }
  }
  if (slot === null) return { menu, pasted: null }
  if (clip.kind === 'rules') {
    const rules = clip.rules.map(copied)
    return { menu: insertRules(menu, slot, rules), pasted: { kind: 'rules', keys: rules.map(({ key }) => key) } }
  }
  const { context } = slot
  let next = menu
  const put: string[] = []
  const own = new Set(clip.options.map(({ digits }) => digits))
  for (const { digits, rules } of clip.options.map(copiedOption)) {
    const present = findOption(next, { context, digits })
    const holder = findContext(next, context)
    const free = present && !isStandardOption(digits) && holder ? freeDigit(holder, own) : ''
    if (present && free === '') next = insertRules(next, { context, digits, index: present.rules.length }, rules)
    else next = addOption(next, { context, digits: free || digits }, rules)
    put.push(free || digits)
  }
  return { menu: next, pasted: { kind: 'options', context, digits: put } }
}

/** @returns the key of what is put in: its own where it comes back to its menu and nothing has it, else a new one */
function createKeys(menu: Menu, { home, makeKey }: PasteTarget): (kind: 'context' | 'rule', key: string) => string {
  if (!home) return makeKey
  const keysIn = (one: Menu) => ({
    context: new Set(one.contexts.map(({ key }) => key)),
    rule: new Set(rulesOf(one).map(({ key }) => key)),
  })
  const taken = keysIn(menu)
  const there = keysIn(home)
  return (kind, key) => {
    const isGone = idOf(key) !== null && !there[kind].has(key)
    if (isGone || taken[kind].has(key)) return makeKey()
    taken[kind].add(key)
    return key
  }
}
