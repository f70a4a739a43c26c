/** A draft on top of what somebody else made of its menu meanwhile, context settings and options each as a whole. */
import { sameConfig, sameRules, sameSettings } from './compare'
import { isOnTheWay, withMadeKeys } from './made'
import { inOrder, type Context, type Menu, type MenuOption } from './menu'

/** `digits` null: the settings of the context; both null: those of the menu. */
export interface ConflictPlace {
  context: string | null
  digits: string | null
}

export interface Merged {
  menu: Menu
  /** Where both changed the same thing differently; the draft was kept there. */
  conflicts: ConflictPlace[]
}

/** @returns the draft's value unless only the other side changed it; `conflict` when both did, and not alike */
function choose<Value>(
  [base, mine, theirs]: [Value, Value, Value],
  isSame: (left: Value, right: Value) => boolean,
  onConflict: () => void,
): Value {
  if (isSame(mine, theirs)) return theirs
  if (isSame(base, mine)) return theirs
  if (!isSame(base, theirs)) onConflict()
  return mine
}

/**
 * @param base what the draft began with
 * @param prefer which side wins where both changed the same thing
 */
export function mergeMenus(base: Menu, draft: Menu, theirs: Menu, prefer: 'mine' | 'theirs' = 'mine'): Merged {
  const mine = withMadeKeys(base, draft, theirs)
  const conflicts: ConflictPlace[] = []
  const at = (context: string | null, digits: string | null) => () => {
    conflicts.push({ context, digits })
  }
  const sides = <Value>(values: [Value, Value, Value], isSame: (a: Value, b: Value) => boolean, note: () => void) => {
    let isConflict = false
    const chosen = choose(values, isSame, () => {
      isConflict = true
      note()
    })
    return isConflict && prefer === 'theirs' ? values[2] : chosen
  }
  const find = (menu: Menu, key: string) => menu.contexts.find((context) => context.key === key)
  const config = sides([base.config, mine.config, theirs.config], sameConfig, at(null, null))
  const keys = [
    ...mine.contexts.map(({ key }) => key),
    ...theirs.contexts.filter(({ key }) => !find(mine, key)).map(({ key }) => key),
  ]
  const contexts = keys.flatMap((key): Context[] => {
    const [before, own, other] = [find(base, key), find(mine, key), find(theirs, key)]
    if (!other) {
      // Deleted there: it stays only where the draft changed it, and is then made anew.
      if (own && before && isSameContext(before, own)) return []
      if (own && before) at(key, null)()
      return own && !(before && prefer === 'theirs') ? [own] : []
    }
    if (!own) {
      if (before && !isSameContext(before, other)) {
        at(key, null)()
        return prefer === 'theirs' ? [other] : []
      }
      return before ? [] : [other]
    }
    return [mergeContext(before ?? { ...other, options: inOrder([]) }, own, other)]
  })
  return { menu: { config, contexts }, conflicts }

  function mergeContext(before: Context, own: Context, other: Context): Context {
    const settings = sides([before, own, other], sameSettings, at(own.key, null))
    const digits = [...new Set([...own.options, ...other.options].map((option) => option.digits))]
    const options = digits.flatMap((one): MenuOption[] => {
      const of = ({ options: list }: Context) => list.find((option) => option.digits === one)
      const [was, wanted, is] = [of(before), of(own), of(other)]
      const none = { digits: one, rules: [] }
      // Nobody else's: what an own publishing left when it did not come to its end.
      const isOurs = is && !sameOption(was, wanted) && isOnTheWay(was ?? none, wanted ?? none, is)
      const chosen = isOurs ? wanted : sides([was, wanted, is], sameOption, at(own.key, one))
      return chosen ? [chosen] : []
    })
    return { ...settings, key: own.key, options: inOrder(options) }
  }
}

const sameOption = (left: MenuOption | undefined, right: MenuOption | undefined): boolean =>
  left === right || (left !== undefined && right !== undefined && sameRules(left.rules, right.rules))

const isSameContext = (left: Context, right: Context): boolean =>
  sameSettings(left, right) &&
  left.options.length === right.options.length &&
  left.options.every((option) =>
    sameOption(
      option,
      right.options.find(({ digits }) => digits === option.digits),
    ),
  )
