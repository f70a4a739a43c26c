/** What became of a menu, told as a list. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameMenu } from '@shared/domain/ivr/compare'
import { menuChanges } from '@shared/domain/ivr/differences'
import {
  addContext,
  addOption,
  insertRules,
  moveRules,
  remove,
  setConfig,
  setContext,
  setRule,
} from '@shared/domain/ivr/edit'
import { presentMenu } from './arbitrary-menu'
import { context, hangup, menu, play, rule, transfer } from './menus'

const before = menu(
  context('1', { start: [play(51), play(52)], 1: [transfer('050')], 2: [hangup()] }, { name: 'Entry' }),
  context('2', { start: [transfer('050')] }, { name: 'Night' }),
)
const [first, second] = before.contexts[0]?.options[0]?.rules ?? []
if (!first || !second) throw new Error('the menu has no such rules')
const start = { context: '1', digits: 'start' }
const told = (after: typeof before) =>
  menuChanges(before, after).map(({ part, kind, at, context: name, differences }) => ({
    what: `${part} ${kind}`,
    at: [at.context, at.digits, at.rule].filter((one) => one !== null).join('/'),
    name,
    fields: differences.map(({ path }) => path),
  }))

describe('what changed in a menu', () => {
  it('is nothing when nothing changed, and something when anything did', () => {
    fc.assert(
      fc.property(presentMenu, presentMenu, (left, right) => {
        expect(menuChanges(left, structuredClone(left))).toEqual([])
        expect(menuChanges(left, right).length > 0).toBe(!sameMenu(left, right))
      }),
    )
  })

  it('is told with its place, in the order of the menu', () => {
    const another = rule({ kind: 'play_silence', durationMs: 500 })
    let after = setConfig(before, { ...before.config, sleepMs: 700 })
    after = setContext(after, '1', { name: 'Main', timeoutMs: 9000 })
    after = insertRules(after, { ...start, index: 2 }, [another])
    after = setRule(after, { ...first, action: { ...play(53).action } })
    after = remove(after, { kind: 'options', context: '1', digits: ['2'] })
    after = addOption(after, { context: '1', digits: '3' }, [hangup()])
    after = remove(after, { kind: 'contexts', keys: ['2'] })
    after = addContext(after, context('9', { start: [hangup()] }, { name: 'New' }))
    expect(told(after)).toEqual([
      { what: 'settings changed', at: '', name: '', fields: ['menu.sleepMs'] },
      { what: 'context changed', at: '1', name: 'Main', fields: ['context.name', 'context.timeoutMs'] },
      { what: 'rule changed', at: `1/start/${first.key}`, name: 'Main', fields: ['rule.action.sound'] },
      { what: 'rule added', at: `1/start/${another.key}`, name: 'Main', fields: [] },
      { what: 'option added', at: '1/3', name: 'Main', fields: [] },
      { what: 'option removed', at: '1/2', name: 'Main', fields: [] },
      { what: 'context added', at: '9', name: 'New', fields: [] },
      { what: 'context removed', at: '2', name: 'Night', fields: [] },
    ])
  })

  it('an order alone is told as such, and a rule that went is named where it was', () => {
    expect(told(moveRules(before, [first.key], { ...start, index: 2 }))).toMatchObject([{ what: 'order changed' }])
    expect(menuChanges(before, remove(before, { kind: 'rules', keys: [first.key] }))).toMatchObject([
      { part: 'rule', kind: 'removed', at: { ...start, rule: null }, rule: first },
    ])
  })
})
