/** What an interrupted publishing made already: it is recognised in the draft, so that going on makes nothing twice. */
import { sameRule } from './compare'
import type { Context, Menu, MenuOption, Rule } from './menu'

/**
 * @param base what the draft began with
 * @param mine the draft: what is new in it has keys that are no ids
 * @param theirs what is there now
 * @returns the draft with the keys of what is there by now: contexts of the same name, rules that are alike in the same option
 */
export function withMadeKeys(base: Menu, mine: Menu, theirs: Menu): Menu {
  const known = new Set(base.contexts.map(({ key }) => key))
  const made = theirs.contexts.filter(({ key }) => !known.has(key))
  const keys = new Map<string, string>()
  for (const { key, name } of mine.contexts) {
    if (known.has(key)) continue
    const index = made.findIndex((context) => context.name === name)
    const [found] = index < 0 ? [] : made.splice(index, 1)
    if (found) keys.set(key, found.key)
  }
  const renamed = (key: string): string => keys.get(key) ?? key
  const withTarget = (rule: Rule): Rule =>
    rule.action.kind === 'jump_to_context' && rule.action.context !== null && keys.has(rule.action.context)
      ? { ...rule, action: { ...rule.action, context: renamed(rule.action.context) } }
      : rule
  const knownRules = new Set(rulesOf(base).map(({ key }) => key))
  const { entryContext } = mine.config
  return {
    config: keys.has(entryContext ?? '') ? { ...mine.config, entryContext: renamed(entryContext ?? '') } : mine.config,
    contexts: mine.contexts.map((context): Context => {
      const there = theirs.contexts.find(({ key }) => key === renamed(context.key))
      const options = context.options.map((option): MenuOption => {
        const rules = option.rules.map(withTarget)
        const other = there?.options.find(({ digits }) => digits === option.digits)
        const own = new Set(rules.map(({ key }) => key))
        const spare = (other?.rules ?? []).filter(({ key }) => !knownRules.has(key) && !own.has(key))
        return spare.length === 0
          ? { ...option, rules }
          : { ...option, rules: rules.map((rule) => takeAlike(rule, other, spare)) }
      })
      return { ...context, key: renamed(context.key), options }
    }),
  }
}

/** @param spare rules that nobody took yet; the one that is taken leaves it */
function takeAlike(rule: Rule, there: MenuOption | undefined, spare: Rule[]): Rule {
  // A rule that is still there under its own key, whatever it does there, is that one.
  if (there?.rules.some((other) => other.key === rule.key && other.action.kind === rule.action.kind)) return rule
  const index = spare.findIndex((other) => sameRule(other, rule))
  const [found] = index < 0 ? [] : spare.splice(index, 1)
  return found ? { ...rule, key: found.key } : rule
}

const rulesOf = ({ contexts }: Menu): Rule[] =>
  contexts.flatMap(({ options }) => options.flatMap((option) => option.rules))

const has = ({ rules }: MenuOption, rule: Rule): boolean =>
  rules.some((other) => other.key === rule.key && sameRule(other, rule))
const hasKey = ({ rules }: MenuOption, key: string): boolean => rules.some((other) => other.key === key)

/** Whether the rules that both have stand in the same order. */
function areOrderedAlike(left: MenuOption, right: MenuOption): boolean {
  const common = left.rules.filter(({ key }) => hasKey(right, key))
  const others = right.rules.filter(({ key }) => hasKey(left, key))
  return common.every(({ key }, index) => key === others[index]?.key)
}

/** @returns true when what is there is what a publishing that stopped halfway leaves on its way from what was to what is wanted */
export function isOnTheWay(was: MenuOption, wanted: MenuOption, is: MenuOption): boolean {
  return (
    is.rules.every((rule) => has(was, rule) || has(wanted, rule)) &&
    was.rules.every(({ key }) => hasKey(is, key) || !hasKey(wanted, key)) &&
    (areOrderedAlike(was, is) || areOrderedAlike(wanted, is))
  )
}
