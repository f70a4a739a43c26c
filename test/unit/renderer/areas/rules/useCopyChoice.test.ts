import { expect, onTestFinished, test } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { mayLeave, openQuestion, type LeavingChoice } from '../../../../../src-renderer/app/unsaved-work'
import { useCopyChoice } from '../../../../../src-renderer/areas/rules/useCopyChoice'
import { extensions, rule } from '../../../domain/pbx/rule-example'
import { fakeBridge } from '../../fake-bridge'

const rules: SavedRule[] = [
  { id: 11, rule: rule('busy') },
  { id: 12, rule: { type: 'unknown', wireType: 'group_call', name: '', enabled: true, rest: {} } },
  { id: 13, rule: rule('hangup') },
]

async function setUp(kept: unknown = null) {
  const text = kept === null ? null : JSON.stringify(kept)
  const bridge = fakeBridge({ 'drafts.read': () => ({ text, savedAt: text === null ? null : 1_700_000_000_000 }) })
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const choice = scope.run(() =>
    useCopyChoice({ accountId: 'office', extensionId: 1, rules: () => rules, extensions: () => extensions }),
  )
  if (!choice) throw new Error('the scope has ended')
  await choice.open()
  const leave = async (answer: LeavingChoice): Promise<boolean> => {
    const leaving = mayLeave()
    await nextTick()
    if (!openQuestion.value) throw new Error('nothing is asked')
    openQuestion.value(answer)
    return leaving
  }
  const chosen = () => [choice.chosen.value, choice.targets.value].map((list) => list.map(({ id }) => id))
  return { ...bridge, choice, leave, chosen }
}
const key = 'rules/office/1/copy'

test('all rules that are understood are chosen, for nobody yet, and that may be left', async () => {
  const { chosen } = await setUp()
  expect(chosen()).toEqual([[11, 13], []])
  expect(await mayLeave()).toBe(true)
})

test.each([
  ['a rule that is left out', [13], [], (choice: ReturnType<typeof useCopyChoice>) => choice.choose(11, false)],
  ['an extension', [11, 13], [2], (choice: ReturnType<typeof useCopyChoice>) => choice.aim([2, 2])],
])('%s is not lost without a question', async (_what, chosenRules, targets, act) => {
  const { choice, leave, chosen, inputsOf } = await setUp()
  act(choice)
  expect(chosen()).toEqual([chosenRules, targets])
  expect(await leave('stay')).toBe(false)
  expect(inputsOf('drafts.save')).toEqual([])
  expect(await leave('keep')).toBe(true)
  const leftOut = [11, 13].filter((id) => !chosenRules.includes(id))
  expect(inputsOf('drafts.save')).toEqual([{ key, text: JSON.stringify({ leftOut, targets }) }])
  expect(await leave('discard')).toBe(true)
  expect(inputsOf('drafts.discard')).toEqual([{ key }])
  expect(chosen()).toEqual([[11, 13], []])
  expect(await mayLeave()).toBe(true)
})

test('what is in a plan may be left, and stays on screen; what is chosen after it is not planned', async () => {
  const { choice, leave, chosen, inputsOf } = await setUp()
  choice.aim([2])
  await choice.settle()
  expect(inputsOf('drafts.discard')).toEqual([{ key }])
  expect(await mayLeave()).toBe(true)
  expect(chosen()).toEqual([[11, 13], [2]])
  choice.choose(11, false)
  expect(await leave('stay')).toBe(false)
})

test('a kept choice comes back, without what is gone since; what was put back as it was is no choice', async () => {
  const { choice, chosen } = await setUp({ leftOut: [11, 99], targets: [2, 99] })
  expect(choice.restoredFrom.value).toBe(1_700_000_000_000)
  expect(chosen()).toEqual([[13], [2]])
  choice.choose(11, true)
  choice.choose(99, true)
  choice.aim([])
  expect(await mayLeave()).toBe(true)
})

test('a draft of another shape is none', async () => {
  const { choice, chosen } = await setUp(['11'])
  expect(choice.restoredFrom.value).toBeNull()
  expect(chosen()).toEqual([[11, 13], []])
})
