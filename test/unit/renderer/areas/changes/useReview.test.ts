import { expect, test } from 'vitest'
import type { Change } from '@shared/contract/changes'
import { isSettled, planOf, useReview } from '../../../../../src-renderer/areas/changes/useReview'
import { fakeBridge } from '../../fake-bridge'

const counts = { done: 0, unchanged: 0 }
const change = (state: string, more: object = {}) =>
  ({ id: 'c1', state, undoOf: null, counts: { ...counts, ...more } }) as Change

test('a change is planned, shown, and forgotten when nobody applied it', async () => {
  const { inputsOf } = fakeBridge({ 'changes.plan': () => change('planned'), 'changes.discard': () => ({}) })
  let accountId = 'a1'
  const review = useReview(planOf(() => accountId))
  accountId = 'a2'
  await review.plan.run({ operation: 'exolve.removeForwarding', number: '74951112233' })
  const intents = [{ operation: 'exolve.removeForwarding', number: '74951112233' }]
  expect(inputsOf('changes.plan')).toEqual([{ accountId: 'a2', origin: 'form', intents }])
  expect(review.change.value?.id).toBe('c1')
  expect(await review.close(change('planned'))).toBe(false)
  expect(review.change.value).toBeUndefined()
  expect(inputsOf('changes.discard')).toEqual([{ changeId: 'c1' }])
})

test.each(['finished', 'paused', 'cancelled'])('a %s change stays', async (state) => {
  const { inputsOf } = fakeBridge({ 'changes.discard': () => ({}) })
  const review = useReview(planOf('a1'))
  expect(await review.close(change(state))).toBe(true)
  expect(inputsOf('changes.discard')).toEqual([])
})

test('the provider holds what was done, and what it had already', () => {
  expect(isSettled(change('finished', { done: 1 }))).toBe(true)
  expect(isSettled(change('finished', { unchanged: 1 }))).toBe(true)
  expect(isSettled(change('finished'))).toBe(false)
})

test('what was taken back in the dialog is entered no more, whatever came of that', () => {
  expect(isSettled({ ...change('finished'), undoOf: 'c0' })).toBe(true)
})
