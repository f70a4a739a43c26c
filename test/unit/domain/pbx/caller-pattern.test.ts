import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCallerPattern, matchesCaller } from '@shared/domain/pbx/caller-pattern/caller-pattern'
import { readPrefix, writePrefix } from '@shared/domain/pbx/caller-pattern/prefix'
import { readPattern } from '@shared/domain/pbx/caller-pattern/read'

const codes = (pattern: string) => checkCallerPattern(pattern, 'p').map(({ severity, code }) => `${severity} ${code}`)

describe('beside PCRE itself', () => {
  type Head = { engine: string; numbers: string[] }
  type Case = { pattern: string; refused?: true; found?: string[] }
  const [head, ...rows] = readFileSync(resolve(import.meta.dirname, '../../../fixtures/pcre/cases.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Head & Case)

  test('2000 random patterns, right and wrong ones: every verdict is that of PCRE2 10.42', () => {
    expect(rows).toHaveLength(2000)
    const judged = rows.filter(({ pattern }) => readPattern(pattern).outcome !== 'unjudged')
    expect(judged.length).toBeGreaterThanOrEqual(1000)
    const others = judged.filter(({ pattern, refused, found }) => {
      const isMistaken = readPattern(pattern).outcome === 'mistaken'
      if (isMistaken || refused) return isMistaken !== (refused === true)
      return JSON.stringify(head?.numbers.filter((number) => matchesCaller(pattern, number))) !== JSON.stringify(found)
    })
    expect(others).toEqual([])
  })
})

test.each([
  ['^(\\+|)7812', '+78121234567', true],
  ['^(\\+|)7812', '78121234567', true],
  ['^(\\+|)7812', '+74951234567', false],
  ['7812', '+74957812000', true],
  ['^[[:digit:]]{3}$', '101', true],
  ['\\A\\+7\\Z', '+7', true],
  ['(?i)ANON', 'anonymous', true],
  // What cannot be judged is neither yes nor no.
  ['^(?!7812)', '7812', null],
  ['^(7)\\1', '77', null],
  ['(7812', '7812', null],
])('%s in %s: %s', (pattern, number, found) => {
  expect(matchesCaller(pattern, number)).toBe(found)
})

test.each([
  ['^(\\+|)7812', []],
  ['', ['error field.required']],
  ['+7812', ['error callerPattern.nothingToRepeat']],
  ['(+7|8)', ['error callerPattern.nothingToRepeat']],
  ['^(7812', ['error callerPattern.groupNotClosed']],
  ['7812)', ['error callerPattern.groupNotOpened']],
  ['[0-9', ['error callerPattern.classNotClosed']],
  ['[9-0]', ['error callerPattern.rangeReversed']],
  ['\\d{5,2}', ['error callerPattern.countReversed']],
  ['7(?#', ['error callerPattern.commentNotClosed']],
  ['7\\', ['error callerPattern.backslashAtEnd']],
  ['^+7812', ['warning callerPattern.startRepeated']],
  ['^7812', ['warning callerPattern.plusNotOptional']],
  ['^\\+7812$', ['warning callerPattern.plusNotOptional']],
  ['/^(\\+|)7812/', ['warning callerPattern.slashes']],
  ['^(\\+|)7812 ', ['warning callerPattern.spaces']],
  ['^(?=7)', ['warning callerPattern.unjudged']],
  ['7++', ['warning callerPattern.unjudged']],
  ['7{,3}', ['warning callerPattern.unjudged']],
  ['^\\h*7', ['warning callerPattern.unlikeJavaScript']],
  ['^[]7]', ['warning callerPattern.unlikeJavaScript']],
  ['(?i)a', ['warning callerPattern.unlikeJavaScript']],
  ['^(7+)+$', ['warning callerPattern.slow']],
])('finds in %s: %j', (pattern, expected) => {
  expect(codes(pattern).slice(0, 1)).toEqual(expected)
})

test.each([
  ['+7812', '\\+7812'],
  ['^+7812', '^\\+7812'],
  ['^7812', '^(\\+|)7812'],
  ['/7812/', '7812'],
  [' ^(\\+|)7812\t', '^(\\+|)7812'],
])('offers for %s: %s', (pattern, fix) => {
  expect(checkCallerPattern(pattern, 'p').find((finding) => finding.fix)?.fix).toBe(fix)
})

test('a pattern that keeps PCRE busy for years is answered at once', () => {
  const number = `${'7'.repeat(40_000)}x`
  expect(matchesCaller('^(7+)+$', number)).toBe(false)
  expect(matchesCaller('^(7|7)*$', number)).toBe(false)
  expect(matchesCaller('(.*)*(.*)*(.*)*,$', number)).toBe(false)
  expect(codes('^(\\d+)+$')).toContain('warning callerPattern.slow')
})

test('a pattern longer than anybody reads is not judged', () => {
  expect(codes(`^${'7'.repeat(2001)}`)).toContain('warning callerPattern.unjudged')
})

test('no text whatever makes reading throw, and deep nesting does not either', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => matchesCaller(text, '+78121234567') !== undefined))
  expect(matchesCaller('('.repeat(1000) + '7' + ')'.repeat(1000), '7')).not.toBe(false)
})

test('what JavaScript reads like PCRE matches the same numbers in both', () => {
  const atom = fc.constantFrom(
    '7',
    '8',
    '\\d',
    '.',
    '[0-8]',
    '[^7]',
    '\\+',
    '(7|8)',
    '(?:78)?',
    '\\d{2,3}',
    '9*',
    '$',
    '^',
  )
  fc.assert(
    fc.property(fc.array(atom, { maxLength: 6 }), fc.stringMatching(/^\+?[789]{0,8}$/), (atoms, number) => {
      const pattern = atoms.join('')
      expect(matchesCaller(pattern, number)).toBe(new RegExp(pattern).test(number))
    }),
  )
})

test('the usual patterns are known for what they are', () => {
  expect(readPrefix('^(\\+|)7812')).toEqual({ digits: '7812', plus: 'optional', isWhole: false })
  expect(readPrefix('^\\+?78121234567$')).toEqual({ digits: '78121234567', plus: 'optional', isWhole: true })
  expect(readPrefix('7812')).toBeNull()
  fc.assert(
    fc.property(
      fc.record({
        digits: fc.stringMatching(/^\d{1,15}$/),
        plus: fc.constantFrom('optional', 'required', 'absent'),
        isWhole: fc.boolean(),
      }),
      (prefix) => {
        expect(readPrefix(writePrefix(prefix))).toEqual(prefix)
      },
    ),
  )
})
