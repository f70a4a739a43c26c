import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setRule } from '../../../../../src-shared/domain/ivr/edit'
import { createDraftEncoder, menuDraftSchema } from '../../../../../src-renderer/areas/ivr/menu-draft'
import { draftMenu, presentMenu } from '../../../domain/ivr/arbitrary-menu'

test('a draft reads as what it was written from, before an edit and after', () => {
  fc.assert(
    fc.property(presentMenu, draftMenu, fc.string(), (base, menu, label) => {
      const encode = createDraftEncoder()
      const draft = { label, base, menu, uploads: [] }
      expect(menuDraftSchema.parse(JSON.parse(encode(draft)))).toEqual(draft)
      const rule = menu.contexts[0]?.options.flatMap(({ rules }) => rules)[0]
      const edited = rule ? { ...draft, menu: setRule(menu, { ...rule, name: `${rule.name}"` }) } : draft
      expect(menuDraftSchema.parse(JSON.parse(encode(edited)))).toEqual(edited)
    }),
  )
})
