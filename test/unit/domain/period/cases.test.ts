import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { isInPeriod, parsePeriod } from '@shared/domain/period/period'

/** `time` in s since 1970; `in`: 1 inside, 0 outside, -1 malformed anywhere in the text, as Perl's Time::Period 1.25 answers. */
type Case = { tz: string; time: number; period: string; in: 1 | 0 | -1 }

const readCases = (name: string): Case[] =>
  readFileSync(resolve(import.meta.dirname, '../../../fixtures/period', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)

function answer({ tz, time, period }: Case): Case['in'] {
  const parsed = parsePeriod(period)
  if (!parsed.ok) return -1
  return isInPeriod(parsed.period, time * 1000, tz) ? 1 : 0
}

test.each([
  ['cases.jsonl', 4000, 'periods as people write them, whole and broken'],
  [
    'hard-cases.jsonl',
    1110,
    'odd syntax: stray dashes, line breaks in braces, numbers as Perl reads them, foreign alphabets',
  ],
])('agrees with the reference in %s (%i cases): %s', (name, count) => {
  const cases = readCases(name)
  expect(cases).toHaveLength(count)
  expect(cases.filter((line) => answer(line) !== line.in)).toEqual([])
})
