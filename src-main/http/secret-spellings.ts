/** How secrets may stand in texts that others wrote: encoded for a URL, for JSON by any library, for HTML, or in base64. */

/** A shorter "secret" would blank half of every text, and no provider issues one. */
const shortestSecret = 4
/** In base64 beside other bytes only the inside of a secret is the same; of a shorter one too little is left to be told apart. */
const shortestInside = 8

/**
 * @returns a pattern for any of the secrets, the longest first because one may begin with another; null when there is none
 *   that is long enough to be one
 */
export function spellingsOf(secrets: Iterable<string>): RegExp | null {
  const sources = [...secrets].filter(({ length }) => length >= shortestSecret).flatMap(sourcesOf)
  if (sources.length === 0) return null
  return new RegExp([...new Set(sources)].sort((one, other) => other.length - one.length).join('|'), 'g')
}

function sourcesOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const whole = bytes.toString('base64')
  const insides = bytes.length < shortestInside ? [] : [0, 1, 2].map((before) => insideOf(bytes, before))
  return [
    Array.from(secret, spellingOf).join(''),
    ...[whole, ...insides].flatMap((text) => [escaped(text), escaped(text.replaceAll('+', '-').replaceAll('/', '_'))]),
  ]
}

/** Base64 of the bytes behind `before` others, such as those of `user:`, without the digits that these have a part in. */
const insideOf = (bytes: Buffer, before: number): string =>
  Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))

/** One character as it is, `\"`, `\u0022`, `%22`, `&quot;` or `&#34;`, hexadecimal digits in either case. */
function spellingOf(character: string): string {
  if (/[a-z\d]/i.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  const spellings = [
    String.raw`\\?${escaped(character)}`,
    escaped(JSON.stringify(character).slice(1, -1)),
    units.map((unit) => String.raw`\\u${hexadecimal(unit, 4)}`).join(''),
    Array.from(Buffer.from(character), (byte) => `%${hexadecimal(byte, 2)}`).join(''),
    `&#(?:0*${code}|[xX]0*${hexadecimal(code, 1)});`,
    ...(htmlNames[character] ?? []),
    ...(character === ' ' ? [String.raw`\+`] : []),
  ]
  return `(?:${spellings.join('|')})`
}

const htmlNames: Record<string, string[]> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
}

const hexadecimal = (value: number, digits: number): string =>
  value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
