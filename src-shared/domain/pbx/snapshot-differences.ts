/** How an object of a company differs from what a snapshot has of it, field by field, by paths that have names in the texts. */
import type { Difference } from '../../contract/changes'
import type { Plain } from '../difference'
import { placed } from '../difference-place'
import { configDifferences, ruleDifferences, settingsDifferences } from '../ivr/differences'
import { inOrder, type Context, type MenuConfig, type Rule } from '../ivr/menu'
import { emptyMenu } from '../ivr/new'
import type { PartKind } from '../snapshot-part'
import type { IncomingRule } from './incoming-rule'
import type { IntervalSettings } from './interval'
import { intervalDifferences } from './interval-list'
import { ruleListDifferences, type RuleList } from './rule-list'
import { pairRules } from './rule-pairs'

/** Values of parts as `partsOf` makes them: with names where ids were, so the types say more than is needed here. */
type NamedRules = { rules: IncomingRule[] }
type NamedContext = Omit<Context, 'key' | 'options'> & { options: Record<string, Rule[]> }
type NamedMenu = { config: MenuConfig; contexts: NamedContext[] }

/** @returns null for a kind whose fields are named as they are */
export function companyDifferences(kind: PartKind, before: Plain, after: Plain): Difference[] | null {
  switch (kind) {
    case 'interval':
      return betweenIntervals(before as IntervalSettings | null, after as unknown as IntervalSettings)
    case 'rules':
      return betweenRules(before as NamedRules | null, after as unknown as NamedRules)
    case 'menu':
      return betweenMenus(before as NamedMenu | null, after as unknown as NamedMenu)
    default:
      return null
  }
}

const betweenIntervals = (before: IntervalSettings | null, after: IntervalSettings): Difference[] =>
  intervalDifferences(
    { intervals: before ? [{ id: 1, settings: before }] : [] },
    { intervals: [{ id: 1, settings: after }] },
  )

function betweenRules(before: NamedRules | null, after: NamedRules): Difference[] {
  const present = (before?.rules ?? []).map((rule, place) => ({ id: place + 1, rule }))
  const pairs = pairRules(after.rules, present)
  const wanted: RuleList = { rules: after.rules.map((rule, place) => ({ id: pairs[place]?.id ?? null, rule })) }
  return ruleListDifferences({ rules: present }, wanted)
}

function betweenMenus(before: NamedMenu | null, after: NamedMenu): Difference[] {
  const configOf = ({ config, contexts }: NamedMenu): MenuConfig => ({
    ...config,
    entryContext: contextName(contexts, config.entryContext),
    extra: {},
  })
  return [
    ...configDifferences(before ? configOf(before) : emptyMenu.config, configOf(after)),
    ...pairContexts(before?.contexts ?? [], after.contexts).flatMap(([old, wanted]) => [
      ...placed([(wanted ?? old)?.name ?? ''], settingsDifferences(settingsOf(old), settingsOf(wanted))),
      ...betweenOptions(before?.contexts ?? [], old, after.contexts, wanted),
    ]),
  ]
}

/** @param place of a context in its menu, from 1 */
const contextName = (contexts: readonly NamedContext[], place: string | null): string | null =>
  place === null ? null : (contexts[Number(place) - 1]?.name ?? place)

const settingsOf = (context: NamedContext | undefined) => (context ? { ...context, extra: {} } : null)

/** The same name, or the same place where a context was renamed. */
function pairContexts(
  before: readonly NamedContext[],
  after: readonly NamedContext[],
): [NamedContext | undefined, NamedContext | undefined][] {
  const left = new Set(before)
  const byName = after.map((wanted) => {
    const found = [...left].find(({ name }) => name === wanted.name)
    if (found) left.delete(found)
    return found
  })
  const pairs = after.map((wanted, place): [NamedContext | undefined, NamedContext] => {
    const there = before[place]
    const found = byName[place] ?? (there && left.has(there) ? there : undefined)
    if (found) left.delete(found)
    return [found, wanted]
  })
  return [...pairs, ...[...left].map((gone): [NamedContext, undefined] => [gone, undefined])]
}

function betweenOptions(
  before: readonly NamedContext[],
  old: NamedContext | undefined,
  after: readonly NamedContext[],
  wanted: NamedContext | undefined,
): Difference[] {
  const named = (rule: Rule | undefined, contexts: readonly NamedContext[]): Rule | undefined => {
    if (!rule) return undefined
    const { action } = rule
    return {
      ...rule,
      extra: {},
      action:
        action.kind === 'jump_to_context' ? { ...action, context: contextName(contexts, action.context) } : action,
    }
  }
  const name = (wanted ?? old)?.name ?? ''
  const keys = new Set([...Object.keys(wanted?.options ?? {}), ...Object.keys(old?.options ?? {})])
  const options = inOrder([...keys].map((digits) => ({ digits, rules: [] })))
  return options.flatMap(({ digits }) => {
    const [are, were] = [wanted?.options[digits] ?? [], old?.options[digits] ?? []]
    return Array.from({ length: Math.max(are.length, were.length) }, (_, place) =>
      placed([name, digits, String(place + 1)], ruleDifferences(named(were[place], before), named(are[place], after))),
    ).flat()
  })
}
