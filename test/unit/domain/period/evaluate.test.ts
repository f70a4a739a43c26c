import { expect, test } from 'vitest'
import { isInPeriod, parsePeriod } from '@shared/domain/period/period'

function holds(text: string, at: string, timeZone = 'UTC'): boolean {
  const parsed = parsePeriod(text)
  if (!parsed.ok) throw new Error(`malformed: ${text}`)
  return isInPeriod(parsed.period, Date.parse(at), timeZone)
}

test.each([
  // The end of a range is its last second.
  ['hr {9am-4pm}', '2026-03-02T16:59:59.999Z', true],
  ['hr {9am-4pm}', '2026-03-02T17:00:00Z', false],
  ['hr {13am}', '2026-03-02T13:00:00Z', true],
  // The weeks of a month end on Saturday; 1 August 2026 is one.
  ['wk {1}', '2026-08-01T12:00:00Z', true],
  ['wk {1}', '2026-08-02T12:00:00Z', false],
  ['wk {6}', '2026-08-30T12:00:00Z', true],
  ['wk {6}', '2026-09-30T12:00:00Z', false],
  ['wk {1}', '2026-03-01T12:00:00Z', true],
  ['md {29} mo {Feb}', '2028-02-29T00:00:00Z', true],
  ['md {29} mo {Feb}', '2026-03-01T00:00:00Z', false],
  ['yd {60}', '2028-02-29T00:00:00Z', true],
  ['yd {60}', '2026-03-01T00:00:00Z', true],
  ['yd {366}', '2028-12-31T23:59:59Z', true],
  ['yd {366}', '2026-12-31T23:59:59Z', false],
  ['yd {366-1}', '2026-01-01T00:00:00Z', true],
  ['yd {4.0000000000000009}', '2026-01-04T00:00:00Z', false],
  // Two digits: the century of the moment. Ends in the wrong order are swapped, not wrapped.
  ['yr {26}', '2026-06-01T00:00:00Z', true],
  ['yr {26}', '2126-06-01T00:00:00Z', true],
  ['yr {99-1972}', '1985-06-01T00:00:00Z', true],
  ['yr {99-1972}', '2050-06-01T00:00:00Z', true],
  ['yr {2030-2020}', '2026-06-01T00:00:00Z', true],
  ['yr {2030-2020}', '2031-06-01T00:00:00Z', false],
  // Before 1970 the clock runs on the same calendar.
  ['wd {Wed} sec {59}', '1969-12-31T23:59:59.500Z', true],
])('%s at %s: %s', (text, at, expected) => {
  expect(holds(text, at)).toBe(expected)
})

test.each([
  // London, 25 October 2026: 1:00–2:00 comes twice.
  ['hr {1}', '2026-10-25T00:30:00Z', 'Europe/London', true],
  ['hr {1}', '2026-10-25T01:30:00Z', 'Europe/London', true],
  ['hr {1}', '2026-10-25T02:00:00Z', 'Europe/London', false],
  // London, 29 March 2026: 1:00–2:00 does not exist.
  ['hr {0}', '2026-03-29T00:59:59Z', 'Europe/London', true],
  ['hr {1}', '2026-03-29T01:00:00Z', 'Europe/London', false],
  ['hr {2}', '2026-03-29T01:00:00Z', 'Europe/London', true],
  // New York, 1 November 2026 and 8 March 2026.
  ['hr {1} wd {Sun}', '2026-11-01T05:59:59Z', 'America/New_York', true],
  ['hr {1} wd {Sun}', '2026-11-01T06:00:00Z', 'America/New_York', true],
  ['hr {2}', '2026-03-08T07:00:00Z', 'America/New_York', false],
  ['hr {3}', '2026-03-08T07:00:00Z', 'America/New_York', true],
  // Lord Howe, half an hour: on 5 April 2026 2:00 becomes 1:30, on 4 October 2026 2:00 becomes 2:30.
  ['hr {1} min {30-59}', '2026-04-04T14:59:59Z', 'Australia/Lord_Howe', true],
  ['hr {1} min {30}', '2026-04-04T15:00:00Z', 'Australia/Lord_Howe', true],
  ['hr {2} min {0-29}', '2026-10-03T15:30:00Z', 'Australia/Lord_Howe', false],
  ['hr {2} min {30}', '2026-10-03T15:30:00Z', 'Australia/Lord_Howe', true],
  // Quarters of an hour.
  ['hr {0} min {15}', '2025-12-31T18:30:00Z', 'Asia/Kathmandu', true],
  ['hr {12} min {45}', '2026-06-01T00:00:00Z', 'Pacific/Chatham', true],
  ['hr {8} min {45}', '2026-06-01T00:00:00Z', 'Australia/Eucla', true],
  // Liberia was 44 min 30 s behind until 1972; Samoa had no 30 December 2011.
  ['hr {23} min {15} sec {30}', '1970-06-01T00:00:00Z', 'Africa/Monrovia', true],
  ['md {29}', '2011-12-30T09:59:59Z', 'Pacific/Apia', true],
  ['md {31}', '2011-12-30T10:00:00Z', 'Pacific/Apia', true],
])('%s at %s in %s: %s', (text, at, timeZone, expected) => {
  expect(holds(text, at, timeZone)).toBe(expected)
})

test('refuses a zone that does not exist, and a moment that is none', () => {
  expect(() => holds('hr {1}', '2026-01-01T00:00:00Z', 'Europe/Atlantis')).toThrow(RangeError)
  expect(() => holds('hr {1}', 'no date')).toThrow(RangeError)
})
