/** The one place that takes secrets out of whatever is written down: journal, log, messages of errors. */

import { spellingsOf } from './secret-spellings'

export interface Redactor {
  /** Makes a secret known: from now on it disappears from every text, however it is encoded there. */
  register(secret: string): void
  /** @returns the text without known secrets and without the values of telling names such as `password`. */
  text(text: string): string
  /** @returns the value as JSON text, redacted; whatever stands under a telling name is blanked as a whole. */
  json(value: unknown): string
}

const mark = '[redacted]'
/** Characters; one that is cut where a text ends is not recognised any more. */
const longestSecret = 4_000

const tellingNames = 'password|passwd|token|secret|authorization|api[-_]?key|private[-_]?key|cookie|credential'
const tellingName = new RegExp(tellingNames, 'i')
const tellingMember = new RegExp(
  String.raw`("[^"\\]*(?:${tellingNames})[^"\\]*"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|\{[^}]*\}?|[^\s,}\]]+)`,
  'gi',
)
/** JSON inside a text of JSON, as some providers repeat a request. */
const tellingEscapedMember = new RegExp(String.raw`(\\"[^"\\]*(?:${tellingNames})[^"\\]*\\"\s*:\s*\\")[^"\\]*`, 'gi')
const tellingParameter = new RegExp(String.raw`((?:${tellingNames})\w*=)[^&\s"']+`, 'gi')
const authorizationScheme = /\b(Bearer|Basic)\s+(?!\$)[\w.~+/=-]{4,}/gi

/** @returns the text without these values, however they are encoded there */
export const hide = (text: string, secrets: readonly string[]): string => blank(text, spellingsOf(secrets))

const blank = (text: string, spellings: RegExp | null): string => (spellings ? text.replace(spellings, mark) : text)

/** @returns as many characters of the redacted text as wanted, or fewer where the rest would show the beginning of a secret. */
export function excerptOf(text: string, length: number, redact: (text: string) => string): string {
  const seen = text.slice(0, length + 2 * longestSecret)
  const redacted = redact(seen)
  const whole = seen.length === text.length
  return redacted.slice(0, whole ? length : Math.max(0, Math.min(length, redacted.length - longestSecret)))
}

export function createRedactor(): Redactor {
  const known = new Set<string>()
  /** Of all that is known; undefined: to be made anew. */
  let spellings: RegExp | null | undefined = null

  const text = (value: string): string => {
    spellings ??= spellingsOf(known)
    return blank(value, spellings)
      .replace(tellingMember, `$1"${mark}"`)
      .replace(tellingEscapedMember, `$1${mark}`)
      .replace(tellingParameter, `$1${mark}`)
      .replace(authorizationScheme, `$1 ${mark}`)
  }

  return {
    register(secret) {
      if (known.has(secret)) return
      known.add(secret)
      spellings = undefined
    },
    text,
    json: (value) =>
      text(
        JSON.stringify(value, (name, member: unknown) =>
          tellingName.test(name) ? mark : member instanceof Error ? traceOf(member) : member,
        ) ?? 'null',
      ),
  }
}

/** The stack with those of its causes; other properties of an error may hold a whole request. */
const traceOf = (error: Error): string =>
  [error.stack ?? error.message, ...(error.cause instanceof Error ? [`caused by ${traceOf(error.cause)}`] : [])].join(
    '\n',
  )

// A UUID may hold twelve digits in a row; it links a log line to the journal and must stay whole.
const uuidOrPhone =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(\+?\d{4})\d{2,}(\d{4})(?!\d)|(\+?[78][\s(-]{1,2}\d{3})[\s)-]{1,2}\d{3}[\s-]?(\d{2})[\s-]?(\d{2})(?!\d)/gi

/** @returns the text with the middle of phone numbers and SIP IDs hidden: `+7495***2233`. For logs only. */
export const maskPhones = (text: string): string =>
  text.replace(
    uuidOrPhone,
    (whole, start?: string, end?: string, spacedStart?: string, tens?: string, ones?: string) => {
      if (start && end) return /^\+?\d{10,20}$/.test(whole) ? `${start}***${end}` : whole
      if (spacedStart && tens && ones) return `${spacedStart.replace(/[\s(-]/g, '')}***${tens}${ones}`
      return whole
    },
  )
