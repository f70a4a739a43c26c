import { expect, test } from 'vitest'
import { orderDraft, ruleDraft } from '../../../../../src-renderer/areas/call-flow/call-draft.model'
import { incomingRule } from '../../../domain/call-flow/world'

const extension = { accountId: 'company', extensionId: 1 }
const saved = [
  { id: 7, rule: incomingRule({ type: 'busy' }) },
  { id: 8, rule: incomingRule({ type: 'hangup' }) },
]
const edited = incomingRule({ type: 'voicemail' })
const shape = ({ rules }: ReturnType<typeof orderDraft>) =>
  rules.map((one) => one.rules.map(({ key, rule }) => `${key} ${rule.type}`))

test('a rule that is edited keeps its place, a new one stands last, and an order is taken as it is', () => {
  expect(shape(ruleDraft(extension, saved, 7, edited))).toEqual([['7 voicemail', '8 hangup']])
  expect(shape(ruleDraft(extension, saved, null, edited))).toEqual([['7 busy', '8 hangup', 'new voicemail']])
  expect(shape(orderDraft(extension, saved.toReversed()))).toEqual([['8 hangup', '7 busy']])
})
