/** A place in a pattern, in UTF-16 units, `end` exclusive, with what stands there. */
export type PatternPart = { written: string; start: number; end: number }

export type PatternMistake =
  | 'nothingToRepeat'
  | 'groupNotClosed'
  | 'groupNotOpened'
  | 'classNotClosed'
  | 'commentNotClosed'
  | 'backslashAtEnd'
  | 'rangeReversed'
  | 'countReversed'

/** Reading stops at the first thing that PCRE refuses, or that cannot be told from here. */
export class PatternStop extends Error {
  readonly part: PatternPart
  /** null: PCRE may well take it, but it cannot be judged here. */
  readonly mistake: PatternMistake | null

  constructor(part: PatternPart, mistake: PatternMistake | null) {
    super(part.written)
    this.part = part
    this.mistake = mistake
  }
}

/** What is left of a pattern while it is read from left to right. */
export class Scanner {
  at = 0
  /** The first place that JavaScript reads otherwise, or not at all. */
  unlikeJavaScript: PatternPart | null = null

  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  get char(): string {
    return this.source[this.at] ?? ''
  }

  /** @param pattern sticky @returns the match at the present place, which is not left */
  look(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    return pattern.exec(this.source)
  }

  part(start: number, end = this.at): PatternPart {
    return { written: this.source.slice(start, end), start, end }
  }

  /** @returns what to throw because what stands from `start` on is not judged */
  unjudged(start: number, end = this.at): PatternStop {
    return new PatternStop(this.part(start, Math.max(end, start + 1)), null)
  }

  /** @returns what to throw because PCRE refuses what stands from `start` on */
  mistaken(mistake: PatternMistake, start: number, end = this.at): PatternStop {
    return new PatternStop(this.part(start, Math.max(end, start + 1)), mistake)
  }

  markUnlikeJavaScript(start: number): void {
    this.unlikeJavaScript ??= this.part(start)
  }
}

/** @returns the character as both engines take it, whatever it may mean unescaped */
export const literal = (char: string): string =>
  /^[A-Za-z0-9]$/.test(char) ? char : `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`
