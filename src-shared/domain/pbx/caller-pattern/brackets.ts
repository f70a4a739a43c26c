/** Character classes of PCRE: `[…]`. */
import { readEscape } from './escapes'
import { literal, type Scanner } from './part'

const posixClass = /\[:(\^?)([a-z]+):\]/y
const posixNames = new Set(
  'alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'.split(' '),
)
const posixLike = /\[[:.=][^\]]*[:.=]\]/y

/** One member; `char` is set when it is a single character, which may begin a range. */
type Member = { text: string; char?: string }

function readMember(scanner: Scanner): Member {
  const start = scanner.at
  const { char } = scanner
  if (char === '[' && scanner.look(posixLike)) {
    const match = scanner.look(posixClass)
    if (!match || !posixNames.has(match[2] ?? '')) throw scanner.unjudged(start, start + 2)
    scanner.at += match[0].length
    scanner.markUnlikeJavaScript(start)
    return { text: match[0] }
  }
  if (char === '\\') {
    const { text, char: single } = readEscape(scanner, true)
    return { text, ...(single === undefined ? {} : { char: single }) }
  }
  if (!/[\x20-\x7e\t]/.test(char)) throw scanner.unjudged(start)
  scanner.at += 1
  return { text: literal(char), char }
}

/**
 * Reads the class that begins at the scanner's place, and leaves it behind.
 * @returns the same for RE2
 * @throws PatternStop
 */
export function readBrackets(scanner: Scanner): string {
  const start = scanner.at
  // Outside of brackets PCRE refuses [:digit:], and [[:<:]] is no class at all.
  if (
    scanner.look(posixLike) ||
    scanner.source.startsWith('[[:<:]]', start) ||
    scanner.source.startsWith('[[:>:]]', start)
  ) {
    throw scanner.unjudged(start, start + 2)
  }
  scanner.at += 1
  let output = '['
  if (scanner.char === '^') {
    output += '^'
    scanner.at += 1
  }
  for (let isFirst = true; isFirst || scanner.char !== ']'; isFirst = false) {
    if (scanner.char === '') throw scanner.mistaken('classNotClosed', start, start + 1)
    if (isFirst && scanner.char === ']') {
      scanner.at += 1
      // JavaScript sees an empty class here, which never matches.
      scanner.markUnlikeJavaScript(start)
      output += literal(']')
      continue
    }
    output += readRange(scanner)
  }
  scanner.at += 1
  return `${output}]`
}

function readRange(scanner: Scanner): string {
  const start = scanner.at
  const low = readMember(scanner)
  const next = scanner.source[scanner.at + 1]
  if (scanner.char !== '-' || next === ']' || next === undefined) return low.text
  scanner.at += 1
  const high = readMember(scanner)
  // `\d-z`: some versions take the hyphen for itself, some refuse it.
  if (low.char === undefined || high.char === undefined) throw scanner.unjudged(start)
  if (low.char > high.char) throw scanner.mistaken('rangeReversed', start)
  return `${low.text}-${high.text}`
}
