import { expect, onTestFinished, test } from 'vitest'
import { effectScope } from 'vue'
import { useRefresh } from '../../../../../src-renderer/areas/numbers/useRefresh'
import { usePbxRefresh } from '../../../../../src-renderer/areas/pbx/usePbxRefresh'
import { fakeBridge } from '../../fake-bridge'

test.each([
  ['numbers', useRefresh],
  ['pbx', usePbxRefresh],
] as const)('a fetch of %s that failed at once can be started again when its start is answered', async (name, use) => {
  const answered = Promise.withResolvers<object>()
  const { emit, inputsOf } = fakeBridge({
    [`${name}.refreshState`]: () => ({ state: 'idle' }),
    [`${name}.refresh`]: () => answered.promise,
  })
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const refresh = scope.run(() => use('account-1'))
  const started = refresh?.start()
  emit(`${name}.didRefresh`, { accountId: 'account-1', refresh: { state: 'failed' } })
  // The button stands where nothing is running: pressed now, it would do nothing.
  expect(refresh?.running.value).toBe(true)
  answered.resolve({})
  await started
  expect(refresh?.running.value).toBe(false)
  void refresh?.start()
  await expect.poll(() => inputsOf(`${name}.refresh`).length).toBe(2)
})
