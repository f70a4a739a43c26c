import { createPinia, setActivePinia } from 'pinia'
import { expect, onTestFinished, test } from 'vitest'
import { effectScope, ref } from 'vue'
import type { Called } from '@shared/domain/call-flow/call'
import { useCallFlow } from '../../../../../src-renderer/areas/call-flow/useCallFlow'
import { until } from '../../../until'
import { fakeBridge } from '../../fake-bridge'

const extension = (extensionId: number): Called => ({ kind: 'extension', accountId: 'account-1', extensionId })

test('what is called last is shown, whichever answer comes last', async () => {
  const answers = new Map<number, (target: unknown) => void>()
  const { inputsOf } = fakeBridge({
    'drafts.read': () => ({ text: null, savedAt: null }),
    'callFlow.simulate': () => null,
    'callFlow.target': ({ called }: { called: { extensionId: number } }) =>
      new Promise((resolve) => answers.set(called.extensionId, resolve)),
  })
  setActivePinia(createPinia())
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const called = ref(extension(1))
  const flow = scope.run(() => useCallFlow(() => called.value))
  await until(() => answers.has(1))
  called.value = extension(2)
  await until(() => answers.has(2))
  answers.get(2)?.({ number: '2' })
  await until(() => flow?.target.value !== null)
  answers.get(1)?.({ number: '1' })
  await flow?.opened()
  await new Promise(setImmediate)
  expect(flow?.target.value).toEqual({ number: '2' })
  expect(inputsOf('callFlow.target')).toHaveLength(2)
})
