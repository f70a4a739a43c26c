import { expect, it } from 'vitest'
import {
  everythingSelected,
  isSelected,
  nothingSelected,
  selectedCount,
  toggled,
} from '../../../../../src-renderer/areas/snapshots/selection.model'

it('numbers are chosen one by one', () => {
  const one = toggled(nothingSelected, '1')
  expect([isSelected(one, '1'), isSelected(one, '2'), selectedCount(one, 9)]).toEqual([true, false, 1])
  expect(selectedCount(toggled(one, '1'), 9)).toBe(0)
})

it('all are chosen but some, without naming the others', () => {
  const rest = toggled(everythingSelected, '1')
  expect([isSelected(rest, '1'), isSelected(rest, '2'), selectedCount(rest, 9)]).toEqual([false, true, 8])
  expect(selectedCount(toggled(rest, '1'), 9)).toBe(9)
})
