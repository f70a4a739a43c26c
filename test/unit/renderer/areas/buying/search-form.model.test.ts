import { expect, it } from 'vitest'
import type { Dictionaries } from '@shared/contract/buying'
import {
  checkSearch,
  clockOf,
  formOf,
  searchOf,
  secondsLeft,
  withType,
} from '../../../../../src-renderer/areas/buying/search-form.model'

const dictionaries: Dictionaries = {
  types: [
    { id: 1104, name: 'DEF' },
    { id: 1105, name: 'ABC' },
  ],
  categories: [
    { id: 10_000, name: 'REGULAR', typeId: 1104 },
    { id: 10_001, name: 'REGULAR', typeId: 1105 },
    { id: 10_010, name: 'BRONZE', typeId: 1104 },
  ],
  regions: [],
  fetchedAt: 0,
}

it('begins with the first type, or with the search before', () => {
  expect(formOf(dictionaries, null)).toEqual({ typeId: 1104, regionId: null, categoryId: null, mask: '' })
  const last = { typeId: 1105, regionId: 10_230, categoryId: null, mask: '7495*' }
  expect(searchOf(formOf(dictionaries, last))).toEqual(last)
  expect(searchOf(formOf({ ...dictionaries, types: [] }, null))).toBeNull()
})

it('keeps the kind of category when the type changes, where that type has it', () => {
  const form = formOf(dictionaries, null)
  expect(withType({ ...form, categoryId: 10_000 }, 1105, dictionaries).categoryId).toBe(10_001)
  expect(withType({ ...form, categoryId: 10_010 }, 1105, dictionaries).categoryId).toBeNull()
})

it('reads the mask as people type it', () => {
  const form = { ...formOf(dictionaries, null), mask: '+7 (495) 12*' }
  expect(searchOf(form)?.mask).toBe('749512*')
  expect(checkSearch(form)).toEqual([])
  expect(checkSearch({ ...form, mask: 'seven' })[0]?.code).toBe('buying.maskMalformed')
})

it('counts down to nothing and no further', () => {
  expect([600, 65, 9, 0].map(clockOf)).toEqual(['10:00', '1:05', '0:09', '0:00'])
  expect(secondsLeft(61_500, 1_000)).toBe(60)
  expect(secondsLeft(1_000, 61_000)).toBe(0)
})
