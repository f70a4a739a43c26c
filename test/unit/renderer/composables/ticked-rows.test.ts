import { expect, it } from 'vitest'
import { mostNamed } from '@shared/contract/selection'
import {
  everythingTicked,
  isTicked,
  nothingTicked,
  selectionOf,
  tickedCount,
  withTicked,
  type TickedRows,
} from '../../../../src-renderer/composables/ticked-rows'

const filter = { text: '' }
const ticked = (rows: TickedRows, keys: string[], on = true): TickedRows => withTicked(rows, keys, on) ?? rows

it('rows are ticked one by one', () => {
  const one = ticked(nothingTicked, ['1'])
  expect([isTicked(one, '1'), isTicked(one, '2'), tickedCount(one, 9)]).toEqual([true, false, 1])
  expect(selectionOf(one, filter)).toEqual({ kind: 'named', keys: ['1'] })
  expect(tickedCount(ticked(one, ['1'], false), 9)).toBe(0)
})

it('all are ticked but some, without naming the others', () => {
  const rest = ticked(everythingTicked, ['1', '2'], false)
  expect([isTicked(rest, '1'), isTicked(rest, '3'), tickedCount(rest, 9)]).toEqual([false, true, 7])
  expect(selectionOf(rest, filter)).toEqual({ kind: 'fitting', filter, except: ['1', '2'] })
  expect(tickedCount(ticked(rest, ['1']), 9)).toBe(8)
})

it('a range that is ticked already stays ticked', () => {
  expect(tickedCount(ticked(ticked(nothingTicked, ['2']), ['1', '2', '3']), 9)).toBe(3)
})

it('no more rows are named than a selection can carry', () => {
  const many = Array.from({ length: mostNamed }, (_, index) => String(index))
  const full = ticked(nothingTicked, many)
  expect(tickedCount(full, 99_999)).toBe(mostNamed)
  expect(withTicked(full, ['one more'], true)).toBeUndefined()
  expect(withTicked(full, ['0', '1'], false)).toBeDefined()
})
