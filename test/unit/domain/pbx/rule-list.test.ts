import { describe, expect, test } from 'vitest'
import type { IncomingRule } from '@shared/domain/pbx/incoming-rule'
import { ruleListDifferences, sameRules, type RuleList } from '@shared/domain/pbx/rule-list'
import { differenceLine } from '@shared/text/difference'
import { rule } from './rule-example'

const list = (...rules: [number | null, IncomingRule][]): RuleList => ({
  rules: rules.map(([id, of]) => ({ id, rule: of })),
})
const busy = rule('busy', { name: 'Night' })
const ring = rule('transfer', { destinations: ['101', '+79161234567'], timeoutSeconds: 20 })

const lines = (left: RuleList, right: RuleList) =>
  ruleListDifferences(left, right).map((difference) => differenceLine(difference, 'en'))

describe('two lists are the same', () => {
  test.each<[string, RuleList, RuleList, boolean]>([
    ['equal', list([1, busy]), list([1, busy]), true],
    ['another order', list([1, busy], [2, ring]), list([2, ring], [1, busy]), false],
    ['an id that nobody knows yet', list([null, busy]), list([7, busy]), true],
    ['another rule of the same content', list([1, busy]), list([2, busy]), false],
    ['fields of the server', list([1, busy]), list([1, { ...busy, rest: { control_code: null } }]), true],
    [
      'the usual ring time',
      list([1, { ...ring, timeoutSeconds: null }]),
      list([1, { ...ring, timeoutSeconds: 60 }]),
      true,
    ],
    [
      'a pattern that is not used',
      list([1, rule('busy', { conditions: { callerPattern: '7' } })]),
      list([1, rule('busy')]),
      true,
    ],
  ])('%s', (_what, left, right, same) => {
    expect(sameRules(left, right)).toBe(same)
    // Lists that are not the same always differ in something that can be shown.
    if (!same) expect(ruleListDifferences(left, right)).not.toEqual([])
  })
})

describe('differences in words', () => {
  test('a field', () => {
    expect(lines(list([1, busy], [2, ring]), list([1, busy], [2, { ...ring, timeoutSeconds: 30 }]))).toEqual([
      'Rule 2: rings for, s: 20 → 30',
    ])
  })

  test('a destination, a condition, a state', () => {
    const after = {
      ...ring,
      enabled: false,
      destinations: ['101', '+79169876543'],
      conditions: { ...ring.conditions, callStatus: 'busy' as const, intervalId: 6 },
    }
    expect(lines(list([2, ring]), list([2, after]))).toEqual([
      'Rule 1: on: yes → no',
      'Rule 1: call before: any → busy',
      'Rule 1: interval: not set → 6',
      'Rule 1: destination 2: +7 916 123-45-67 → +7 916 987-65-43',
    ])
  })

  test('a new rule says what it has, not what it leaves open', () => {
    expect(lines(list([1, busy]), list([1, busy], [null, rule('hangup')]))).toEqual([
      'Rule 2: what happens: not set → hang up',
      'Rule 2: on: not set → yes',
      'Rule 2: last rule: not set → yes',
    ])
  })

  test('an order names the part that moved, by the places before', () => {
    const rules = [1, 2, 3, 4].map((id): [number, IncomingRule] => [id, rule('busy', { name: `R${id}` })])
    const [first, second, third, fourth] = rules
    if (!first || !second || !third || !fourth) throw new Error('there are four')
    expect(lines(list(...rules), list(first, third, second, fourth))).toEqual(['Order: 2. R2, 3. R3 → 3. R3, 2. R2'])
  })

  test('a rule that is gone leaves the order of the others as it was', () => {
    expect(lines(list([1, busy], [2, ring], [3, busy]), list([2, ring], [3, busy]))).toEqual([
      'Rule 1: what happens: busy → not set',
      'Rule 1: name: Night → not set',
      'Rule 1: on: yes → not set',
      'Rule 1: last rule: yes → not set',
    ])
  })
})
