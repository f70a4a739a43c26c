/** The one place that takes secrets out of whatever is written down: journal, log, messages of errors. */

export interface Redactor {
  /** Makes a secret known: from now on it disappears from every text, however it is encoded there. */
  register(secret: string): void
  /** @returns the text without known secrets and without the values of telling names such as `password`. */
  text(text: string): string
  /** @returns the value as JSON text, redacted; whatever stands under a telling name is blanked as a whole. */
  json(value: unknown): string
}

const mark = '[redacted]'
/** A shorter "secret" would blank half of every text, and no provider issues one. */
const shortestSecret = 4

const tellingNames = 'password|passwd|token|secret|authorization|api[-_]?key|private[-_]?key|cookie|credential'
const tellingName = new RegExp(tellingNames, 'i')
const tellingMember = new RegExp(
  String.raw`("[^"\\]*(?:${tellingNames})[^"\\]*"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|\{[^}]*\}?|[^\s,}\]]+)`,
  'gi',
)
const tellingParameter = new RegExp(String.raw`((?:${tellingNames})\w*=)[^&\s"']+`, 'gi')
const authorizationScheme = /\b(Bearer|Basic)\s+(?!\$)[\w.~+/=-]{4,}/gi

/** @returns the text without these values, as they are and as JSON writes them */
export const hide = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(({ length }) => length >= shortestSecret)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((rest, secret) => rest.replaceAll(secret, mark), text)

export function createRedactor(): Redactor {
  /** Longest first: one secret may begin with another. */
  let known: string[] = []

  const text = (value: string): string =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, mark), value)
      .replace(tellingMember, `$1"${mark}"`)
      .replace(tellingParameter, `$1${mark}`)
      .replace(authorizationScheme, `$1 ${mark}`)

  return {
    register(secret) {
      if (secret.length < shortestSecret || known.includes(secret)) return
      known = [...new Set([...known, ...variantsOf(secret)])].sort((one, other) => other.length - one.length)
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

const variantsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ s: secret }).toString().slice('s='.length),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
]

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
