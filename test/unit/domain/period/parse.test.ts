import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPeriod, isInPeriod, parsePeriod, type Period } from '@shared/domain/period/period'
import { instant, periodText, timeZone } from './arbitrary-period'

function parsed(text: string): Period {
  const result = parsePeriod(text)
  if (!result.ok) throw new Error(`malformed: ${text}`)
  return result.period
}

/** Problems as `code @ the text at their place`. */
function problems(text: string): string[] {
  const result = parsePeriod(text)
  return result.ok ? [] : result.problems.map(({ code, place }) => `${code} @ ${text.slice(place.start, place.end)}`)
}

describe('parsePeriod', () => {
  test.each([
    ['hr {25}', 'period.valueOutOfRange @ 25'],
    ['wd {Mon-Fri} hr {6am-14pm}', 'period.clockHour @ 14pm'],
    ['hr {24pm}', 'period.valueOutOfRange @ 24pm'],
    ['hr {8:30-17:00}', 'period.valueUnknown @ 8:30', 'period.valueUnknown @ 17:00'],
    ['hr {9, 14}', 'period.commaInBraces @ ,'],
    ['wd {Mun}', 'period.valueUnknown @ Mun'],
    ['yr {1000}', 'period.yearOutOfRange @ 1000'],
    ['wk {7} wd {Пн}', 'period.valueOutOfRange @ 7', 'period.valueUnknown @ Пн'],
    ['always', 'period.groupExpected @ always'],
    ['wd {Mon-Fri}; hr {8}', 'period.scaleUnknown @ ; hr'],
    ['hr {8} , , hr {9}', 'period.subPeriodEmpty @ ,'],
    ['hr {8', 'period.braceMissing @ {8'],
    ['hr {8}}', 'period.braceUnexpected @ }'],
    ['hr {8 {9}}', 'period.braceUnexpected @ {'],
    ['{8}', 'period.scaleMissing @ {'],
    ['hr {8-}', 'period.rangeIncomplete @ 8-'],
    ['hr {1 - 2 - 3}', 'period.rangeIncomplete @ -'],
    ['День {1}', 'period.scaleUnknown @ День'],
    // A letter that grows when it is made lower case moves no place.
    ['wd {İ} hr {25}', 'period.valueUnknown @ İ', 'period.valueOutOfRange @ 25'],
  ])('refuses %j and points at the place', (text, ...expected) => {
    expect(problems(text)).toEqual(expected)
  })

  test('takes any text without throwing, and points inside it', () => {
    const fragments = fc.constantFrom(
      '{',
      '}',
      '-',
      ',',
      ' ',
      '\n',
      'hr',
      'wd',
      'yd',
      'mon',
      '9',
      '14pm',
      'none',
      'ё',
      '\u0000',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragments, { maxLength: 30 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (whole) => {
        const result = parsePeriod(whole)
        const places = result.ok ? [] : result.problems.map(({ place }) => place)
        return (
          result.ok ||
          (places.length > 0 && places.every(({ start, end }) => 0 <= start && start < end && end <= whole.length))
        )
      }),
      { numRuns: 2000 },
    )
  })

  /** Ten times the text in far more than ten times the time would take minutes here. */
  test.each([
    ['one word', 'a'.repeat(400_000)],
    ['open braces', '{'.repeat(400_000)],
    ['a long value', `hr {${'a'.repeat(400_000)}}`],
    ['dashes', `hr {${'1 - '.repeat(100_000)}}`],
    ['spaces', `hr {1${' '.repeat(400_000)}2}`],
    ['values', `hr {${'1 '.repeat(100_000)}}`],
    ['groups', 'hr{1}'.repeat(50_000)],
    ['sub-periods', 'hr{1},'.repeat(50_000)],
    ['commas', ','.repeat(400_000)],
    ['line breaks', `hr {${'\n'.repeat(400_000)}}`],
  ])('reads %s of any length in time that grows with the length', (_name, text) => {
    expect(typeof parsePeriod(text).ok).toBe('boolean')
  })

  test('takes a period of 500 sub-periods', () => {
    const text = Array.from(
      { length: 500 },
      (_, index) => `mo {${(index % 12) + 1}} md {${(index % 31) + 1}} hr {${index % 24}}`,
    )
    const period = parsed(text.join(', '))
    expect(period).toHaveLength(500)
    expect(isInPeriod(period, Date.UTC(2026, 0, 1, 0, 30), 'UTC')).toBe(true)
    expect(isInPeriod(period, Date.UTC(2026, 0, 1, 1, 30), 'UTC')).toBe(false)
  })
})

describe('formatPeriod', () => {
  test.each([
    ['WDAY{2 - 6}hour { 9 10 11-16 }', 'wd {Mon-Fri} hr {9am-4pm}'],
    ['hr {18-23 0-8}', 'hr {6pm-8am}'],
    ['wd {sa su}', 'wd {Sat-Sun}'],
    ['wd {su we}', 'wd {Wed Sun}'],
    ['wd {1 6 7 2}', 'wd {Fri-Mon}'],
    ['mo {11-2} md {31 1}', 'mo {Nov-Feb} md {31-1}'],
    ['hr {12noon}', 'hr {12pm}'],
    ['yr {2026-2024 2027 26}', 'yr {26 2024-2027}'],
    ['hr {0-23} wd {1-7}', ''],
    ['hr {8}, min {0-59}', ''],
    ['wd {} hr {8}', 'none'],
    ['hr {8}, hr {8}, wd {}', 'hr {8am}'],
    ['  ', ''],
    ['None', 'none'],
  ])('%j → %j', (text, expected) => {
    expect(formatPeriod(parsed(text))).toBe(expected)
  })

  test('means the same as what was parsed, and formats to itself', () => {
    fc.assert(
      fc.property(periodText, fc.array(instant, { minLength: 20, maxLength: 20 }), timeZone, (text, instants, zone) => {
        const period = parsed(text)
        const canonical = formatPeriod(period)
        const again = parsed(canonical)
        expect(formatPeriod(again)).toBe(canonical)
        for (const at of instants) expect(isInPeriod(again, at, zone)).toBe(isInPeriod(period, at, zone))
      }),
      { numRuns: 200 },
    )
  })
})
