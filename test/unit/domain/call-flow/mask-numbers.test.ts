import { expect, test } from 'vitest'
import { maskNumbers } from '../../../../src-shared/domain/call-flow/mask-numbers'

test('phone numbers are hidden but for their ends, however they are grouped', () => {
  expect(maskNumbers('Rings +7 812 123-45-67 Mobile: answers')).toBe('Rings +7 812 ***-**-67 Mobile: answers')
  expect(maskNumbers('caller 78121234567 does not match')).toBe('caller 7812*****67 does not match')
  expect(maskNumbers('8 (495) 123-45-67, 883140123456789')).toBe('8 (495) ***-**-67, 8831*********89')
})

test('extensions, keys, times, patterns of few digits and dates in words stay', () => {
  const text = '  12.5  Extension 101, keys 123456, ^\\+?7495000, SIP 486, Monday, 2 March 2026 at 10:00'
  expect(maskNumbers(text)).toBe(text)
})
