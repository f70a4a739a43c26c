import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameMenu } from '@shared/domain/ivr/compare'
import { findOption, insertRules, moveRules, remove, setContext } from '@shared/domain/ivr/edit'
import { mergeMenus } from '@shared/domain/ivr/merge'
import type { Menu } from '@shared/domain/ivr/menu'
import { planMenu } from '@shared/domain/ivr/plan'
import { draftMenu, presentMenu } from './arbitrary-menu'
import { byNames } from './by-names'
import { createFakeProvider } from './fake-provider'
import { context, menu, play, transfer } from './menus'

const base = menu(context('1', { start: [play(51)], 1: [transfer('050')] }), context('2', { start: [play(52)] }))
const start = { context: '1', digits: 'start', index: 0 }

/** What is not in `present` has no id: the provider may give it to something else. */
function withNewKeys(present: Menu, drawn: Menu): Menu {
  const rulesOf = ({ contexts }: Menu) => contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules))
  const known = new Set(rulesOf(present).map(({ key }) => key))
  const inContexts = new Set(present.contexts.map(({ key }) => key))
  const contextKey = (key: string) => (inContexts.has(key) ? key : `new:${key}`)
  const { entryContext } = drawn.config
  return {
    config: { ...drawn.config, entryContext: entryContext === null ? null : contextKey(entryContext) },
    contexts: drawn.contexts.map((one) => ({
      ...one,
      key: contextKey(one.key),
      options: one.options.map((option) => ({
        ...option,
        rules: option.rules.map((rule) => ({
          ...rule,
          key: known.has(rule.key) ? rule.key : `new:${rule.key}`,
          action:
            rule.action.kind === 'jump_to_context' && rule.action.context !== null
              ? { ...rule.action, context: contextKey(rule.action.context) }
              : rule.action,
        })),
      })),
    })),
  }
}

describe('a draft on top of what somebody else changed', () => {
  it('takes over what only one side changed', () => {
    const mine = insertRules(base, start, [play(7)])
    const theirs = setContext(base, '2', { name: 'theirs' })
    const { menu: merged, conflicts } = mergeMenus(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(sameMenu(merged, setContext(mine, '2', { name: 'theirs' }))).toBe(true)
  })

  it('keeps the draft where both changed the same, and names the place', () => {
    const mine = insertRules(base, start, [play(7)])
    const theirs = insertRules(base, start, [play(8)])
    const merged = mergeMenus(base, mine, theirs)
    expect(merged.conflicts).toEqual([{ context: '1', digits: 'start' }])
    expect(findOption(merged.menu, start)?.rules[0]?.action).toMatchObject({ sound: 7 })
    const other = mergeMenus(base, mine, theirs, 'theirs')
    expect(findOption(other.menu, start)?.rules[0]?.action).toMatchObject({ sound: 8 })
  })

  it('lets a context go that was deleted there, unless the draft changed it', () => {
    const theirs = remove(base, { kind: 'contexts', keys: ['2'] })
    expect(mergeMenus(base, base, theirs).menu.contexts.map(({ key }) => key)).toEqual(['1'])
    const mine = setContext(base, '2', { name: 'mine' })
    const merged = mergeMenus(base, mine, theirs)
    expect(merged.menu.contexts.map(({ key }) => key)).toEqual(['1', '2'])
    expect(merged.conflicts).toEqual([{ context: '2', digits: null }])
  })

  it('is no conflict when both changed alike', () => {
    const changed = setContext(base, '1', { timeoutMs: 9000 })
    const merged = mergeMenus(base, changed, structuredClone(changed))
    expect(merged.conflicts).toEqual([])
    expect(sameMenu(merged.menu, changed)).toBe(true)
  })

  it('goes on where an own publishing stopped, whatever it has made by then', () => {
    fc.assert(
      fc.property(presentMenu, draftMenu, fc.nat(), (present, drawn, pick) => {
        const wanted = withNewKeys(present, drawn)
        const steps = planMenu(present, wanted)
        // A context that is made anew stands beside the one that it is made for, and cannot be told from a copy.
        fc.pre(!steps.some((step) => step.kind === 'createContext' && /^new:instead/.test(step.key)))
        const stop = pick % (steps.length + 1)
        const provider = createFakeProvider(present)
        steps.slice(0, stop).forEach((step) => provider.take(step))
        const { menu: merged, conflicts } = mergeMenus(present, wanted, provider.menu)
        expect(conflicts).toEqual([])
        expect(byNames(merged)).toSatisfy((one: Menu) => sameMenu(one, byNames(wanted)))
        const rest = planMenu(provider.menu, merged)
        expect(rest.length).toBeLessThanOrEqual(steps.length - stop)
      }),
      { numRuns: 500 },
    )
  })

  it('does not take a context of the same name that somebody else filled for its own', () => {
    const mine = menu(...base.contexts, context('new:a', { start: [play(7)] }, { name: 'Sales' }))
    const theirs = menu(...base.contexts, context('9', { start: [play(8)] }, { name: 'Sales' }))
    const { menu: merged, conflicts } = mergeMenus(base, mine, theirs)
    expect(merged.contexts.map(({ key }) => key)).toEqual(['1', '2', '9'])
    expect(conflicts).toEqual([{ context: '9', digits: 'start' }])
  })

  it('keeps what somebody else only put in another order', () => {
    const two = menu(context('1', { start: [play(51), play(52)] }))
    const [first] = findOption(two, start)?.rules ?? []
    const turned = moveRules(two, [first?.key ?? ''], { ...start, index: 2 })
    expect(mergeMenus(two, two, turned).menu).toEqual(turned)
    const mine = insertRules(two, { context: '1', digits: 'start', index: 2 }, [play(7)])
    expect(mergeMenus(two, mine, turned).conflicts).toEqual([{ context: '1', digits: 'start' }])
  })
})
