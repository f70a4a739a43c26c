import { describe, expect, it } from 'vitest'
import { sameMenu } from '@shared/domain/ivr/compare'
import { findOption, insertRules, remove, setContext } from '@shared/domain/ivr/edit'
import { mergeMenus } from '@shared/domain/ivr/merge'
import { context, menu, play, transfer } from './menus'

const base = menu(context('1', { start: [play(51)], 1: [transfer('050')] }), context('2', { start: [play(52)] }))
const start = { context: '1', digits: 'start', index: 0 }

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
})
