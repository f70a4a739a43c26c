/**
 * Patterns of caller numbers. The provider matches them with PCRE; here an engine of linear time does, so that no pattern can
 * make the console hang. That a pattern is searched for anywhere in the number is assumed: the page's example begins with `^`.
 */
import { RE2JS, RE2JSException } from 're2js'
import type { Finding } from '../../finding'
import { readPrefix, writePrefix } from './prefix'
import { readPattern, type PatternReading } from './read'

type JudgedPattern = { reading: PatternReading; engine: RE2JS | null }

function judge(pattern: string): JudgedPattern {
  const reading = readPattern(pattern)
  if (reading.outcome !== 'read') return { reading, engine: null }
  try {
    return { reading, engine: RE2JS.compile(reading.translated) }
  } catch (refusal) {
    if (!(refusal instanceof RE2JSException)) throw refusal
    const part = { written: pattern, start: 0, end: pattern.length }
    return { reading: { outcome: 'unjudged', part }, engine: null }
  }
}

/** A rule is looked at for every number that is tried, and its pattern rarely changes. */
const judged = new Map<string, JudgedPattern>()
const judgedMaximum = 200

function judgeOnce(pattern: string): JudgedPattern {
  const found = judged.get(pattern) ?? judge(pattern)
  if (judged.size >= judgedMaximum) judged.clear()
  judged.set(pattern, found)
  return found
}

/**
 * @param number as the provider hands it over; whether with `+` is not documented
 * @returns whether the pattern is found in the number; null when that cannot be told here, or PCRE refuses the pattern
 */
export const matchesCaller = (pattern: string, number: string): boolean | null =>
  judgeOnce(pattern).engine?.test(number) ?? null

/** @param path of the field, for the findings */
export function checkCallerPattern(pattern: string, path: string): Finding[] {
  if (!pattern.trim()) return [{ path, severity: 'error', code: 'field.required', params: {} }]
  const { reading } = judgeOnce(pattern)
  return [...checkReading(reading, pattern, path), ...checkForm(pattern, path)]
}

function checkReading(reading: PatternReading, pattern: string, path: string): Finding[] {
  const finding = (
    severity: Finding['severity'],
    code: Finding['code'],
    { written, start, end }: { written: string; start: number; end: number },
    fix?: string,
  ): Finding => ({
    path,
    severity,
    code,
    params: { written },
    place: { start, end },
    ...(fix === undefined ? {} : { fix }),
  })
  const escapedAt = (start: number) => `${pattern.slice(0, start)}\\${pattern.slice(start)}`
  switch (reading.outcome) {
    case 'mistaken': {
      const { mistake, part } = reading
      const fix = mistake === 'nothingToRepeat' && /^[+*?]/.test(part.written) ? escapedAt(part.start) : undefined
      return [finding('error', `callerPattern.${mistake}`, part, fix)]
    }
    case 'unjudged': {
      const { part } = reading
      const repeatsStart = pattern[part.start - 1] === '^' && part.written === '+'
      return [
        repeatsStart
          ? finding('warning', 'callerPattern.startRepeated', part, escapedAt(part.start))
          : finding('warning', 'callerPattern.unjudged', part),
      ]
    }
    case 'read': {
      const { unlikeJavaScript, slow } = reading
      return [
        ...(unlikeJavaScript ? [finding('warning', 'callerPattern.unlikeJavaScript', unlikeJavaScript)] : []),
        ...(slow ? [finding('warning', 'callerPattern.slow', slow)] : []),
      ]
    }
  }
}

/** Slips that are a valid pattern all the same. */
function checkForm(pattern: string, path: string): Finding[] {
  const warning = (code: Finding['code'], fix: string): Finding => ({
    path,
    severity: 'warning',
    code,
    params: {},
    fix,
  })
  const [, inner] = /^\/(.+)\/[imsx]*$/.exec(pattern) ?? []
  if (inner !== undefined) return [warning('callerPattern.slashes', inner)]
  if (pattern !== pattern.trim()) return [warning('callerPattern.spaces', pattern.trim())]
  const prefix = readPrefix(pattern)
  return prefix && prefix.plus !== 'optional'
    ? [warning('callerPattern.plusNotOptional', writePrefix({ ...prefix, plus: 'optional' }))]
    : []
}
