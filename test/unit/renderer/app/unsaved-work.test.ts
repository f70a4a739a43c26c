import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { fakeBridge } from '../fake-bridge'
import { seen } from '../../until'

// The guard is one for the whole window, so each test takes a fresh one.
beforeEach(() => vi.resetModules())

async function setUp() {
  const bridge = fakeBridge({})
  const guardOfWork = await import('../../../../src-renderer/app/unsaved-work')
  const dirty = ref(true)
  const form = { isDirty: () => dirty.value, keep: vi.fn(async () => {}), discard: vi.fn(async () => {}) }
  const release = guardOfWork.guard(form)
  const answer = async (choice: 'stay' | 'keep' | 'discard') => {
    await seen(() => expect(guardOfWork.openQuestion.value).not.toBeNull())
    guardOfWork.openQuestion.value?.(choice)
  }
  return { ...bridge, ...guardOfWork, dirty, form, release, answer }
}

test('nothing is asked when nothing is unsaved', async () => {
  const { mayLeave, openQuestion, dirty } = await setUp()
  dirty.value = false
  expect(await mayLeave()).toBe(true)
  expect(openQuestion.value).toBeNull()
})

test('each choice does what it says', async () => {
  const { mayLeave, answer, form } = await setUp()
  const staying = mayLeave()
  await answer('stay')
  expect(await staying).toBe(false)
  expect(form.keep).not.toHaveBeenCalled()
  expect(form.discard).not.toHaveBeenCalled()

  const keeping = mayLeave()
  await answer('keep')
  expect(await keeping).toBe(true)
  expect(form.keep).toHaveBeenCalledOnce()

  const discarding = mayLeave()
  await answer('discard')
  expect(await discarding).toBe(true)
  expect(form.discard).toHaveBeenCalledOnce()
})

test('a second exit while the question is open shares its answer', async () => {
  const { mayLeave, answer, form } = await setUp()
  const exits = Promise.all([mayLeave(), mayLeave()])
  await answer('keep')
  expect(await exits).toEqual([true, true])
  expect(form.keep).toHaveBeenCalledOnce()
})

test('a draft that could not be written holds the exit up', async () => {
  const { mayLeave, answer, form } = await setUp()
  form.keep.mockRejectedValueOnce(new Error('disk full'))
  const leaving = mayLeave()
  await answer('keep')
  await expect(leaving).rejects.toThrow('disk full')
})

test('main is told when there is something to lose, and the window closes only after the answer', async () => {
  const { watchCloseRequests, dirty, emit, inputsOf, answer } = await setUp()
  dirty.value = false
  watchCloseRequests()
  dirty.value = true
  await nextTick()
  expect(inputsOf('app.setUnsavedWork')).toEqual([{ unsaved: true }])

  emit('app.didRequestClose')
  await answer('stay')
  await new Promise((resolve) => setImmediate(resolve))
  expect(inputsOf('app.confirmClose')).toEqual([])

  emit('app.didRequestClose')
  await answer('keep')
  await seen(() => expect(inputsOf('app.confirmClose')).toEqual([{}]))
})

test('a form that left the screen is not asked about', async () => {
  const { mayLeave, release } = await setUp()
  release()
  expect(await mayLeave()).toBe(true)
})

test('a page about what is unsaved is opened without a question, after all of it was kept', async () => {
  const { leaveKeeping, mayLeave, openQuestion, form, answer } = await setUp()
  let left: boolean | undefined
  await leaveKeeping(async () => {
    expect(form.keep).toHaveBeenCalledOnce()
    left = await mayLeave()
  })
  expect(left).toBe(true)
  expect(openQuestion.value).toBeNull()
  // The next exit is asked about again.
  const next = mayLeave()
  await answer('stay')
  expect(await next).toBe(false)
})
