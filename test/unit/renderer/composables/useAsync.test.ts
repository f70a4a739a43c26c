import { expect, test, vi } from 'vitest'
import { useAction } from '../../../../src-renderer/composables/useAction'
import { useAsync } from '../../../../src-renderer/composables/useAsync'
import { AppFailure } from '../../../../src-shared/domain/app-error'

test('an answer that was overtaken by a later load is dropped', async () => {
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const load = vi.fn(() => answers[load.mock.calls.length - 1]?.promise ?? Promise.resolve('none'))
  const list = useAsync(load)
  const first = list.reload()
  const second = list.reload()
  answers[1]?.resolve('new')
  await second
  answers[0]?.resolve('old')
  await first
  expect(list.value.value).toBe('new')
  expect(list.status.value).toBe('ready')
})

test('a failed load keeps what was shown and says why', async () => {
  const load = vi.fn(async () => ['one'])
  const list = useAsync(load)
  await list.reload()
  load.mockRejectedValueOnce(new AppFailure('network.offline'))
  await list.reload()
  expect(list.value.value).toEqual(['one'])
  expect(list.status.value).toBe('failed')
  expect(list.error.value?.code).toBe('network.offline')
  await list.reload()
  expect(list.error.value).toBeNull()
})

test('a bug is not taken for an expected failure', async () => {
  await expect(useAsync(() => Promise.reject(new Error('bug'))).reload()).rejects.toThrow('bug')
  await expect(useAction(() => Promise.reject(new Error('bug'))).run()).rejects.toThrow('bug')
})

test('reset drops the answer that is under way', async () => {
  const answer = Promise.withResolvers<string>()
  const list = useAsync(() => answer.promise)
  const loading = list.reload()
  list.reset()
  answer.resolve('late')
  await loading
  expect(list.value.value).toBeUndefined()
  expect(list.status.value).toBe('idle')
})

test('a second press while an action runs does nothing', async () => {
  const done = Promise.withResolvers<undefined>()
  const act = vi.fn(() => done.promise)
  const action = useAction(act)
  const first = action.run()
  expect(await action.run()).toBe(false)
  done.resolve(undefined)
  expect(await first).toBe(true)
  expect(act).toHaveBeenCalledOnce()
})
