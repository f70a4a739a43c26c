import { expect, test } from 'vitest'
import { compareSteps } from '../../../../../src-renderer/areas/call-flow/compare-traces.model'

const steps = (...texts: string[]) => texts.map((text, index) => ({ at: index * 1000, text }))
/** Index of the counterpart; null: only here. */
const compared = (own: string[], other: string[]) =>
  compareSteps(steps(...own), steps(...other)).map(({ otherAt }) => (otherAt === null ? null : otherAt / 1000))

test('what is in both belongs together, however much was added or left out before it', () => {
  expect(compared(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual([0, 1, 2])
  expect(compared(['a', 'new', 'b', 'c'], ['a', 'b', 'c'])).toEqual([0, null, 1, 2])
  expect(compared(['a', 'c'], ['a', 'b', 'c'])).toEqual([0, 2])
  expect(compared([], ['a'])).toEqual([])
  expect(compared(['a'], [])).toEqual([null])
})

test('the same words twice are two steps', () => {
  expect(compared(['a', 'a', 'b'], ['a', 'b'])).toEqual([0, null, 1])
  expect(compared(['wait', 'x', 'wait', 'y', 'wait'], ['wait', 'wait', 'wait'])).toEqual([0, null, 1, null, 2])
})

test('two long traces without anything in common are told apart at once', () => {
  const many = (name: string) => Array.from({ length: 5000 }, (_, index) => `${name} ${index}`)
  expect(compared(['same', ...many('left')], ['same', ...many('right')]).filter((at) => at !== null)).toEqual([0])
})
