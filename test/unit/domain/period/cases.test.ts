import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { isInPeriod, parsePeriod } from '@shared/domain/period/period'

/** `time` in s since 1970; `in`: 1 inside, 0 outside, -1 malformed, as Perl's Time::Period 1.25 answers. */
type Case = { tz: string; time: number; period: string; in: 1 | 0 | -1 }

const cases = readFileSync(resolve(import.meta.dirname, '../../../fixtures/period/cases.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case)

function answer({ tz, time, period }: Case): Case['in'] {
  const parsed = parsePeriod(period)
  if (!parsed.ok) return -1
  return isInPeriod(parsed.period, time * 1000, tz) ? 1 : 0
}

test('agrees with the reference in all 4,000 cases', () => {
  expect(cases).toHaveLength(4000)
  expect(cases.filter((line) => answer(line) !== line.in)).toEqual([])
})
