import { expect, test } from 'vitest'
import { checkInterval } from '@shared/domain/pbx/check-interval'
import type { CalendarCondition, IntervalCondition } from '@shared/domain/pbx/interval'

const calendar = (given: Partial<CalendarCondition>): CalendarCondition => ({
  kind: 'calendar',
  weekdays: null,
  monthDays: null,
  month: null,
  times: null,
  rotation: null,
  rest: {},
  ...given,
})
const dated = (from: string, to: string): IntervalCondition => ({ kind: 'dated', from, to, rest: {} })
const now = Date.UTC(2026, 0, 1)
const codes = (conditions: IntervalCondition[], more = {}) =>
  checkInterval({ name: 'x', timeZone: 'Europe/Moscow', conditions, ...more }, now).map(({ path, code }) => [
    path,
    code,
  ])
const night = { from: '22:00:00', to: '06:00:00' }

test('what the provider takes has no findings', () => {
  expect(
    codes([calendar({ weekdays: { from: 7, to: 1 } }), calendar({ times: night }), calendar({ month: 2 })]),
  ).toEqual([])
  expect(codes([calendar({ rotation: { startDate: '2024-02-29', daysOn: 2, daysOff: 2 } })])).toEqual([])
})

test.each([
  [calendar({}), 'conditions.0', 'interval.emptyCondition'],
  [calendar({ monthDays: { from: 5, to: 5 } }), 'conditions.0.monthDays', 'interval.monthDaysOrder'],
  [calendar({ times: { from: '09:00:00', to: '09:00:00' } }), 'conditions.0.times', 'interval.timesEqual'],
  [calendar({ times: night, month: 3 }), 'conditions.0.times', 'interval.nightOfDates'],
  [
    calendar({ rotation: { startDate: '2026-02-30', daysOn: 1, daysOff: 1 } }),
    'conditions.0.rotation',
    'interval.dateMissing',
  ],
  [dated('2026-06-31 00:00:00', '2026-07-02 00:00:00'), 'conditions.0', 'interval.dateMissing'],
  [dated('2026-07-02 00:00:00', '2026-07-01 00:00:00'), 'conditions.0', 'interval.datesOrder'],
])('%j: %s', (condition, path, code) => {
  expect(codes([condition])).toEqual([[path, code]])
})

test('name, zone, no condition; one that is over for good is a warning', () => {
  expect(codes([], { name: ' ', timeZone: 'Mars/Olympus' })).toEqual([
    ['name', 'field.required'],
    ['timeZone', 'interval.zoneUnknown'],
    ['conditions', 'interval.noCondition'],
  ])
  const [finding] = checkInterval(
    { name: 'x', timeZone: 'UTC', conditions: [dated('2020-01-01 00:00:00', '2020-01-02 00:00:00')] },
    now,
  )
  expect(finding).toMatchObject({ severity: 'warning', code: 'interval.neverHolds' })
})
