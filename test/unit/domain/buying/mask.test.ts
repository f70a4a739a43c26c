import { expect, test } from 'vitest'
import { checkMask, readMask } from '@shared/domain/buying/mask'

test.each([
  ['+7 (495) 12*', '749512*'],
  ['7.12_3%', '7.12_3%'],
  ['8-800-*', '8800*'],
  ['', ''],
])('%s is read as %s', (typed, mask) => {
  expect(readMask(typed)).toBe(mask)
})

test.each([
  ['', []],
  ['7495*', []],
  ['7.951234567', []],
  ['7495x', [['error', 'buying.maskMalformed', undefined]]],
  ['7'.repeat(41), [['error', 'buying.maskTooLong', undefined]]],
  ['8495*', [['warning', 'buying.maskWithEight', '7495*']]],
  ['7495', [['warning', 'buying.maskShort', '7495*']]],
  ['749512345678*', [['warning', 'buying.maskLong', undefined]]],
])('%s: %o', (mask, expected) => {
  expect(checkMask(mask).map(({ severity, code, fix }) => [severity, code, fix])).toEqual(expected)
})
