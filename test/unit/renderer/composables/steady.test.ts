import { expect, it } from 'vitest'
import { computed, shallowRef } from 'vue'
import { steady } from '../../../../src-renderer/composables/steady'

it('stays the same object while it says the same, and nothing that depends on it is worked out again', () => {
  const menu = shallowRef({ contexts: ['a', 'b'], edits: 0 })
  const names = steady(() => menu.value.contexts.map((name) => ({ name })))
  let drawn = 0
  const view = computed(() => {
    drawn += 1
    return names.value.map(({ name }) => name).join()
  })
  const before = names.value
  expect(view.value).toBe('a,b')
  menu.value = { contexts: ['a', 'b'], edits: 1 }
  expect([names.value === before, view.value, drawn]).toEqual([true, 'a,b', 1])
  menu.value = { contexts: ['a'], edits: 2 }
  expect([view.value, drawn]).toEqual(['a', 2])
})
