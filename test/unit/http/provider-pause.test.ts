import { describe, expect, it } from 'vitest'
import { readPause, readQuota } from '../../../src-main/http/provider-pause'

const now = Date.parse('2026-06-01T12:00:00Z')
const pause = (status: number, headers: Record<string, string>) => readPause({ status, headers }, now)

describe('the pause that an answer asks for', () => {
  it.each<[string, number, Record<string, string>, number]>([
    ['seconds after a 429', 429, { 'retry-after': '7' }, 7000],
    ['seconds after a 503', 503, { 'retry-after': '7' }, 7000],
    ['nothing after another status', 500, { 'retry-after': '7' }, 0],
    ['a moment', 429, { 'retry-after': 'Mon, 01 Jun 2026 12:00:09 GMT' }, 9000],
    ['a moment that is over', 429, { 'retry-after': 'Mon, 01 Jun 2026 11:00:00 GMT' }, 0],
    ['a 429 without advice', 429, {}, 1000],
    ['a 429 with advice that nobody understands', 429, { 'retry-after': 'soon' }, 1000],
    ['a quota used up, s from now', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '6' }, 6000],
    ['s since 1970', 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(now / 1000 + 6) }, 6000],
    ['ms since 1970', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 6000) }, 6000],
    ['a quota that is left', 200, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '6' }, 0],
    ['a quota used up for nobody knows how long', 200, { 'x-ratelimit-remaining': '0' }, 0],
  ])('%s', (_what, status, headers, milliseconds) => {
    expect(pause(status, headers)).toBe(milliseconds)
  })

  it('counts by the clock of the provider, which may differ from this one', () => {
    const headers = { date: 'Mon, 01 Jun 2026 15:00:00 GMT', 'retry-after': 'Mon, 01 Jun 2026 15:00:09 GMT' }
    expect(pause(429, headers)).toBe(9000)
  })
})

describe('the quota that an answer tells', () => {
  const quota = (headers: Record<string, string>) => readQuota({ headers }, now)

  it('is known whole or not at all', () => {
    const whole = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '1800' }
    expect(quota(whole)).toEqual({ limit: 1000, remaining: 3, resetsAt: now + 1_800_000 })
    for (const missing of Object.keys(whole))
      expect(quota(Object.fromEntries(Object.entries(whole).filter(([name]) => name !== missing)))).toBeUndefined()
    expect(quota({ ...whole, 'x-ratelimit-remaining': '-1' })).toBeUndefined()
  })
})
