import { describe, expect, it } from 'vitest'
import { arranged, arrangementOf } from '@shared/domain/ivr/arrangement'
import { moveContexts, remove, setContext } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { context } from './menus'

const menuOf = (...names: string[]): Menu => ({
  ...emptyMenu,
  contexts: names.map((name, index) => ({ ...context(name, {}), key: String(index + 1) })),
})
const namesOf = ({ contexts }: Menu): string[] => contexts.map(({ name }) => name)

describe('the order of contexts', () => {
  const present = menuOf('a', 'b', 'c', 'd')
  const order = arrangementOf(moveContexts(present, ['4'], 0), present)

  it('is found again; what it does not know comes last', () => {
    expect(namesOf(arranged(present, order))).toEqual(['d', 'a', 'b', 'c'])
    expect(namesOf(arranged(menuOf('a', 'b', 'c', 'd', 'e', 'f'), order))).toEqual(['d', 'a', 'b', 'c', 'e', 'f'])
    expect(arranged(present, [])).toEqual(present)
  })

  it('goes by keys, so that another name changes nothing', () => {
    expect(namesOf(arranged(setContext(present, '4', { name: 'x' }), order))).toEqual(['x', 'a', 'b', 'c'])
  })

  it('knows by its name what got another key, and takes of several alike one each, those with their own key first', () => {
    const anew: Menu = {
      ...emptyMenu,
      contexts: [
        { ...context('d', {}), key: '20' },
        { ...context('a', {}), key: '1' },
        { ...context('d', {}), key: '21' },
        { ...context('b', {}), key: '30' },
      ],
    }
    const wanted = [
      { key: 'new:b', name: 'b' },
      { key: 'new:d', name: 'd' },
      { key: '20', name: 'd' },
      { key: '1', name: 'b' },
    ]
    expect(arranged(anew, wanted).contexts.map(({ key }) => key)).toEqual(['30', '21', '20', '1'])
  })

  it('keeps the places of contexts that the draft deletes', () => {
    const draft = remove(moveContexts(present, ['4'], 1), { kind: 'contexts', keys: ['1', '2'] })
    expect(namesOf(draft)).toEqual(['d', 'c'])
    expect(namesOf(arranged(present, arrangementOf(draft, present)))).toEqual(['a', 'b', 'd', 'c'])
  })
})
