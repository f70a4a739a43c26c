import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInPeriod, nextChange, parsePeriod, type Period } from '@shared/domain/period/period'
import { instant, periodText, timeZone } from './arbitrary-period'

function parsed(text: string): Period {
  const result = parsePeriod(text)
  if (!result.ok) throw new Error(`malformed: ${text}`)
  return result.period
}

const next = (text: string, at: string, zone = 'UTC'): string | null => {
  const change = nextChange(parsed(text), Date.parse(at), zone)
  return change === null ? null : new Date(change).toISOString().replace('.000', '')
}

const lookAhead = 12 * 3_600_000

/** Step by step, at most half a day. */
function nextBySteps(period: Period, from: number, zone: string, step: number): number | null {
  const before = isInPeriod(period, from, zone)
  const first = (Math.floor(from / step) + 1) * step
  for (let at = first; at < from + lookAhead; at += step) if (isInPeriod(period, at, zone) !== before) return at
  return null
}

describe('nextChange', () => {
  test('is the first second that differs', () => {
    fc.assert(
      fc.property(periodText, instant, timeZone, (text, from, zone) => {
        const period = parsed(text)
        const found = nextBySteps(period, from, zone, 1000)
        const change = nextChange(period, from, zone)
        if (found !== null) expect(change).toBe(found)
        else expect(change === null || change >= from + lookAhead).toBe(true)
      }),
      { numRuns: 80 },
    )
  })

  test.each(['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'])(
    'is exact in the nights of a clock change in %s',
    (zone) => {
      const midnights = [
        '2026-03-07',
        '2026-03-28',
        '2026-04-04',
        '2026-09-26',
        '2026-10-03',
        '2026-10-24',
        '2026-10-31',
      ]
      const periods = ['hr {1}', 'hr {2}', 'hr {1} min {30-59}', 'hr {2} min {0-29}', 'hr {3} min {10}', 'hr {23-2}']
      for (const midnight of midnights) {
        for (const text of periods) {
          for (let hour = 8; hour < 24; hour += 1) {
            const from = Date.parse(midnight) + hour * 3_600_000 + 123
            const found = nextBySteps(parsed(text), from, zone, 60_000)
            const change = nextChange(parsed(text), from, zone)
            if (found !== null) expect(change).toBe(found)
            else expect(change).toBeGreaterThanOrEqual(from + lookAhead)
          }
        }
      }
    },
  )

  test.each([
    ['wd {Mon-Fri} hr {9am-4pm}', '2026-03-06T12:00:00.500Z', '2026-03-06T17:00:00Z'],
    ['wd {Mon-Fri} hr {9am-4pm}', '2026-03-06T17:00:00Z', '2026-03-09T09:00:00Z'],
    ['hr {8} min {30-59}, hr {9-16}', '2026-03-06T08:45:00Z', '2026-03-06T17:00:00Z'],
    ['md {29} mo {Feb}', '2026-03-06T00:00:00Z', '2028-02-29T00:00:00Z'],
    // 2100 is no leap year.
    ['md {29} mo {Feb}', '2096-03-01T00:00:00Z', '2104-02-29T00:00:00Z'],
    ['md {29} mo {Feb} wd {Mon}', '2088-03-01T00:00:00Z', '2112-02-29T00:00:00Z'],
    ['yd {366}', '2026-03-06T00:00:00Z', '2028-12-31T00:00:00Z'],
    ['yr {2080}', '2026-03-06T00:00:00Z', '2080-01-01T00:00:00Z'],
    ['yr {2020-2026}', '2026-03-06T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['sec {30}', '2026-03-06T00:00:30.999Z', '2026-03-06T00:00:31Z'],
  ])('%s after %s: %s', (text, at, expected) => {
    expect(next(text, at)).toBe(expected)
  })

  test.each([
    '',
    'none',
    'wd {}',
    'md {30} mo {Feb}',
    'yr {2020}',
    'wd {Mon-Fri}, wd {Sat-Sun}',
    'sec {0-29}, sec {30-59}',
    'yd {366} mo {Jan}',
  ])('is null for what never changes again: %j', (text) => {
    expect(next(text, '2026-03-06T00:00:00Z', 'Europe/London')).toBeNull()
  })

  test('a period that covers the repeated hour twice stays on through it', () => {
    expect(next('hr {1}', '2026-10-25T00:10:00Z', 'Europe/London')).toBe('2026-10-25T02:00:00Z')
  })

  test('an hour that does not exist is passed over', () => {
    expect(next('hr {1}', '2026-03-28T02:00:00Z', 'Europe/London')).toBe('2026-03-30T00:00:00Z')
  })
})
