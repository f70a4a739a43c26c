/** When two parts of a menu are the same to the provider. Order of contexts and of options means nothing there. */
import { isDeepEqual } from './deep-equal'
import { inOrder, type Context, type Menu, type MenuOption, type Rule } from './menu'

/** All of a rule but its key. */
const ruleContent = ({ name, final, conditions, action, extra }: Rule) => ({ name, final, conditions, action, extra })

export const sameRule = (left: Rule, right: Rule): boolean =>
  left === right || isDeepEqual(ruleContent(left), ruleContent(right))

const settings = ({ name, timeoutMs, interDigitMs, digitLength, anyDial, extra }: Context) => ({
  name,
  timeoutMs,
  interDigitMs,
  digitLength,
  anyDial,
  extra,
})

/** @returns true when name, timing and dialling are the same, whatever the options are */
export const sameSettings = (left: Context, right: Context): boolean =>
  left === right || isDeepEqual(settings(left), settings(right))

/** @returns true when both have the same rules in the same order; keys of the rules do not count */
export const sameRules = (left: readonly Rule[], right: readonly Rule[]): boolean =>
  left === right || (left.length === right.length && left.every((rule, index) => isRuleAt(right, index, rule)))

function isRuleAt(rules: readonly Rule[], index: number, rule: Rule): boolean {
  const other = rules[index]
  return other !== undefined && sameRule(rule, other)
}

const sameOptions = (left: readonly MenuOption[], right: readonly MenuOption[]): boolean => {
  if (left === right) return true
  const others = inOrder(right)
  const options = inOrder(left)
  return (
    options.length === others.length &&
    options.every(({ digits, rules }, index) => {
      const other = others[index]
      return other?.digits === digits && sameRules(rules, other.rules)
    })
  )
}

/** @returns true when nothing would have to be sent to make one out of the other; contexts go by their keys */
export function sameMenu(left: Menu, right: Menu): boolean {
  if (left === right) return true
  if (!isDeepEqual(left.config, right.config) || left.contexts.length !== right.contexts.length) return false
  const others = new Map(right.contexts.map((context) => [context.key, context]))
  return left.contexts.every((context) => {
    const other = others.get(context.key)
    return other !== undefined && sameSettings(context, other) && sameOptions(context.options, other.options)
  })
}
