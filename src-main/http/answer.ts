/** Makes sense of a provider's answer: exact JSON for a 2xx, a named failure for everything else. */
import type { ErrorCode } from '@shared/domain/app-error'
import { GatewayFailure, type Delivery } from './gateway'
import type { AnswerHead } from './provider-pause'
import { excerptOf } from './redact'

export interface RawAnswer extends AnswerHead {
  text: string
}

/** Longest part of a provider's own words that is kept, in characters. */
const longestMessage = 500

const parseWithSource = JSON.parse as (
  text: string,
  reviver: (name: string, value: unknown, context: { source?: string }) => unknown,
) => unknown

/**
 * Parses JSON without rounding: an integer that a JavaScript number cannot hold arrives as its decimal digits.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  // A reviver costs several times the parsing itself, so it is called only for texts that can hold such a number.
  if (!/\d{16}/.test(text)) return JSON.parse(text) as unknown
  return parseWithSource(text, (_name, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source && /^-?\d+$/.test(source) ? source : value,
  )
}

/**
 * @param redact takes secrets out of the provider's own words, before these are cut
 * @returns the parsed body; undefined when it is empty.
 * @throws GatewayFailure for a status outside 2xx and for a body that is not JSON.
 */
export function readAnswer({ status, headers, text }: RawAnswer, redact: (text: string) => string): unknown {
  if (status >= 200 && status < 300) {
    if (text.trim() === '') return undefined
    try {
      return parseExactJson(text)
    } catch (cause) {
      throw new GatewayFailure({ code: 'provider.badAnswer' }, 'answered', { status, cause })
    }
  }
  const code = codeOf(status)
  const location = headers['location']
  // A redirect is never followed: it could carry the key to somebody else.
  const words = status < 400 && location ? `HTTP ${String(status)} → ${location}` : wordsOf(text)
  throw new GatewayFailure(
    {
      code,
      params: code === 'provider.failure' ? { status } : {},
      providerMessage: excerptOf(words, longestMessage, redact) || undefined,
    },
    // A proxy that asks for a password has not let the request through.
    status === 407 ? 'notSent' : ('answered' satisfies Delivery),
    { status, providerCode: providerCodeOf(text) },
  )
}

function codeOf(status: number): ErrorCode {
  if (status < 400) return 'provider.badAnswer'
  if (status >= 500 || status === 408) return 'provider.failure'
  const codes: Record<number, ErrorCode> = {
    401: 'auth.rejected',
    403: 'auth.forbidden',
    404: 'provider.notFound',
    407: 'network.proxy',
    429: 'provider.rateLimited',
  }
  return codes[status] ?? 'provider.validation'
}

/** The provider's own words out of an error body: `error`, `message` and `details`, as texts or one level deeper. */
function wordsOf(text: string): string {
  const trimmed = text.trim()
  if (trimmed.startsWith('<')) return ''
  let words: string[]
  try {
    words = wordsIn(parseExactJson(trimmed), 0)
  } catch {
    words = [trimmed]
  }
  return [...new Set(words)].join('; ')
}

/** A machine-readable word in the field `status` or `error` of an error body, to be compared and never shown. */
function providerCodeOf(text: string): string | undefined {
  try {
    const { status, error } = (parseExactJson(text) ?? {}) as Record<string, unknown>
    return [status, error].find((word) => typeof word === 'string' && /^[a-z][a-z0-9_.-]{2,48}$/.test(word)) as
      string | undefined
  } catch {
    return undefined
  }
}

function wordsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.trim() ? [value.trim()] : []
  if (depth > 3 || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => wordsIn(item, depth + 1))
  const body = value as Record<string, unknown>
  const words = ['error', 'message', 'details'].flatMap((name) => wordsIn(body[name], depth + 1))
  return words.length > 0 || depth === 0 ? words : fieldWords(body)
}

/** `{"names": ["too few"]}`: what is wrong field by field. */
const fieldWords = (body: Record<string, unknown>): string[] =>
  Object.entries(body).flatMap(([field, problems]) =>
    Array.isArray(problems) && problems.every((problem) => typeof problem === 'string')
      ? [`${field}: ${problems.join(' ')}`]
      : [],
  )
