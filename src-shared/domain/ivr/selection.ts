/** What is chosen in a menu, as the menu changes around it. */
import { findContext, findRule, type RuleSlot, type Selection } from './edit'
import { isStandardOption, type Menu } from './menu'

/** @returns the selection without what the menu does not have, the very same one when it has all of it; null: nothing is left */
export function stillThere(menu: Menu, selection: Selection | null): Selection | null {
  if (!selection) return null
  if (selection.kind === 'options') {
    const digits = selection.digits.filter((one) =>
      findContext(menu, selection.context)?.options.some((option) => option.digits === one),
    )
    return digits.length === selection.digits.length ? selection : digits.length > 0 ? { ...selection, digits } : null
  }
  const isThere =
    selection.kind === 'contexts'
      ? (key: string) => findContext(menu, key) !== undefined
      : selection.keys.length === 1
        ? (key: string) => findRule(menu, key) !== undefined
        : hasIn(
            new Set(
              menu.contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules.map(({ key }) => key))),
            ),
          )
  const keys = selection.keys.filter(isThere)
  return keys.length === selection.keys.length ? selection : keys.length > 0 ? { ...selection, keys } : null
}

const hasIn =
  (known: ReadonlySet<string>) =>
  (key: string): boolean =>
    known.has(key)

/** @returns the one after the last that is chosen, else the one before it; undefined: all are chosen */
function beside<Item>(items: readonly Item[], isChosen: (item: Item) => boolean): Item | undefined {
  const last = items.findLastIndex(isChosen)
  return items.slice(last + 1)[0] ?? items.slice(0, Math.max(0, last)).findLast((item) => !isChosen(item))
}

/** @returns what to go on with once the selection is removed; null: nothing is left beside it */
export function afterRemoval(menu: Menu, selection: Selection): Selection | null {
  switch (selection.kind) {
    case 'contexts': {
      const next = beside(menu.contexts, ({ key }) => selection.keys.includes(key))
      return next ? { kind: 'contexts', keys: [next.key] } : null
    }
    case 'options': {
      const { context } = selection
      // Those are only emptied.
      const kept = selection.digits.filter(isStandardOption)
      if (kept.length > 0) return { kind: 'options', context, digits: kept }
      const next = beside(findContext(menu, context)?.options ?? [], ({ digits }) => selection.digits.includes(digits))
      return next ? { kind: 'options', context, digits: [next.digits] } : null
    }
    case 'rules': {
      const place = findRule(menu, selection.keys.at(-1) ?? '')?.place
      const option = place && findContext(menu, place.context)?.options.find(({ digits }) => digits === place.digits)
      if (!place || !option) return null
      const next = beside(option.rules, ({ key }) => selection.keys.includes(key))
      return next
        ? { kind: 'rules', keys: [next.key] }
        : { kind: 'options', context: place.context, digits: [place.digits] }
    }
  }
}

/** @returns where rules go that are added to what is chosen: after the last rule, or to the end of its option; null: nowhere */
export function slotAt(menu: Menu, selection: Selection | null): RuleSlot | null {
  if (!selection) return null
  if (selection.kind === 'rules') {
    const place = findRule(menu, selection.keys.at(-1) ?? '')?.place
    return place ? { ...place, index: place.index + 1 } : null
  }
  const key = selection.kind === 'contexts' ? selection.keys.at(-1) : selection.context
  const digits = selection.kind === 'contexts' ? 'start' : selection.digits.at(-1)
  const option = findContext(menu, key ?? '')?.options.find((one) => one.digits === digits)
  return key !== undefined && option ? { context: key, digits: option.digits, index: option.rules.length } : null
}
