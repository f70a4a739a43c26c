import { expect, onTestFinished, test } from 'vitest'
import { effectScope } from 'vue'
import type { Change } from '@shared/contract/changes'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { useRuleList } from '../../../../../src-renderer/areas/rules/useRuleList'
import { rule } from '../../../domain/pbx/rule-example'
import { seen } from '../../../until'
import { fakeBridge } from '../../fake-bridge'

const before: SavedRule[] = [{ id: 11, rule: rule('busy') }]
const after: SavedRule[] = [...before, { id: 12, rule: rule('hangup') }]
const applied = { state: 'finished', counts: { done: 1 }, undoOf: null } as unknown as Change

test('what a reading tells that began before a change was applied is not what is shown after it', async () => {
  const slow = Promise.withResolvers<true>()
  let rules = before
  const { inputsOf } = fakeBridge({
    'drafts.read': () => ({ text: null, savedAt: null }),
    async 'pbx.rules.read'({ refresh }: { refresh: boolean }) {
      const told = { rules }
      if (refresh) await slow.promise
      return told
    },
  })
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const list = scope.run(() => useRuleList({ accountId: 'office', extensionId: 1, extensionNumber: () => '101' }))
  if (!list) throw new Error('the scope has ended')

  const opening = list.open()
  await seen(() => expect(inputsOf('pbx.rules.read')).toHaveLength(2))
  rules = after
  const settling = list.settle(applied)
  slow.resolve(true)
  await Promise.all([opening, settling])
  expect(list.rules.value.map(({ id }) => id)).toEqual([11, 12])
})
