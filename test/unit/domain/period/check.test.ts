import { describe, expect, test } from 'vitest'
import { checkPeriod } from '@shared/domain/period/check'
import { isPassing } from '@shared/domain/finding'
import { parsePeriod } from '@shared/domain/period/period'
import { findingText } from '@shared/text/findings'

/** Findings as `severity code @ the text at their place`. */
const found = (text: string): string[] =>
  checkPeriod(text).map(({ severity, code, place }) =>
    place ? `${severity} ${code} @ ${text.slice(place.start, place.end)}` : `${severity} ${code}`,
  )

describe('checkPeriod', () => {
  test.each([
    '',
    'wd {Mon-Fri} hr {9am-4pm}',
    'yr {2024-2026}',
    'mo {jan feb nov dec}',
    'wk {1 3 5}',
    'yd {1-100}',
    'md {1-5}',
    'wd {mo-fr}',
    'hr {12am 12noon 12pm 0-23}',
    'min {30-59} sec {1-5}',
  ])('finds nothing in what Exolve prints: %j', (text) => {
    expect(checkPeriod(text)).toEqual([])
  })

  test.each([
    ['hr {25}', 'error period.valueOutOfRange @ 25'],
    ['wd {1-5}', 'error period.weekdayDigits @ 1-5'],
    ['wd {Mon 6}', 'error period.weekdayDigits @ 6'],
    ['wd {Mon-5}', 'error period.weekdayDigits @ Mon-5'],
    ['yd {366}', 'warning period.yearDayBeyondPrinted @ 366'],
    ['yr {2026-3001}', 'warning period.yearBeyondPrinted @ 3001'],
    ['hr {8}, hr {9}, hr {10}', 'warning period.commaUnconfirmed @ ,'],
    ['hr {0am}', 'warning period.clockHour @ 0am'],
    ['hr {0pm}', 'warning period.clockHour @ 0pm'],
    ['hr {13am 14pm}', 'warning period.clockHour @ 13am', 'warning period.clockHour @ 14pm'],
    ['wday {Monday}', 'warning period.formUnconfirmed @ wday', 'warning period.formUnconfirmed @ Monday'],
    ['yd {5x}', 'warning period.formUnconfirmed @ 5x'],
    ['hr {8\n9}', 'warning period.textIgnored @ \n9'],
    ['none', 'warning period.neverHolds'],
    ['wd {}', 'warning period.neverHolds'],
    ['mo {Feb} md {30}', 'warning period.neverHolds'],
    ['yd {366} mo {Nov}', 'warning period.yearDayBeyondPrinted @ 366', 'warning period.neverHolds'],
    ['hr {14pm} wd {2}', 'warning period.clockHour @ 14pm', 'error period.weekdayDigits @ 2'],
  ])('%j', (text, ...expected) => {
    expect(found(text)).toEqual(expected)
  })

  test("keeps Exolve's own example with a warning and a correction of the whole text", () => {
    const [finding, ...rest] = checkPeriod('wd {Mon-Fri} hr {6am-14pm}')
    expect(rest).toEqual([])
    expect(finding).toMatchObject({
      severity: 'warning',
      fix: 'wd {Mon-Fri} hr {6am-2pm}',
      place: { start: 21, end: 25 },
    })
    expect(checkPeriod(finding?.fix ?? '')).toEqual([])
  })

  test('one correction settles all hours of a text', () => {
    const fixes = checkPeriod('hr {0am-13am 23PM}').map(({ fix }) => fix)
    expect(fixes).toEqual(Array.from({ length: 3 }, () => 'hr {12am-1pm 11pm}'))
  })

  test('tells both readings of a digit', () => {
    const [finding] = checkPeriod('wd {1-5}')
    expect(finding && findingText(finding, 'en')).toContain('Mon-Fri')
    expect(finding && findingText(finding, 'en')).toContain('Sun-Thu')
  })

  test.each(['hr {14pm}', 'hr {25}', 'wd {1}', 'hr {8}', 'hr {13pm 25}', 'wd {Mon', ', hr {8}'])(
    'blocks what is malformed and no correction is known for: %j',
    (text) => {
      const [{ fix = text } = {}] = checkPeriod(text)
      const isDigits = text === 'wd {1}'
      expect(isPassing(checkPeriod(text))).toBe(parsePeriod(fix).ok && !isDigits)
    },
  )

  test('says no more than ten errors and ten warnings', () => {
    expect(checkPeriod(`hr {${'99 '.repeat(3000)}}`)).toHaveLength(10)
    expect(checkPeriod(`yd {${'5x '.repeat(3000)}}`)).toHaveLength(10)
  })
})
