import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intervalsOf } from '@shared/domain/period/intervals'
import { isInPeriod, parsePeriod, type Period } from '@shared/domain/period/period'
import { instantOfLocal, zoneSpan } from '@shared/domain/period/zone'
import { instant, periodText, timeZone } from './arbitrary-period'

function parsed(text: string): Period {
  const result = parsePeriod(text)
  if (!result.ok) throw new Error(`malformed: ${text}`)
  return result.period
}

const day = 86_400_000

describe('intervalsOf', () => {
  test('holds exactly where isInPeriod does', () => {
    fc.assert(
      fc.property(periodText, instant, timeZone, fc.integer({ min: 1, max: 3 * day }), (text, from, zone, length) => {
        fc.pre(!text.includes('sec'))
        const period = parsed(text)
        const intervals = intervalsOf(period, from, from + length, zone)
        for (const [index, { start, end }] of intervals.entries()) {
          expect(start).toBeLessThan(end)
          if (index > 0) expect(intervals[index - 1]?.end).toBeLessThan(start)
          expect([isInPeriod(period, start, zone), isInPeriod(period, end - 1, zone)]).toEqual([true, true])
          if (start > from) expect(isInPeriod(period, start - 1, zone)).toBe(false)
          if (end < from + length) expect(isInPeriod(period, end, zone)).toBe(false)
        }
        for (let at = from; at < from + length; at += 977_777) {
          expect(intervals.some(({ start, end }) => start <= at && at < end)).toBe(isInPeriod(period, at, zone))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('the hour that comes twice counts twice, the one that does not exist not at all', () => {
    const hours = (text: string, date: string, zone: string) => {
      const from = Date.parse(date)
      return (
        intervalsOf(parsed(text), from, from + day, zone).reduce((sum, { start, end }) => sum + end - start, 0) /
        3_600_000
      )
    }
    expect(hours('hr {1}', '2026-10-25', 'Europe/London')).toBe(2)
    expect(hours('hr {1}', '2026-03-29', 'Europe/London')).toBe(0)
    // Lord Howe: 1:30–2:00 twice on 5 April 2026, 2:00–2:30 never on 4 October.
    expect(hours('hr {1}', '2026-04-04T12:00:00Z', 'Australia/Lord_Howe')).toBe(1.5)
    expect(hours('hr {2}', '2026-10-03T12:00:00Z', 'Australia/Lord_Howe')).toBe(0.5)
  })

  test('a period that changes with the seconds is told to the minute and stays short', () => {
    const seconds = Array.from({ length: 30 }, (_, index) => 2 * index).join(' ')
    const from = Date.parse('2026-03-02T00:00:00Z')
    expect(intervalsOf(parsed(`sec {${seconds}}`), from, from + 30 * day, 'UTC').length).toBeLessThanOrEqual(30 * 1440)
    expect(intervalsOf(parsed('hr {9} sec {30-59}'), from, from + day, 'UTC')).toHaveLength(60)
  })
})

describe('instantOfLocal', () => {
  test('the clock shows that time then, and did not before', () => {
    fc.assert(
      fc.property(instant, timeZone, (at, zone) => {
        const local = at + zoneSpan(zone, at).offset
        const found = instantOfLocal(local, zone)
        expect(found).toBeLessThanOrEqual(at)
        expect(found + zoneSpan(zone, found).offset).toBe(local)
      }),
    )
  })

  test('a time that is left out is the moment of the change', () => {
    expect(instantOfLocal(Date.UTC(2026, 2, 29, 1, 30), 'Europe/London')).toBe(Date.UTC(2026, 2, 29, 1))
    expect(instantOfLocal(Date.UTC(2026, 9, 4, 2, 10), 'Australia/Lord_Howe')).toBe(Date.UTC(2026, 9, 3, 15, 30))
  })
})
