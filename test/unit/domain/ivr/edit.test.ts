import { describe, expect, it } from 'vitest'
import { addContext, moveRules, moveContexts, remove, renameOption, setRule } from '@shared/domain/ivr/edit'
import { record, redo, startHistory, undo } from '@shared/domain/ivr/history'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu, newContext } from '@shared/domain/ivr/new'
import { context, jump, menu, play, rule, transfer, workedExample } from './menus'

const rulesOf = (edited: Menu, key: string, digits: string) =>
  edited.contexts.find((one) => one.key === key)?.options.find((option) => option.digits === digits)?.rules ?? []

describe('edits of a menu', () => {
  it('leave what they do not touch as the same object', () => {
    const before = menu(context('a', { start: [play(1)] }), context('b', { start: [play(2)] }))
    const [first] = rulesOf(before, 'a', 'start')
    if (!first) throw new Error('no rule')
    const after = setRule(before, { ...first, name: 'greeting' })
    expect(after.contexts[1]).toBe(before.contexts[1])
    expect(after.contexts[0]).not.toBe(before.contexts[0])
    expect(after.config).toBe(before.config)
    expect(setRule(before, { ...first, key: 'none' })).toBe(before)
  })

  it('move rules within an option and to another one, in their order', () => {
    const [one, two, three] = [play(1), play(2), play(3)]
    const before = menu(context('a', { start: [one, two, three], 1: [transfer('050')] }))
    const down = moveRules(before, [one.key], { context: 'a', digits: 'start', index: 3 })
    expect(rulesOf(down, 'a', 'start')).toEqual([two, three, one])
    const away = moveRules(before, [three.key, one.key], { context: 'a', digits: '1', index: 0 })
    expect(rulesOf(away, 'a', '1').slice(0, 2)).toEqual([one, three])
    expect(rulesOf(away, 'a', 'start')).toEqual([two])
  })

  it('move contexts and make the first one the entry', () => {
    const three = menu(context('a', {}), context('b', {}), context('c', {}))
    expect(moveContexts(three, ['a'], 3).contexts.map(({ key }) => key)).toEqual(['b', 'c', 'a'])
    expect(addContext(emptyMenu, newContext('new:1', 'Main')).config.entryContext).toBe('new:1')
  })

  it('let what leads to an option follow its new digits', () => {
    const speech = rule({
      kind: 'voice_helper',
      rules: [{ toOption: '1', transcription: 'да' }],
      timeout: 12000,
      digitsMaximum: 1,
      sound: null,
      soundType: null,
      fromVariable: false,
      classicTerm: true,
      finalCount: null,
    })
    const before = menu(
      context('a', { start: [speech], 1: [play(1)], 2: [] }),
      context('b', { start: [jump('a', '1')] }),
    )
    const after = renameOption(before, { context: 'a', digits: '1' }, '10')
    expect(rulesOf(after, 'a', '10')).toHaveLength(1)
    expect(rulesOf(after, 'a', 'start')[0]?.action).toMatchObject({ rules: [{ toOption: '10' }] })
    expect(rulesOf(after, 'b', 'start')[0]?.action).toMatchObject({ context: 'a', option: '10' })
    expect(renameOption(before, { context: 'a', digits: '1' }, '2')).toBe(before)
    expect(renameOption(before, { context: 'a', digits: 'start' }, '7')).toBe(before)
  })

  it('empty a standard option that is deleted, and take others away', () => {
    const deleted = remove(workedExample, { kind: 'options', context: '1', digits: ['start', '2'] })
    expect(deleted.contexts[0]?.options.map(({ digits }) => digits)).toEqual(['start', '1', 'timeout', 'invalid'])
    expect(rulesOf(deleted, '1', 'start')).toEqual([])
  })
})

describe('undo and redo', () => {
  it('take back one edit at a time; typing into a field is one', () => {
    let history = startHistory('')
    for (const text of ['a', 'ab', 'abc']) history = record(history, text, 'name')
    history = record(history, 'x', null)
    expect(record(history, 'x', null)).toBe(history)
    history = undo(history)
    expect(history.present).toBe('abc')
    history = undo(history)
    expect(history.present).toBe('')
    expect(undo(history)).toBe(history)
    expect(redo(redo(history)).present).toBe('x')
    expect(record(history, 'y', null).future).toEqual([])
  })
})
