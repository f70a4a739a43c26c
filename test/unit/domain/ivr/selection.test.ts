import { describe, expect, it } from 'vitest'
import { remove, type Selection } from '@shared/domain/ivr/edit'
import { afterRemoval, slotAt, stillThere } from '@shared/domain/ivr/selection'
import { context, menu, play, transfer } from './menus'

const [one, two, three] = [play(1), play(2), play(3)]
const only = transfer('050')
const present = menu(context('a', { start: [one, two, three], 1: [only], 2: [] }), context('b', {}))
const rules = (...keys: string[]): Selection => ({ kind: 'rules', keys })
const options = (...digits: string[]): Selection => ({ kind: 'options', context: 'a', digits })
const contexts = (...keys: string[]): Selection => ({ kind: 'contexts', keys })

describe('what is chosen in a menu', () => {
  it('is never what the menu does not have', () => {
    const both = rules(one.key, only.key)
    expect(stillThere(present, both)).toBe(both)
    expect(stillThere(remove(present, rules(only.key)), both)).toEqual(rules(one.key))
    expect(stillThere(remove(present, options('1')), rules(only.key))).toBeNull()
    expect(stillThere(remove(present, options('1')), options('1'))).toBeNull()
    expect(stillThere(present, contexts('a', 'gone'))).toEqual(contexts('a'))
    expect(stillThere(present, null)).toBeNull()
  })

  it.each<[string, Selection, Selection | null]>([
    ['the rule after it', rules(one.key, two.key), rules(three.key)],
    ['the rule before the last', rules(three.key), rules(two.key)],
    ['the option of the only rule', rules(only.key), options('1')],
    ['the next option', options('1'), options('2')],
    ['a standard option, which stays', options('1', 'start'), options('start')],
    ['the context before the last', contexts('b'), contexts('a')],
    ['nothing', contexts('a', 'b'), null],
  ])('goes on to %s when it is removed', (_, removed, next) => {
    expect(afterRemoval(present, removed)).toEqual(next)
    expect(stillThere(remove(present, removed), next)).toEqual(next)
  })

  it('is where new rules go', () => {
    expect(slotAt(present, rules(one.key))).toEqual({ context: 'a', digits: 'start', index: 1 })
    expect(slotAt(present, options('1'))).toEqual({ context: 'a', digits: '1', index: 1 })
    expect(slotAt(present, contexts('a'))).toEqual({ context: 'a', digits: 'start', index: 3 })
    expect(slotAt(present, null)).toBeNull()
  })
})
