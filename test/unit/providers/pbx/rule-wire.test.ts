import { expect, it } from 'vitest'
import type { KnownRule } from '@shared/domain/pbx/incoming-rule'
import { rulesAnswer, toChangedRule, toNewRule } from '../../../../src-main/providers/pbx/rule-wire'

const [saved] = rulesAnswer.parse([
  { id: 1, type: 'transfer', transfer_dst: ' 101  +79161234567 ', transfer_timeout: null, caller_id: null },
])
const transfer = saved?.rule as Extract<KnownRule, { type: 'transfer' }>

it('reads what is left out as what the pages say of it', () => {
  expect(transfer).toMatchObject({
    name: '',
    enabled: true,
    final: true,
    destinations: ['101', '+79161234567'],
    timeoutSeconds: null,
    ignoreEarlyMedia: true,
    allowPublicTransfer: false,
    callScreening: false,
    conditions: { callerAction: 'any', callerPattern: '', callStatus: 'any', intervalId: null },
  })
})

it("names the server's own ring time in each write: an update without it would keep the old one", () => {
  expect(toNewRule(transfer)).toMatchObject({ transfer_timeout: 60, transfer_dst: '101 +79161234567' })
  expect(toChangedRule({ ...transfer, timeoutSeconds: 15 })).toMatchObject({ transfer_timeout: 15 })
})

it('a changed rule leaves nothing of its former type behind, a new one sends only its own fields', () => {
  const { conditions, rest } = transfer
  const busy: KnownRule = { type: 'busy', name: '', enabled: true, final: true, conditions, rest }
  expect(toChangedRule(busy)).toMatchObject({
    playfile_sound: null,
    transfer_dst: null,
    cascade_numbers: [],
  })
  expect(Object.keys(toNewRule(busy))).not.toContain('transfer_dst')
})

it.each([
  ['matches', '^7'],
  ['not_matches', '^7'],
  ['any', null],
  ['anonymous', null],
] as const)('a pattern is sent only for a condition that uses it: %s', (callerAction, sent) => {
  const conditions = { ...transfer.conditions, callerAction, callerPattern: '^7' } as KnownRule['conditions']
  expect(toNewRule({ ...transfer, conditions })).toMatchObject({ caller_id: sent })
})
