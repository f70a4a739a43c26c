import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { effectScope, nextTick, reactive } from 'vue'
import { useDraft } from '../../../../src-renderer/composables/useDraft'
import { fakeBridge } from '../fake-bridge'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp(kept: { text: string | null; savedAt: number | null } = { text: null, savedAt: null }) {
  const bridge = fakeBridge({ 'drafts.read': () => kept })
  const form = reactive({ label: 'saved' })
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const draft = scope.run(() =>
    useDraft({
      key: 'account/new',
      value: () => ({ ...form }),
      isDirty: () => form.label !== 'saved',
      restore: (value) => Object.assign(form, value as typeof form),
      reset: () => {
        form.label = 'saved'
      },
    }),
  )
  if (!draft) throw new Error('the scope has ended')
  return { ...bridge, form, scope, draft }
}

test('what is typed reaches the disk after a pause, once', async () => {
  const { form, inputsOf } = setUp()
  for (const label of ['a', 'ab', 'abc']) {
    form.label = label
    await nextTick()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(inputsOf('drafts.save')).toEqual([])
  await vi.advanceTimersByTimeAsync(400)
  expect(inputsOf('drafts.save')).toEqual([{ key: 'account/new', text: '{"label":"abc"}' }])
})

test('typing back what is saved removes the draft', async () => {
  const { form, inputsOf } = setUp()
  form.label = 'a'
  await vi.advanceTimersByTimeAsync(500)
  form.label = 'saved'
  await vi.advanceTimersByTimeAsync(500)
  expect(inputsOf('drafts.discard')).toEqual([{ key: 'account/new' }])
})

test('a kept draft comes back into the form, with its date', async () => {
  const { draft, form } = setUp({ text: '{"label":"kept"}', savedAt: 1_700_000_000_000 })
  await draft.open()
  expect(form.label).toBe('kept')
  expect(draft.restoredFrom.value).toBe(1_700_000_000_000)
})

test('a draft that says what is saved anyway is dropped without a word', async () => {
  const { draft, inputsOf } = setUp({ text: '{"label":"saved"}', savedAt: 1 })
  await draft.open()
  expect(draft.restoredFrom.value).toBeNull()
  expect(inputsOf('drafts.discard')).toEqual([{ key: 'account/new' }])
})

test('leaving keeps it at once, discarding puts the form back and removes it', async () => {
  const { draft, form, inputsOf } = setUp()
  form.label = 'abc'
  await draft.keep()
  expect(inputsOf('drafts.save')).toHaveLength(1)
  await draft.discard()
  expect(form.label).toBe('saved')
  await vi.advanceTimersByTimeAsync(500)
  expect(inputsOf('drafts.discard')).toHaveLength(1)
  expect(inputsOf('drafts.save')).toHaveLength(1)
})

test('a form is not to be shown before its draft was looked for', async () => {
  const { draft } = setUp()
  expect(draft.isOpened.value).toBe(false)
  const opening = draft.open()
  expect(draft.isOpened.value).toBe(false)
  await opening
  expect(draft.isOpened.value).toBe(true)
})
