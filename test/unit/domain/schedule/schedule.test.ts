import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NumberForwarding } from '@shared/domain/forwarding/forwarding'
import { emptyForwarding, emptyTarget } from '@shared/domain/forwarding/empty'
import { monthAt, weekAt } from '@shared/domain/schedule/calendar'
import { answerAt, nextAnswerChange, scheduleOf, segmentsOf } from '@shared/domain/schedule/segments'
import { gapsIn, stateAt } from '@shared/domain/schedule/state'
import { viewWeek } from '@shared/domain/schedule/week-view'
import { instant, periodText, timeZone } from '../period/arbitrary-period'

type Written = [number: string, period: string, active?: boolean]

const forwarding = (redirect: NumberForwarding['redirect'], ...targets: Written[]): NumberForwarding => ({
  ...emptyForwarding('number'),
  redirect,
  targets: targets.map(([number, period, active = true]) => ({ ...emptyTarget(), number, period, active })),
})

const hour = 3_600_000
/** Monday. */
const monday = Date.parse('2026-03-02T00:00:00Z')

const office = 'wd {Mon-Fri} hr {9-17}'

describe('who gets the calls', () => {
  const at = (redirect: NumberForwarding['redirect'], ...targets: Written[]) =>
    answerAt(scheduleOf(forwarding(redirect, ...targets)), monday + 10 * hour, 'UTC')

  test.each([
    [
      'single',
      [
        ['1', ''],
        ['2', ''],
      ],
      { outcome: 'rings', ringing: [0], dropping: null, unreached: [1] },
    ],
    [
      'single',
      [
        ['1', 'hr {20}'],
        ['2', ''],
      ],
      { outcome: 'rings', ringing: [1], dropping: null, unreached: [] },
    ],
    [
      'sequential',
      [
        ['1', ''],
        ['2', '', false],
        ['3', ''],
      ],
      { outcome: 'rings', ringing: [0], dropping: 1, unreached: [2] },
    ],
    [
      'sequential',
      [
        ['1', '', false],
        ['2', ''],
      ],
      { outcome: 'dropped', ringing: [], dropping: 0, unreached: [1] },
    ],
    [
      'parallel',
      [
        ['1', ''],
        ['2', '', false],
      ],
      { outcome: 'rings', ringing: [0], dropping: null, unreached: [1] },
    ],
    [
      'parallel',
      [
        ['1', 'hr {20}'],
        ['2', 'hr {21}'],
      ],
      { outcome: 'gap', ringing: [], dropping: null, unreached: [] },
    ],
    ['single', [['1', 'hr {14pm}']], { outcome: 'unknown', ringing: [], dropping: null, unreached: [] }],
  ] as const)('%s, %j', (redirect, targets, expected) => {
    expect(at(redirect, ...targets.map((target): Written => [...target]))).toEqual(expected)
  })
})

const written = fc.tuple(periodText, fc.boolean()).map(([period, active]): Written => ['1', period, active])
const anyForwarding = fc
  .tuple(
    fc.constantFrom('single' as const, 'sequential' as const, 'parallel' as const),
    fc.array(written, { maxLength: 4 }),
  )
  .filter(([, targets]) => targets.every(([, period]) => !period.includes('sec')))
  .map(([redirect, targets]) => forwarding(redirect, ...targets))

test('segments say at each moment what answerAt says, and leave no hole', () => {
  fc.assert(
    fc.property(anyForwarding, instant, timeZone, (wanted, from, zone) => {
      const schedule = scheduleOf(wanted)
      const to = from + 7 * 24 * hour
      const segments = segmentsOf(schedule, from, to, zone)
      expect([segments[0]?.start, segments.at(-1)?.end]).toEqual([from, to])
      for (const [index, { start, end, ...answer }] of segments.entries()) {
        expect(start).toBe(segments[index - 1]?.end ?? from)
        expect(answerAt(schedule, start, zone)).toEqual(answer)
        expect(answerAt(schedule, end - 1, zone)).toEqual(answer)
      }
    }),
    { numRuns: 100 },
  )
})

test('the next change is where a segment with another outcome begins', () => {
  fc.assert(
    fc.property(anyForwarding, instant, timeZone, (wanted, from, zone) => {
      const schedule = scheduleOf(wanted)
      const [first, ...rest] = segmentsOf(schedule, from, from + 7 * 24 * hour, zone)
      const words = (one: typeof first) => JSON.stringify([one?.outcome, one?.ringing, one?.dropping])
      const other = rest.find((segment) => words(segment) !== words(first))
      const change = nextAnswerChange(schedule, from, zone)
      if (other) expect(change).toBe(other.start)
      else expect(change === null || change >= from + 7 * 24 * hour).toBe(true)
    }),
    { numRuns: 60 },
  )
})

describe('a week', () => {
  test('gaps, overlaps and targets that are never reached', () => {
    const schedule = scheduleOf(
      forwarding('single', ['1', office], ['2', 'wd {Mon} hr {12}'], ['3', 'wd {Sat} hr {10-13}'], ['4', 'yr {2020}']),
    )
    const { lanes, gaps, overlaps } = viewWeek(schedule, weekAt(monday, 'UTC'), 'UTC')
    expect(lanes.map(({ neverReached }) => neverReached)).toEqual([false, true, false, true])
    expect(lanes[1]?.pieces).toEqual([{ start: monday + 12 * hour, end: monday + 13 * hour, kind: 'unreached' }])
    expect(overlaps).toEqual([{ start: monday + 12 * hour, end: monday + 13 * hour, targets: [0, 1] }])
    expect(gaps).toHaveLength(7)
    expect(gaps[0]).toEqual({ start: monday, end: monday + 9 * hour })
  })

  test('a target of another season is reached, though not this week', () => {
    const schedule = scheduleOf(forwarding('parallel', ['1', 'mo {Jul}'], ['2', 'hr {14pm}']))
    const { lanes } = viewWeek(schedule, weekAt(monday, 'UTC'), 'UTC')
    expect(lanes).toEqual([
      { readable: true, pieces: [], neverReached: false },
      { readable: false, pieces: [], neverReached: false },
    ])
  })

  test.each([
    ['Europe/London', '2026-03-25T12:00:00Z', 167, [hour]],
    ['Europe/London', '2026-10-21T12:00:00Z', 169, [-hour]],
    ['Australia/Lord_Howe', '2026-04-02T12:00:00Z', 168.5, [-hour / 2]],
    ['Asia/Kathmandu', '2026-04-02T12:00:00Z', 168, []],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '2011-12-28T12:00:00Z', 144, [24 * hour]],
  ])('%s at %s has %s hours', (zone, at, hours, changes) => {
    const week = weekAt(Date.parse(at), zone)
    expect((week.end - week.start) / hour).toBe(hours)
    expect(week.clockChanges.map(({ by }) => by)).toEqual(changes)
    expect(new Date(week.start).toLocaleString('en-GB', { timeZone: zone, weekday: 'short', hour: 'numeric' })).toBe(
      'Mon, 00',
    )
  })

  test('a month begins and ends at its midnights', () => {
    expect(monthAt(Date.parse('2026-10-31T22:00:00Z'), 'Europe/Moscow')).toEqual({
      start: Date.parse('2026-10-31T21:00:00Z'),
      end: Date.parse('2026-11-30T21:00:00Z'),
    })
  })
})

describe('a number in a table', () => {
  const month = { start: Date.parse('2026-03-01T00:00:00Z'), end: Date.parse('2026-04-01T00:00:00Z') }

  test('who rings, until when, and where nobody is called', () => {
    const wanted = forwarding('sequential', ['74951000001', office], ['74951000002', 'wd {Mon-Fri} hr {12}'])
    expect(stateAt(wanted, monday + 12.5 * hour, 'UTC')).toEqual({
      destination: 'rings',
      targets: ['74951000001', '74951000002'],
      until: monday + 13 * hour,
    })
    expect(stateAt(wanted, monday, 'UTC')).toEqual({ destination: 'gap', targets: [], until: monday + 9 * hour })
    // 22 working days of nine hours; the month begins with a Sunday and ends on a working evening.
    expect(gapsIn(wanted, month, 'UTC')).toEqual({
      count: 23,
      milliseconds: (31 * 24 - 22 * 9) * hour,
      first: month.start,
      isKnown: true,
    })
  })

  test('what goes elsewhere has no gaps', () => {
    expect(stateAt({ kind: 'url', url: 'https://example.com/', reserve: '' }, monday, 'UTC')).toEqual({
      destination: 'elsewhere',
      targets: ['https://example.com/'],
      until: null,
    })
    expect(stateAt({ kind: 'none' }, monday, 'UTC').destination).toBe('none')
    expect(gapsIn({ kind: 'none' }, month, 'UTC').count).toBe(0)
  })

  test('29 February, the 366th day and the sixth week come when they come', () => {
    const at = (text: string, moment: string) => stateAt(forwarding('single', ['1', text]), Date.parse(moment), 'UTC')
    expect(at('mo {Feb} md {29}', '2026-03-01T00:00:00Z').until).toBe(Date.parse('2028-02-29T00:00:00Z'))
    expect(at('yd {366}', '2026-03-01T00:00:00Z').until).toBe(Date.parse('2028-12-31T00:00:00Z'))
    expect(at('wk {6}', '2026-03-01T00:00:00Z').until).toBe(Date.parse('2026-05-31T00:00:00Z'))
  })

  test('long periods and those of 500 parts are worked out as any other', () => {
    const hours = Array.from(
      { length: 500 },
      (_, index) => `mo {${(index % 12) + 1}} md {${(index % 28) + 1}} hr {${index % 24}}`,
    )
    const long = `hr {${'9-17 '.repeat(2000)}}`
    expect(long.length).toBeGreaterThan(10_000)
    expect(gapsIn(forwarding('single', ['1', long]), month, 'UTC').milliseconds).toBe(31 * 15 * hour)
    const many = scheduleOf(forwarding('single', ['1', hours.join(', ')]))
    const open = segmentsOf(many, month.start, month.end, 'UTC').filter(({ outcome }) => outcome === 'rings')
    const length = open.reduce((sum, { start, end }) => sum + end - start, 0) / hour
    const march = new Set(
      Array.from({ length: 500 }, (_, index) => index)
        .filter((index) => index % 12 === 2)
        .map((index) => `${index % 28} ${index % 24}`),
    )
    expect(length).toBe(march.size)
  })
})
