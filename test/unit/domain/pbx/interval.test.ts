import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeConditions } from '@shared/domain/pbx/describe-interval'
import { intervalSchema, type CalendarCondition, type IntervalCondition } from '@shared/domain/pbx/interval'
import { alwaysHolds, isInInterval, neverHolds, nextIntervalChange } from '@shared/domain/pbx/interval-course'
import { joinNights, splitNights } from '@shared/domain/pbx/night'
import { calendar, dated, hours, interval, office, workdays } from './interval-example'

/** Moscow is three hours ahead of UTC. */
const moscow = (text: string): number => Date.parse(`${text}+03:00`)

const day = calendar({ weekdays: { from: 3, to: 1 } })
const july = calendar({ month: 7, weekdays: { from: 2, to: 3 } })
const shifts = calendar({ rotation: { startDate: '2026-01-05', daysOn: 2, daysOff: 2 } })
const night = calendar({ weekdays: workdays, times: hours('22:00:00', '06:00:00') })
const everyNight = calendar({ times: hours('22:00:00', '06:00:00') })
const weekend = calendar({ weekdays: { from: 7, to: 1 } })
const unknown: IntervalCondition = { kind: 'unknown', rest: { start_dow: 2 } }

describe('what holds', () => {
  test.each<[string, IntervalCondition[], string, boolean | null]>([
    ['Tuesday at noon', [office], '2026-11-24T12:00:00', true],
    ['the first second', [office], '2026-11-24T09:00:00', true],
    ['the end does not belong to it', [office], '2026-11-24T18:00:00', false],
    ['Sunday is day 1', [office], '2026-11-22T12:00:00', false],
    ['round the end of the week: not on Monday', [day], '2026-11-23T12:00:00', false],
    ['round the end of the week: on Sunday', [day], '2026-11-22T12:00:00', true],
    ['all of one condition must hold', [july], '2026-07-06T12:00:00', true],
    ['Mondays of another month', [july], '2026-08-03T12:00:00', false],
    ['any of several', [office, july], '2026-07-06T03:00:00', true],
    ['last day of a range of days', [calendar({ monthDays: { from: 25, to: 31 } })], '2026-11-30T23:59:59', true],
    ['first two days of a shift', [shifts], '2026-01-06T12:00:00', true],
    ['off after two days', [shifts], '2026-01-07T12:00:00', false],
    ['on again', [shifts], '2026-01-09T00:00:00', true],
    ['not before the first shift', [shifts], '2026-01-01T12:00:00', false],
    ['a dated time', [dated('2026-01-01 10:00:00', '2026-01-02 12:00:00')], '2026-01-02T11:59:59', true],
    ['after a dated time', [dated('2026-01-01 10:00:00', '2026-01-02 12:00:00')], '2026-01-02T12:00:00', false],
    ['the last second of a day', [calendar({ times: hours('22:00:00', '23:59:59') })], '2026-01-02T23:59:59', true],
    ['the morning of a night', splitNights([night]), '2026-11-28T05:00:00', true],
    ['no morning after Sunday', splitNights([night]), '2026-11-23T05:00:00', false],
    ['nothing set: always', [calendar()], '2026-11-23T05:00:00', true],
    ['no condition: never', [], '2026-11-23T05:00:00', false],
    ['a condition that is not known', [unknown], '2026-11-23T05:00:00', null],
    ['another one holds anyway', [unknown, calendar()], '2026-11-23T05:00:00', true],
  ])('%s', (_what, conditions, at, holds) => {
    expect(isInInterval(interval(conditions), moscow(at))).toBe(holds)
  })

  test('the zone is that of the interval', () => {
    expect(isInInterval(interval([office], 'Asia/Vladivostok'), moscow('2026-11-24T03:00:00'))).toBe(true)
    expect(isInInterval(interval([office], 'Asia/Nowhere'), moscow('2026-11-24T12:00:00'))).toBeNull()
  })
})

describe('what comes next', () => {
  test.each<[string, IntervalCondition[], string, string | null]>([
    ['it ends in the evening', [office], '2026-11-24T12:00:00', '2026-11-24T18:00:00'],
    ['after a weekend', [office], '2026-11-27T18:00:00', '2026-11-30T09:00:00'],
    ['a night does not end at midnight', splitNights([night]), '2026-11-24T23:00:00', '2026-11-25T06:00:00'],
    ['a shift', [shifts], '2026-01-06T12:00:00', '2026-01-07T00:00:00'],
    ['next summer', [july], '2026-11-24T12:00:00', '2027-07-05T00:00:00'],
    ['a dated time that is over', [dated('2026-01-01 10:00:00', '2026-01-02 12:00:00')], '2026-11-24T12:00:00', null],
    ['always', [calendar()], '2026-11-24T12:00:00', null],
    ['not known', [unknown], '2026-11-24T12:00:00', null],
  ])('%s', (_what, conditions, from, next) => {
    expect(nextIntervalChange(interval(conditions), moscow(from))).toBe(next === null ? null : moscow(next))
  })

  test.each<[IntervalCondition, boolean]>([
    [calendar({ monthDays: { from: 31, to: 31 }, month: 6 }), true],
    [calendar({ monthDays: { from: 29, to: 29 }, month: 2 }), false],
    [dated('2026-01-01 10:00:00', '2026-01-02 12:00:00'), true],
    [dated('2026-06-31 10:00:00', '2027-01-02 12:00:00'), true],
    [calendar({ times: hours('10:00:00', '09:00:00') }), true],
    [unknown, false],
  ])('never: %j %s', (condition, never) => {
    expect(neverHolds(interval([condition]), moscow('2026-11-24T12:00:00'))).toBe(never)
  })

  test.each<[string, IntervalCondition[], boolean]>([
    ['nothing set', [calendar()], true],
    ['all days of the week', [calendar({ weekdays: { from: 2, to: 1 } })], true],
    ['the whole day', [calendar({ times: hours('00:00:00', '23:59:59') })], true],
    ['all but the last hour', [calendar({ times: hours('00:00:00', '23:00:00') })], false],
    ['all days but Monday', [day], false],
    ['no condition', [], false],
    ['days and nights', [calendar({ times: hours('06:00:00', '22:00:00') }), ...splitNights([everyNight])], true],
    ['a second is missing', [calendar({ times: hours('06:00:01', '22:00:00') }), ...splitNights([everyNight])], false],
    ['working days and the rest of the week', [calendar({ weekdays: workdays }), weekend], true],
    ['beside what is not known', [unknown, calendar()], true],
    ['with a field that is not known', [calendar({ rest: { holidays: true } })], false],
    ['what is not known might fill it', [unknown, day], false],
    ['a rotation, one day off', [calendar({ rotation: { startDate: '2020-01-01', daysOn: 99, daysOff: 1 } })], false],
    ['a long time', [dated('2000-01-01 00:00:00', '2099-01-01 00:00:00')], false],
    ['days of the month', [calendar({ monthDays: { from: 1, to: 30 } })], false],
  ])('always: %s', (_what, conditions, always) => {
    expect(alwaysHolds(interval(conditions))).toBe(always)
  })

  test('of a zone that is not known nothing is certain', () => {
    expect(alwaysHolds(interval([calendar()], 'Mars/Base'))).toBe(false)
  })

  test('nothing changes between now and the next change, through changes of the clock too', () => {
    const arbitrary = fc.record({
      from: fc.integer({ min: 0, max: 22 }),
      length: fc.integer({ min: 1, max: 6 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      to: fc.integer({ min: 1, max: 7 }),
      at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
    })
    fc.assert(
      fc.property(arbitrary, ({ from, length, weekday, to, at }) => {
        const clock = (hour: number) => (hour > 23 ? '23:59:59' : `${String(hour).padStart(2, '0')}:00:00`)
        const course = interval(
          [calendar({ weekdays: { from: weekday, to }, times: hours(clock(from), clock(from + length)) })],
          'Europe/Berlin',
        )
        const next = nextIntervalChange(course, at) ?? 0
        const holds = isInInterval(course, at)
        expect(next).toBeGreaterThan(at)
        expect(isInInterval(course, next)).toBe(!holds)
        for (let moment = at; moment < next; moment += 600_000) expect(isInInterval(course, moment)).toBe(holds)
        expect(isInInterval(course, next - 1)).toBe(holds)
      }),
      { numRuns: 60 },
    )
  })
})

describe('nights', () => {
  test('are sent as two and shown as one', () => {
    const sent = splitNights([night])
    expect(sent).toEqual([
      calendar({ weekdays: workdays, times: hours('22:00:00', '23:59:59') }),
      calendar({ weekdays: { from: 3, to: 7 }, times: hours('00:00:00', '06:00:00') }),
    ])
    expect(joinNights(sent)).toEqual([night])
    expect(joinNights(sent.toReversed())).toEqual([night])
  })

  test.each<[string, IntervalCondition[]]>([
    [
      'the morning of other days',
      [
        calendar({ weekdays: workdays, times: hours('22:00:00', '23:59:59') }),
        calendar({ weekdays: workdays, times: hours('00:00:00', '06:00:00') }),
      ],
    ],
    ['of one month: the last night would lose its morning', splitNights([{ ...night, month: 7 }])],
    ['an evening alone', [calendar({ times: hours('22:00:00', '23:59:59') })]],
    [
      'more than a day',
      [calendar({ times: hours('05:00:00', '23:59:59') }), calendar({ times: hours('00:00:00', '06:00:00') })],
    ],
  ])('stay apart: %s', (_what, conditions) => {
    expect(joinNights(conditions)).toEqual(conditions)
  })

  test('joined and split again they hold at the same times', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00:00`)
    const range = fc.record({ from: fc.integer({ min: 1, max: 7 }), to: fc.integer({ min: 1, max: 7 }) })
    const condition: fc.Arbitrary<CalendarCondition> = fc
      .record({ weekdays: fc.option(range), times: fc.record({ from: time, to: time }) })
      .map((parts) => calendar(parts))
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), (conditions) => {
        const sent = splitNights(conditions)
        const again = splitNights(joinNights(sent))
        for (let hour = 0; hour < 168; hour += 1) {
          const moment = moscow('2026-11-22T00:30:00') + hour * 3_600_000
          expect(isInInterval(interval(again), moment)).toBe(isInInterval(interval(sent), moment))
        }
      }),
    )
  })
})

test.each<[IntervalCondition[], string, string]>([
  [[office], 'Mon–Fri 9–18', 'пн–пт 9–18'],
  [splitNights([night]), 'Mon–Fri 22–6', 'пн–пт 22–6'],
  [[calendar({ times: hours('08:30:00', '23:59:59') })], 'daily 8:30–24:00', 'ежедневно 8:30–24:00'],
  [[july], 'Mon–Tue, Jul', 'пн–вт, июл'],
  [[calendar({ monthDays: { from: 1, to: 8 }, month: 1 })], '1–8 Jan', '1–8 января'],
  [[shifts], '2 days on, 2 off, from 5 Jan 2026', 'смены 2 через 2, с 5 января 2026'],
  [
    [dated('2026-01-01 10:00:00', '2026-01-02 12:00:00')],
    '1 Jan 10:00 – 2 Jan 2026 12:00',
    '1 января 10:00 – 2 января 2026 12:00',
  ],
  [
    [dated('2026-12-28 00:00:00', '2027-01-09 08:30:15')],
    '28 Dec 2026 0:00 – 9 Jan 2027 8:30:15',
    '28 декабря 2026 0:00 – 9 января 2027 8:30:15',
  ],
  [[calendar()], 'always', 'всегда'],
  [[], 'never', 'никогда'],
])('in words: %j', (conditions, english, russian) => {
  expect(describeConditions(conditions, 'en')).toBe(english)
  expect(describeConditions(conditions, 'ru')).toBe(russian)
})

test('an id that a number cannot hold exactly is refused', () => {
  expect(intervalSchema.safeParse(interval([office])).success).toBe(true)
  expect(intervalSchema.safeParse({ ...interval([office]), id: 2 ** 53 }).success).toBe(false)
})
