import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import type { Settings } from '@shared/contract/app'
import { fakeBridge } from '../fake-bridge'
import { useProgram } from '../../../../src-renderer/app/program-store'
import { seen } from '../../until'

// Colours need a page.
vi.mock('../../../../src-renderer/app/theme', () => ({ applyTokens: () => undefined }))
vi.mock('../../../../src-renderer/app/usePreferredDark', () => ({ usePreferredDark: () => ref(false) }))
beforeEach(() => {
  vi.stubGlobal('document', { documentElement: {} })
  setActivePinia(createPinia())
})

test('settings chosen one after the other all stay, in whatever order they are kept', async () => {
  const answers: PromiseWithResolvers<Settings>[] = []
  fakeBridge({
    'settings.save': () => {
      const answer = Promise.withResolvers<Settings>()
      answers.push(answer)
      return answer.promise
    },
  })
  const program = useProgram()
  const before = program.settings
  const saving = [program.save({ theme: 'dark' }), program.save({ locale: 'en' })]
  await seen(() => expect(answers).toHaveLength(2))
  answers[1]?.resolve({ ...before, theme: 'dark', locale: 'en' })
  answers[0]?.resolve({ ...before, theme: 'dark' })
  await Promise.all(saving)
  expect(program.settings).toEqual({ ...before, theme: 'dark', locale: 'en' })
})

test('only what could not be kept is taken back', async () => {
  const refused = Promise.withResolvers<Settings>()
  let calls = 0
  fakeBridge({ 'settings.save': () => ((calls += 1) === 1 ? refused.promise : {}) })
  const program = useProgram()
  const before = program.settings
  const saving = program.save({ theme: 'dark' })
  await program.save({ locale: 'en' })
  refused.reject(new Error('no room'))
  await expect(saving).rejects.toThrow('no room')
  expect(program.settings).toEqual({ ...before, locale: 'en' })
})
