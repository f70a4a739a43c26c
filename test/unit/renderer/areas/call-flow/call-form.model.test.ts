import { expect, test } from 'vitest'
import {
  callFormSchema,
  callOf,
  checkCall,
  copyForm,
  isChanged,
  newForm,
  type CallForm,
} from '../../../../../src-renderer/areas/call-flow/call-form.model'
import { callSchema } from '../../../../../src-shared/domain/call-flow/call'

const called = { kind: 'number' as const, digits: '78120000001' }
const formWith = (changes: Partial<CallForm>): CallForm => ({ ...newForm(1000, 'Europe/Moscow'), ...changes })
const found = (changes: Partial<CallForm>) => checkCall(formWith(changes)).map(({ path, code }) => `${path} ${code}`)

test('every input of the form is one of the call', () => {
  const call = callOf(
    formWith({
      caller: '8 (495) 123-45-67',
      hangsUpAfter: 12,
      unreachable: ['101'],
      variables: [
        { name: ' lang ', value: 'ru' },
        { name: '', value: 'lost' },
        { name: 'lang', value: 'en' },
      ],
      recorded: [{ name: 'pin', value: '123' }],
      speech: { rule: 'sales', other: ' ' },
      interactive: { rule: '<Response/>', other: '' },
      timedKeys: [{ at: 500, key: '1' }],
      strictFinal: true,
    }),
    called,
  )
  expect(callSchema.parse(call)).toMatchObject({
    caller: '74951234567',
    hangsUpAt: 12_000,
    unreachable: ['101'],
    variables: { lang: 'en' },
    recorded: { pin: '123' },
    speech: { rule: 'sales' },
    interactive: { rule: '<Response/>' },
    keys: [{ at: 500, key: '1' }],
    strictFinal: true,
  })
  expect(callOf(formWith({ hidden: true }), called).caller).toBeNull()
  expect(callOf(formWith({ caller: 'sip:anna' }), called).caller).toBe('sip:anna')
})

test('what is doubtful is said at its place, and keeps nothing from being played', () => {
  expect(found({})).toEqual([])
  expect(found({ caller: ' ' })).toEqual(['caller call.noCaller'])
  expect(found({ caller: 'anna' })).toEqual(['caller call.callerAsTyped'])
  expect(found({ caller: 'anna', hidden: true })).toEqual([])
  const variables = [
    { name: 'a', value: '' },
    { name: 'a', value: '1' },
    { name: '', value: '2' },
    { name: '', value: '' },
  ]
  expect(found({ variables })).toEqual(['variables.1 call.nameTwice', 'variables.2 call.nameMissing'])
  expect(found({ interactive: { rule: '<Response>', other: ' ' } })).toEqual(['interactive.rule call.notXml'])
})

test('a form is kept once something was entered; the moment counts only where the operator chose it', () => {
  const fresh = newForm(5000, 'Europe/Moscow')
  expect(isChanged(formWith({}), fresh)).toBe(false)
  expect(isChanged(formWith({ at: 99, isNow: false }), fresh)).toBe(true)
  expect(isChanged(formWith({ keys: '1' }), fresh)).toBe(true)
  const form = formWith({ behaviours: { '101': { kind: 'busy' } } })
  const copy = copyForm(form)
  form.behaviours['102'] = { kind: 'busy' }
  expect(Object.keys(copy.behaviours)).toEqual(['101'])
  expect(callFormSchema.safeParse({ caller: 'of an older version' }).success).toBe(false)
})
