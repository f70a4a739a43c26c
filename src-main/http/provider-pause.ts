/** Reads from an answer's headers how long the provider wants to be left alone, and how much it still grants. */
import type { Quota } from './gateway'

export interface AnswerHead {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
}

/** ms to wait after a 429 that does not say how long. */
const pauseWithoutAdvice = 1000

/**
 * @param now ms since 1970, used only when the answer has no Date header of its own.
 * @returns ms during which nothing more may be sent for this account; 0: no pause.
 */
export function readPause({ status, headers }: AnswerHead, now: number): number {
  const providerNow = Date.parse(headers['date'] ?? '') || now
  const retryAfter = status === 429 || status === 503 ? headers['retry-after'] : undefined
  const advised = retryAfter === undefined ? undefined : readRetryAfter(retryAfter, providerNow)
  return advised ?? readExhaustedQuota(headers, providerNow) ?? (status === 429 ? pauseWithoutAdvice : 0)
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3). */
function readRetryAfter(value: string, now: number): number | undefined {
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** `X-RateLimit-Remaining: 0` with a reset. */
function readExhaustedQuota(headers: Record<string, string>, now: number): number | undefined {
  const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']
  const reset = readReset(headers, now)
  return remaining?.trim() === '0' && reset !== undefined ? reset : undefined
}

/** ms until the quota is full again, which providers print as seconds from now, seconds or ms since 1970. */
function readReset(headers: Record<string, string>, now: number): number | undefined {
  const text = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']
  const reset = Number(text)
  if (text === undefined || !Number.isFinite(reset)) return undefined
  if (reset > 1e12) return Math.max(0, reset - now)
  if (reset > 1e9) return Math.max(0, reset * 1000 - now)
  return Math.max(0, reset * 1000)
}

/**
 * @param now ms since 1970
 * @returns what the answer says about the quota; undefined: nothing, or only part of it
 */
export function readQuota({ headers }: Pick<AnswerHead, 'headers'>, now: number): Quota | undefined {
  const limit = Number(headers['x-ratelimit-limit'] ?? headers['ratelimit-limit'] ?? NaN)
  const remaining = Number(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'] ?? NaN)
  const reset = readReset(headers, Date.parse(headers['date'] ?? '') || now)
  if (reset === undefined || ![limit, remaining].every((value) => Number.isInteger(value) && value >= 0))
    return undefined
  return { limit, remaining, resetsAt: now + reset }
}
