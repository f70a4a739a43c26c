/** A company compared with its snapshot: what differs is told in the operator's words. */
import { describe, expect, test } from 'vitest'
import { emptyMenu } from '@shared/domain/ivr/new'
import { newExtension } from '@shared/domain/pbx/extension'
import { compareSections, type PbxSection } from '@shared/domain/pbx/snapshot'
import { differenceLine } from '@shared/text/difference'
import { context, hangup, jump, menu, play, transfer } from '../ivr/menus'
import { calendar, dated, hours } from './interval-example'
import { rule } from './rule-example'

const saved: PbxSection = {
  company: { name: 'Office', prefix: '000', extensionLength: 3, timeZone: 'Europe/Moscow' },
  intervals: [
    {
      id: 6,
      name: 'Office hours',
      timeZone: 'Europe/Moscow',
      conditions: [calendar({ times: hours('09:00:00', '18:00:00') })],
    },
  ],
  prompts: [{ id: 51, title: 'Hello', recording: null }],
  extensions: [{ ...newExtension('101'), number: '101' }],
  rules: [
    {
      extension: '101',
      rules: [
        rule('busy', { name: 'Hidden', conditions: { callerAction: 'anonymous' } }),
        rule('playfile', { promptId: 51, final: false, conditions: { intervalId: 6 } }),
        rule('transfer', { name: 'Colleague', destinations: ['102'] }),
      ],
    },
  ],
  menus: [
    {
      extension: '070',
      menu: menu(
        context('Main', { start: [play(51)], 1: [transfer('101')], 2: [jump('Night')] }),
        context('Night', { start: [hangup()] }),
      ),
    },
  ],
  publicNumbers: [{ number: '78123092631', extension: '070' }],
}

/** What differs in the objects of a kind, now → in the snapshot. */
function lines(present: PbxSection, kind: string): string[] {
  return compareSections(present, saved)
    .filter((part) => part.kind === kind)
    .flatMap(({ differences }) => differences.map((one) => differenceLine(one, 'en')))
}

test('the same company differs in nothing', () => {
  expect(compareSections(saved, saved).every(({ status }) => status === 'same')).toBe(true)
})

test('recordings differ where both are known', () => {
  const withRecording = (section: PbxSection, hash: string): PbxSection => {
    const recording = { sha256: hash.repeat(64), fileName: 'hello.wav', format: 'wav' as const, size: 9, seconds: 1 }
    return { ...section, prompts: [{ id: 51, title: 'Hello', recording }] }
  }
  const statusOf = (present: PbxSection, wanted: PbxSection) =>
    compareSections(present, wanted).find(({ kind }) => kind === 'prompt')
  const [first, second] = [withRecording(saved, 'a'), withRecording(saved, 'b')]
  expect(statusOf(first, second)).toMatchObject({
    status: 'different',
    differences: [{ path: 'prompt.content', before: 'aaaaaaaaaaaa', after: 'bbbbbbbbbbbb' }],
  })
  expect(statusOf(first, first)).toMatchObject({ status: 'same' })
  expect(statusOf(saved, second)).toMatchObject({ status: 'same' })
  expect(statusOf(first, saved)).toMatchObject({ status: 'same' })
})

describe('rules', () => {
  const [hidden, playing, colleague] = saved.rules[0]?.rules ?? []
  const present = (...rules: (typeof hidden)[]): PbxSection => ({
    ...saved,
    rules: [{ extension: '101', rules: rules.filter((one) => one !== undefined) }],
  })

  test('one that was changed', () => {
    const changed = rule('transfer', { name: 'Colleague', destinations: ['103'], timeoutSeconds: 20 })
    expect(lines(present(hidden, playing, changed), 'rules')).toEqual([
      'Rule 3: rings for, s: 20 → 60',
      'Rule 3: destination 1: 103 → 102',
    ])
  })
  test('another order', () => {
    expect(lines(present(colleague, hidden, playing), 'rules')).toEqual([
      'Order: 1. Colleague, 2. Hidden, 3 → 2. Hidden, 3, 1. Colleague',
    ])
  })
  test('one that is missing: its prompt and interval by their names', () => {
    expect(lines(present(hidden, colleague), 'rules')).toEqual([
      'Rule 2: what happens: not set → play a prompt',
      'Rule 2: on: not set → yes',
      'Rule 2: last rule: not set → no',
      'Rule 2: interval: not set → Office hours',
      'Rule 2: prompt: not set → Hello',
    ])
  })
})

test('an interval: its conditions as a sentence', () => {
  const conditions = [
    calendar({ times: hours('10:00:00', '18:00:00') }),
    dated('2026-01-01 00:00:00', '2026-01-09 00:00:00'),
  ]
  const present = { ...saved, intervals: saved.intervals.map((interval) => ({ ...interval, conditions })) }
  expect(lines(present, 'interval')).toEqual(['When it holds: daily 10–18; 1 Jan 0:00 – 9 Jan 2026 0:00 → daily 9–18'])
})

describe('a menu', () => {
  test('its settings, contexts, options and rules, each with its place', () => {
    const present: PbxSection = {
      ...saved,
      menus: [
        {
          extension: '070',
          menu: {
            ...menu(
              context('Main', { start: [play(51, 'background')], 1: [transfer('102')] }, { timeoutMs: 9000 }),
              context('Lunch', { start: [transfer('101')] }),
            ),
            config: { ...emptyMenu.config, entryContext: 'Lunch' },
          },
        },
      ],
    }
    expect(lines(present, 'menu')).toEqual([
      'Calls enter: Lunch → Main',
      'Main: Wait for the first digit, ms: 9000 → 5000',
      'Main › Start › rule 1: While it plays: Keys are accepted → Heard to the end',
      'Main › Pressed 1 › rule 1: Numbers: 102 → 101',
      'Main › Pressed 2 › rule 1: Action: not set → Jump',
      'Main › Pressed 2 › rule 1: Context: not set → Night',
      'Night: Name: Lunch → Night',
      'Night › Start › rule 1: Action: Transfer → Hang up',
      'Night › Start › rule 1: Numbers: 101 → not set',
    ])
  })
  test('that is missing', () => {
    expect(lines({ ...saved, menus: [] }, 'menu')).not.toEqual([])
  })
})

test('a field or a value that has no name is told nowhere', () => {
  const empty: PbxSection = {
    ...saved,
    intervals: [],
    prompts: [],
    extensions: [],
    rules: [],
    menus: [],
    publicNumbers: [],
  }
  const all = compareSections(empty, saved).flatMap(({ differences }) => differences)
  for (const locale of ['en', 'ru'] as const) {
    const told = all.map((one) => differenceLine(one, locale))
    expect(told.length).toBeGreaterThan(20)
    expect(told.filter((line) => /\b[a-z]+[A-Z]\w*\b|\w\.\w+[.:]|not_|simple_/.test(line))).toEqual([])
  }
})
