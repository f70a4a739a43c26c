import { expect, test } from 'vitest'
import {
  exceptionName,
  monthDaysText,
  readException,
  readMonthDays,
  readYears,
  yearsText,
} from '../../../../../src-renderer/areas/forwarding/period/date-names'

test.each([
  ['', []],
  ['1-7, 15', [1, 2, 3, 4, 5, 6, 7, 15]],
  ['15 1–3', [1, 2, 3, 15]],
  ['1-31', []],
  ['0', undefined],
  ['32', undefined],
  ['7-1', undefined],
  ['first', undefined],
])('days of the month: %j', (text, expected) => {
  expect(readMonthDays(text)).toEqual(expected)
})

test.each([
  ['', []],
  [
    '2026–2028, 2030',
    [
      { from: 2026, to: 2028 },
      { from: 2030, to: 2030 },
    ],
  ],
  ['2027 - 2028, 2026', [{ from: 2026, to: 2028 }]],
  ['26', undefined],
  ['3001', undefined],
])('years: %j', (text, expected) => {
  expect(readYears(text)).toEqual(expected)
})

test('what was read is written the same way', () => {
  expect(monthDaysText(readMonthDays('15,1-7') ?? [])).toBe('1–7, 15')
  expect(yearsText(readYears('2030,2026-2027') ?? [])).toBe('2026–2027, 2030')
})

test.each([
  ['2026-05-04', '', true, 'May 4'],
  ['2026-12-31', '2027-01-08', true, 'Dec 31 – Jan 8'],
  ['2026-05-04', '2026-05-06', false, 'May 4 – May 6, 2026'],
  ['2026-05-06', '2026-05-04', false, undefined],
  ['2026-12-31', '2027-01-08', false, undefined],
  ['', '', true, undefined],
])('exception from %j to %j, every year %j', (from, to, everyYear, expected) => {
  const read = readException(from, to, everyYear)
  expect(read && exceptionName(read, 'en')).toBe(expected)
})
