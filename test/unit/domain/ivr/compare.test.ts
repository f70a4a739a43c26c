import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedWith } from '@shared/domain/ivr/compare'
import { editedMenus } from './arbitrary-edits'

it('a menu read from elsewhere is the same one, and shares all contexts that are equal', () => {
  fc.assert(
    fc.property(editedMenus, ([base, ...edited]) => {
      for (const menu of edited) {
        if (!base) throw new Error('there is always a first menu')
        const shared = sharedWith(structuredClone(menu), base)
        expect(shared).toEqual(menu)
        const untouched = menu.contexts.filter((context) => base.contexts.includes(context))
        expect(untouched.every((context) => shared.contexts.includes(context))).toBe(true)
      }
    }),
  )
})
