/** Backslashes of PCRE, outside and inside of brackets. */
import { literal, type Scanner } from './part'

/** `class`: stands for several characters. `assertion`: matches a place, so nothing can repeat it. */
export type Escape = { kind: 'character' | 'class' | 'assertion'; text: string; char?: string }

const assertions: Record<string, string> = { b: '\\b', B: '\\B', A: '\\A', z: '\\z', Z: '\\z' }

/** Members for use between brackets. Numbers have no characters beyond ASCII, so those of Unicode are left out. */
const members: Record<string, { text: string; negated: boolean }> = {
  h: { text: '\\t ', negated: false },
  H: { text: '\\t ', negated: true },
  v: { text: '\\n\\x{b}\\f\\r', negated: false },
  V: { text: '\\n\\x{b}\\f\\r', negated: true },
}

const controls: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f', a: '\x07', e: '\x1b' }
const onlyPcreControls = 'ae'

const hexadecimal = /\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{0,2}))/y
const octal = /\\(?:o\{([0-7]{1,7})\}|(0[0-7]{0,2}))/y

const character = (char: string): Escape => ({ kind: 'character', text: literal(char), char })

function readCode(scanner: Scanner, start: number): Escape | undefined {
  const hex = scanner.look(hexadecimal)
  const match = hex ?? scanner.look(octal)
  if (!match) return undefined
  scanner.at += match[0].length
  const code = hex
    ? Number.parseInt(match[1] ?? match[2] ?? '', 16) || 0
    : Number.parseInt(match[1] ?? match[2] ?? '', 8)
  if (code > 0x7f) throw scanner.unjudged(start)
  const isSameInJavaScript = match[2] !== undefined && match[2].length === (hex ? 2 : 1)
  if (!isSameInJavaScript) scanner.markUnlikeJavaScript(start)
  return character(String.fromCharCode(code))
}

/**
 * Reads what begins with the backslash at the scanner's place, and leaves it behind.
 * @throws PatternStop
 */
export function readEscape(scanner: Scanner, inBrackets: boolean): Escape {
  const start = scanner.at
  const letter = scanner.source[start + 1] ?? ''
  if (letter === '') throw scanner.mistaken('backslashAtEnd', start, start + 1)
  const code = readCode(scanner, start)
  if (code) return code
  scanner.at = start + 2

  if (/[dDwWsS]/.test(letter)) return { kind: 'class', text: `\\${letter}` }
  if (inBrackets && letter === 'b') return character('\b')
  const control = controls[letter]
  if (control !== undefined) {
    if (onlyPcreControls.includes(letter)) scanner.markUnlikeJavaScript(start)
    return character(control)
  }
  const set = members[letter]
  if (set) {
    scanner.markUnlikeJavaScript(start)
    if (!inBrackets) return { kind: 'class', text: `[${set.negated ? '^' : ''}${set.text}]` }
    if (set.negated) throw scanner.unjudged(start)
    return { kind: 'class', text: set.text }
  }
  const assertion = inBrackets ? undefined : assertions[letter]
  if (assertion !== undefined) {
    if (!/b/i.test(letter)) scanner.markUnlikeJavaScript(start)
    return { kind: 'assertion', text: assertion }
  }
  if (!inBrackets && letter === 'N' && scanner.char !== '{') {
    scanner.markUnlikeJavaScript(start)
    return { kind: 'class', text: '[^\\n]' }
  }
  // Letters and digits have meanings that differ between versions, and so have characters beyond ASCII.
  if (/[^\x20-\x7e]|[A-Za-z0-9]/.test(letter)) throw scanner.unjudged(start)
  return character(letter)
}
