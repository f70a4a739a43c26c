/**
 * Reads a PCRE pattern for an engine of linear time. It knows the part of PCRE that both read the same, translates what is
 * only written differently, and says of all the rest that it cannot be judged: no answer is better than a wrong one.
 */
import { readBrackets } from './brackets'
import { readEscape } from './escapes'
import { literal, PatternStop, Scanner, type PatternMistake, type PatternPart } from './part'

export type PatternReading =
  | {
      outcome: 'read'
      /** The same in the syntax of RE2. */
      translated: string
      /** The first place that JavaScript reads otherwise, or not at all. */
      unlikeJavaScript: PatternPart | null
      /** A repetition of a repetition: PCRE tries every way to divide a number among them. */
      slow: PatternPart | null
    }
  | { outcome: 'unjudged'; part: PatternPart }
  | { outcome: 'mistaken'; mistake: PatternMistake; part: PatternPart }

/** Longer ones are not looked at: nobody reads them either. */
export const patternMaximum = 2000
/** What the engine takes; PCRE takes more. */
const countMaximum = 1000

interface Group {
  start: number
  /** Something in it is repeated without an upper limit. */
  repeats: boolean
}

/** What a quantifier would repeat. `start`: nothing, which PCRE refuses. `other`: a place, or what is repeated already. */
type Last = { kind: 'start' | 'other' } | { kind: 'item'; start: number; repeats: boolean }

const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})([+?]?)/y
/** Braces that only the newest versions count with. */
const newBraces = /\{ *(?:\d+ *(?:, *\d*)?|, *\d+) *\}/y
const namedGroup = /\(\?(P?<|')([A-Za-z_]\w{0,31})([>'])/y
const optionGroup = /\(\?([ims]*)(-[ims]+)?([:)])/y
const comment = /\(\?#[^)]*/y

class PatternReader {
  readonly scanner: Scanner
  private output = ''
  private readonly groups: Group[] = []
  private readonly names = new Set<string>()
  private last: Last = { kind: 'start' }
  private slow: PatternPart | null = null

  constructor(source: string) {
    this.scanner = new Scanner(source)
  }

  read(): PatternReading {
    const { scanner } = this
    if (scanner.source.length > patternMaximum) return { outcome: 'unjudged', part: scanner.part(0, 20) }
    try {
      while (scanner.char !== '') this.readOne()
    } catch (stop) {
      if (!(stop instanceof PatternStop)) throw stop
      const { part, mistake } = stop
      return mistake === null ? { outcome: 'unjudged', part } : { outcome: 'mistaken', mistake, part }
    }
    const open = this.groups.at(-1)
    if (open) return { outcome: 'mistaken', mistake: 'groupNotClosed', part: scanner.part(open.start, open.start + 1) }
    const { unlikeJavaScript } = scanner
    return { outcome: 'read', translated: this.output, unlikeJavaScript, slow: this.slow }
  }

  private readOne(): void {
    const { scanner } = this
    const start = scanner.at
    switch (scanner.char) {
      case '\\':
        return this.readBackslash()
      case '[':
        return this.add(readBrackets(scanner), start)
      case '(':
        return this.openGroup()
      case ')':
        return this.closeGroup()
      case '|':
        return this.step('|', { kind: 'start' })
      case '^':
      case '$':
        return this.step(scanner.char, { kind: 'other' })
      case '.':
        return this.step('.', { kind: 'item', start, repeats: false })
      case '*':
      case '+':
      case '?':
        return this.repeat()
      case '{':
        if (scanner.look(quantifier)) return this.repeat()
        if (scanner.look(newBraces)) throw scanner.unjudged(start)
    }
    if (!/[\x20-\x7e]/.test(scanner.char)) throw scanner.unjudged(start)
    this.step(literal(scanner.char), { kind: 'item', start, repeats: false })
  }

  private step(text: string, last: Last): void {
    this.output += text
    this.scanner.at += 1
    this.last = last
  }

  private add(text: string, start: number): void {
    this.output += text
    this.last = { kind: 'item', start, repeats: false }
  }

  private readBackslash(): void {
    const { scanner } = this
    const start = scanner.at
    const quoted = /\\Q([\x20-\x7e]*?)(?:\\E|$)/y
    const quotation = scanner.look(quoted)
    if (quotation) {
      scanner.at += quotation[0].length
      scanner.markUnlikeJavaScript(start)
      const text = quotation[1] ?? ''
      // A quantifier after it repeats its last character alone, as it does in RE2.
      if (text) this.add([...text].map(literal).join(''), scanner.at - 1)
      return
    }
    const { kind, text } = readEscape(scanner, false)
    this.add(text, start)
    if (kind === 'assertion') this.last = { kind: 'other' }
  }

  private openGroup(): void {
    const { scanner } = this
    const start = scanner.at
    const note = scanner.look(comment)
    if (note) {
      scanner.at += note[0].length
      if (scanner.char !== ')') throw scanner.mistaken('commentNotClosed', start, start + 3)
      scanner.at += 1
      scanner.markUnlikeJavaScript(start)
      return
    }
    const named = scanner.look(namedGroup)
    const options = scanner.look(optionGroup)
    if (named) {
      const [whole, opening = '', name = '', closing] = named
      scanner.at += whole.length
      if ((opening === "'") !== (closing === "'") || this.names.has(name)) throw scanner.unjudged(start)
      this.names.add(name)
      if (opening !== '<') scanner.markUnlikeJavaScript(start)
    } else if (options) {
      const [whole, on = '', off = '', end] = options
      if (!on && !off && end === ')') throw scanner.unjudged(start, start + 3)
      scanner.at += whole.length
      if (on || off) {
        if (end === ')') scanner.markUnlikeJavaScript(start)
        this.output += `(?${on}${off}${end}`
        this.last = end === ')' ? { kind: 'other' } : { kind: 'start' }
        if (end === ':') this.groups.push({ start, repeats: false })
        return
      }
    } else if (/[?*]/.test(scanner.source[start + 1] ?? '')) {
      throw scanner.unjudged(start, start + 3)
    } else scanner.at += 1
    // Nothing that can be judged refers back to a group, so none needs to be captured.
    this.output += '(?:'
    this.last = { kind: 'start' }
    this.groups.push({ start, repeats: false })
  }

  private closeGroup(): void {
    const { scanner } = this
    const group = this.groups.pop()
    if (!group) throw scanner.mistaken('groupNotOpened', scanner.at, scanner.at + 1)
    this.step(')', { kind: 'item', ...group })
    this.carryUp(group.repeats)
  }

  private carryUp(repeats: boolean): void {
    const outer = this.groups.at(-1)
    if (outer && repeats) outer.repeats = true
  }

  private repeat(): void {
    const { scanner, last } = this
    const start = scanner.at
    const match = scanner.look(quantifier)
    if (!match) throw scanner.unjudged(start)
    const [whole, sign, minimum, comma, maximum, manner] = match
    scanner.at += whole.length
    if (last.kind === 'start') throw scanner.mistaken('nothingToRepeat', start)
    if (last.kind !== 'item' || manner === '+') throw scanner.unjudged(start)
    if (minimum !== undefined) {
      const upper = maximum || minimum
      if (Math.max(Number(minimum), Number(upper)) > countMaximum) throw scanner.unjudged(start)
      if (Number(minimum) > Number(upper)) throw scanner.mistaken('countReversed', start)
    }
    const isOpen = sign === '*' || sign === '+' || (comma !== undefined && maximum === '')
    if (isOpen && last.repeats) this.slow ??= scanner.part(last.start)
    this.output += whole
    this.carryUp(isOpen)
    this.last = { kind: 'other' }
  }
}

/** @param source of a PCRE pattern, without delimiters */
export const readPattern = (source: string): PatternReading => new PatternReader(source).read()
