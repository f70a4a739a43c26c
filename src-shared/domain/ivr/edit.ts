/**
 * Edits of a menu, each a function from one menu to the next. What an edit does not touch is the very same object afterwards, so
 * that a check or a repaint can pass over it.
 */
import { inOrder, isStandardOption, type Context, type Menu, type MenuConfig, type MenuOption, type Rule } from './menu'

export interface OptionPlace {
  context: string
  digits: string
}
/** `index`: before which rule; the number of rules: after the last. */
export interface RuleSlot extends OptionPlace {
  index: number
}

/** What is chosen in the outline: of one kind at a time. */
export type Selection =
  | { kind: 'contexts'; keys: string[] }
  | { kind: 'options'; context: string; digits: string[] }
  | { kind: 'rules'; keys: string[] }

/** @returns the list with `change` applied to the items that `isIt`; the same list when nothing changed */
function replaced<Item>(list: Item[], isIt: (item: Item) => boolean, change: (item: Item) => Item): Item[] {
  let next: Item[] | undefined
  list.forEach((item, index) => {
    if (!isIt(item)) return
    const changed = change(item)
    if (changed === item) return
    next ??= [...list]
    next[index] = changed
  })
  return next ?? list
}

const withContexts = (menu: Menu, contexts: Context[]): Menu =>
  contexts === menu.contexts ? menu : { ...menu, contexts }

const withContext = (menu: Menu, key: string, change: (context: Context) => Context): Menu =>
  withContexts(
    menu,
    replaced(menu.contexts, (context) => context.key === key, change),
  )

const withOptions = (context: Context, options: MenuOption[]): Context =>
  options === context.options ? context : { ...context, options }

const withRules = (menu: Menu, { context, digits }: OptionPlace, change: (rules: Rule[]) => Rule[]): Menu =>
  withContext(menu, context, (one) =>
    withOptions(
      one,
      replaced(
        one.options,
        (option) => option.digits === digits,
        (option) => {
          const rules = change(option.rules)
          return rules === option.rules ? option : { ...option, rules }
        },
      ),
    ),
  )

/** @returns the menu with `change` applied to every rule for which `isIt` holds */
function withEveryRule(menu: Menu, change: (rule: Rule, context: Context) => Rule): Menu {
  const always = () => true
  return withContexts(
    menu,
    replaced(menu.contexts, always, (context) =>
      withOptions(
        context,
        replaced(context.options, always, (option) => {
          const rules = replaced(option.rules, always, (rule) => change(rule, context))
          return rules === option.rules ? option : { ...option, rules }
        }),
      ),
    ),
  )
}

export const findContext = (menu: Menu, key: string): Context | undefined =>
  menu.contexts.find((context) => context.key === key)

export const findOption = (menu: Menu, { context, digits }: OptionPlace): MenuOption | undefined =>
  findContext(menu, context)?.options.find((option) => option.digits === digits)

/** @returns the rule with its place, or undefined */
export function findRule(menu: Menu, key: string): { place: RuleSlot; rule: Rule } | undefined {
  for (const context of menu.contexts) {
    for (const option of context.options) {
      const index = option.rules.findIndex((rule) => rule.key === key)
      const rule = option.rules[index]
      if (rule) return { place: { context: context.key, digits: option.digits, index }, rule }
    }
  }
  return undefined
}

export const setConfig = (menu: Menu, config: MenuConfig): Menu => ({ ...menu, config })

/** @returns the menu with calls entering this context, unless there is one that they enter */
export const withEntry = (menu: Menu, key: string | undefined): Menu =>
  key === undefined || menu.contexts.some((context) => context.key === menu.config.entryContext)
    ? menu
    : setConfig(menu, { ...menu.config, entryContext: key })

/** The first context becomes the one that calls enter. */
export const addContext = (menu: Menu, context: Context, index = menu.contexts.length): Menu =>
  withEntry({ ...menu, contexts: menu.contexts.toSpliced(index, 0, context) }, context.key)

export const setContext = (menu: Menu, key: string, change: Partial<Omit<Context, 'key' | 'options'>>): Menu =>
  withContext(menu, key, (context) => ({ ...context, ...change }))

/** @param before the place in the present list that they go to */
export function moveContexts(menu: Menu, keys: readonly string[], before: number): Menu {
  const moving = menu.contexts.filter(({ key }) => keys.includes(key))
  const staying = menu.contexts.filter(({ key }) => !keys.includes(key))
  const index = menu.contexts.slice(0, before).filter(({ key }) => !keys.includes(key)).length
  return { ...menu, contexts: staying.toSpliced(index, 0, ...moving) }
}

/** @returns the menu as it is when the context has that option already */
export const addOption = (menu: Menu, { context, digits }: OptionPlace, rules: Rule[] = []): Menu =>
  withContext(menu, context, (one) =>
    one.options.some((option) => option.digits === digits)
      ? one
      : { ...one, options: inOrder([...one.options, { digits, rules }]) },
  )

/** @returns the first key of a telephone that no option has yet, and that is none of `others`; empty: all are taken */
export const freeDigit = ({ options }: Context, others: ReadonlySet<string> = new Set()): string =>
  [...'1234567890*#'].find((digit) => !others.has(digit) && !options.some(({ digits }) => digits === digit)) ?? ''

/** What leads to the option by its digits follows: jumps to it, and speech within the context. A taken name changes nothing. */
export function renameOption(menu: Menu, { context, digits }: OptionPlace, to: string): Menu {
  const taken = findOption(menu, { context, digits: to })
  if (taken || isStandardOption(digits) || !findOption(menu, { context, digits })) return menu
  const renamed = withContext(menu, context, (one) => ({
    ...one,
    options: inOrder(one.options.map((option) => (option.digits === digits ? { ...option, digits: to } : option))),
  }))
  return withEveryRule(renamed, (rule, { key }) => {
    const { action } = rule
    if (action.kind === 'jump_to_context' && action.context === context && action.option === digits) {
      return { ...rule, action: { ...action, option: to } }
    }
    if (action.kind === 'voice_helper' && key === context && action.rules.some(({ toOption }) => toOption === digits)) {
      const rules = action.rules.map((one) => (one.toOption === digits ? { ...one, toOption: to } : one))
      return { ...rule, action: { ...action, rules } }
    }
    return rule
  })
}

export const insertRules = (menu: Menu, { context, digits, index }: RuleSlot, rules: readonly Rule[]): Menu =>
  withRules(menu, { context, digits }, (present) => present.toSpliced(index, 0, ...rules))

/** Puts the rule in the place of the one with its key. */
export function setRule(menu: Menu, rule: Rule): Menu {
  const found = findRule(menu, rule.key)
  return found ? withRules(menu, found.place, (rules) => rules.with(found.place.index, rule)) : menu
}

/** The rules keep their order among themselves. */
export function moveRules(menu: Menu, keys: readonly string[], slot: RuleSlot): Menu {
  const moving = new Set(keys)
  const rules = menu.contexts.flatMap(({ options }) => options.flatMap((option) => option.rules)).filter(isMoving)
  function isMoving({ key }: Rule): boolean {
    return moving.has(key)
  }
  const target = findOption(menu, slot)
  if (!target) return menu
  const before = target.rules.slice(0, slot.index).filter(isMoving).length
  return insertRules(removeRules(menu, moving), { ...slot, index: slot.index - before }, rules)
}

const removeRules = (menu: Menu, keys: ReadonlySet<string>): Menu => {
  const always = () => true
  return withContexts(
    menu,
    replaced(menu.contexts, always, (context) =>
      withOptions(
        context,
        replaced(context.options, always, (option) =>
          option.rules.some(({ key }) => keys.has(key))
            ? { ...option, rules: option.rules.filter(({ key }) => !keys.has(key)) }
            : option,
        ),
      ),
    ),
  )
}

/** Standard options are emptied instead. Jumps to what is gone stay, for the checks to show. */
export function remove(menu: Menu, selection: Selection): Menu {
  switch (selection.kind) {
    case 'contexts': {
      const contexts = menu.contexts.filter(({ key }) => !selection.keys.includes(key))
      return { ...menu, contexts }
    }
    case 'options':
      return withContext(menu, selection.context, (context) => ({
        ...context,
        options: inOrder(context.options.filter(({ digits }) => !selection.digits.includes(digits))),
      }))
    case 'rules':
      return removeRules(menu, new Set(selection.keys))
  }
}
