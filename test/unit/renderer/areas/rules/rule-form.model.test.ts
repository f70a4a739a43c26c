import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyFields, fieldsOf, ruleOf } from '@shared/domain/pbx/empty-rule'
import { incomingRuleSchema, incomingRuleTypes, type SavedRule } from '@shared/domain/pbx/incoming-rule'
import {
  checkForm,
  formOf,
  inOrder,
  isChanged,
  moveItem,
  ruleFormSchema,
} from '../../../../../src-renderer/areas/rules/rule-form.model'
import { context, rule } from '../../../domain/pbx/rule-example'

const saved: SavedRule[] = [
  { id: 7, rule: rule('busy', { conditions: { callerAction: 'anonymous' } }) },
  { id: 3, rule: rule('transfer', { destinations: ['102'] }) },
]

describe('the form', () => {
  test.each(incomingRuleTypes)('has exactly the fields of %s when it is saved', (type) => {
    const made = ruleOf({ ...emptyFields(), type })
    expect(incomingRuleSchema.parse(made)).toEqual(made)
    expect(ruleOf(fieldsOf(made))).toEqual(made)
  })

  test('keeps what was entered for another type', () => {
    const form = fieldsOf(rule('transfer', { destinations: ['102'] }))
    form.type = 'playfile'
    expect(ruleOf(form)).not.toHaveProperty('destinations')
    form.type = 'simple_transfer'
    expect(ruleOf(form)).toMatchObject({ destinations: ['102'] })
  })

  test('is changed only by what would be saved', () => {
    const opened = emptyFields()
    expect(isChanged({ ...opened, promptId: 51 }, opened)).toBe(false)
    expect(isChanged({ ...opened, name: 'Night' }, opened)).toBe(true)
  })

  test('cannot hold a rule of a type that is not known', () => {
    expect(formOf({ id: 1, rule: { type: 'unknown', wireType: 'x', name: '', enabled: true, rest: {} } })).toBeNull()
    expect(formOf(saved[1])).toMatchObject({ type: 'transfer', destinations: ['102'] })
  })

  test('is kept as a draft and comes back the same', () => {
    const form = fieldsOf(rule('cascade', { legs: [{ delaySeconds: 5, number: '097' }] }))
    expect(ruleFormSchema.parse(JSON.parse(JSON.stringify(form)))).toEqual(form)
    expect(ruleFormSchema.safeParse({ ...form, promptId: '51' }).success).toBe(false)
  })
})

test('a new rule is checked at the end of the list, an old one at its place', () => {
  const hidden = (ruleId: number | null) =>
    checkForm({ ...emptyFields(), type: 'busy' }, ruleId, saved, context()).map(({ code }) => code)
  expect(hidden(null)).toEqual(['rule.neverReached'])
  expect(hidden(7)).toEqual([])
})

test('moving leaves out nothing and touches no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.nat(12), fc.nat(12), (items, from, to) => {
      const moved = moveItem(items, from, to)
      expect(moved.toSorted()).toEqual(items.toSorted())
      const apart = items[from]
      expect(moved.filter((item) => item !== apart)).toEqual(items.filter((item) => item !== apart))
      if (from < items.length && to < items.length) expect(moved[to]).toBe(apart)
    }),
  )
})

test('an order that was kept while rules came and went still applies to those that are there', () => {
  const rules = [1, 2, 3, 4].map((id) => ({ id, rule: rule('busy') }))
  expect(inOrder(rules, [3, 9, 1]).map(({ id }) => id)).toEqual([3, 1, 2, 4])
})
