/**
 * Reads the text of a period into groups with their places, or into the problems that make it malformed.
 *
 *     period     := "" | "none" | sub-period ("," sub-period)* ","*
 *     sub-period := group+
 *     group      := scale "{" (range (space range)*)? "}"
 *     range      := value | value "-" value
 *
 * The rules and the oddities are those of Perl's Time::Period 1.25, for text given as UTF-8 bytes: only ASCII letters, digits and spaces
 * count as such. One pass; time and memory grow with the length of the text.
 */
import { findScale, readValue, scales, type Scale } from './scales'

/** Part of a text in UTF-16 units, end exclusive. */
export type Place = { start: number; end: number }

/** One end of a range as written. `text` is in lower case and without spaces. */
export type Value = { text: string; place: Place; value: number }
export type Range = { from: Value; to: Value }
export type Group = {
  scale: Scale
  scaleText: string
  place: Place
  ranges: Range[]
  /** Text that the reference passes over: what follows a line break inside braces. */
  ignored: Place | null
}

export type PeriodProblemCode =
  | 'period.groupExpected'
  | 'period.scaleMissing'
  | 'period.scaleUnknown'
  | 'period.braceMissing'
  | 'period.braceUnexpected'
  | 'period.commaInBraces'
  | 'period.subPeriodEmpty'
  | 'period.rangeIncomplete'
  | 'period.valueUnknown'
  | 'period.valueOutOfRange'
  | 'period.yearOutOfRange'
  | 'period.clockHour'

export type PeriodProblem = { code: PeriodProblemCode; place: Place; params: Record<string, string | number> }

export type PeriodSyntax = {
  /** No sub-period: never. A sub-period without groups: always. */
  subPeriods: Group[][]
  commas: Place[]
  /** Why the text is malformed, in order of place; empty when it is well-formed. */
  problems: PeriodProblem[]
}

const isSpace = (character: string | undefined): boolean => character !== undefined && /[ \t\n\v\f\r]/.test(character)

/** Lower case that keeps every place: other alphabets change their length and mean nothing here. */
const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

function trim(text: string, { start, end }: Place): Place {
  while (start < end && isSpace(text[start])) start += 1
  while (end > start && isSpace(text[end - 1])) end -= 1
  return { start, end }
}

const isEmpty = (place: Place): boolean => place.start === place.end

/** Pieces between commas without the spaces around them. Empty ones at the end do not count: a trailing comma is allowed. */
function splitAtCommas(text: string): { pieces: Place[]; commas: Place[] } {
  const pieces: Place[] = []
  const commas: Place[] = []
  let start = 0
  for (let comma = text.indexOf(','); comma !== -1; comma = text.indexOf(',', start)) {
    pieces.push(trim(text, { start, end: comma }))
    commas.push({ start: comma, end: comma + 1 })
    start = comma + 1
  }
  pieces.push(trim(text, { start, end: text.length }))
  const last = pieces.findLastIndex((piece) => !isEmpty(piece))
  return { pieces: pieces.slice(0, last + 1), commas }
}

type Lexeme = { kind: 'word' | 'dash' | 'space' | 'other'; start: number; end: number }

function lex(text: string, place: Place): Lexeme[] {
  const pattern = /([0-9a-z_]+)|(-)|([ \t\v\f\r]+)|[^0-9a-z_\- \t\v\f\r]+/g
  return Array.from(text.slice(place.start, place.end).matchAll(pattern), (match) => ({
    kind: match[1] ? 'word' : match[2] ? 'dash' : match[3] ? 'space' : 'other',
    start: place.start + match.index,
    end: place.start + match.index + match[0].length,
  }))
}

/**
 * Splits what stands in braces at spaces. Spaces around a dash do not split when the dash stands between two words; a word that ended
 * one such pair does not begin the next: `1 - 2 - 3` is `1-2`, `-` and `3`, as in the reference.
 */
function splitRanges(text: string, place: Place): Place[] {
  const lexemes = lex(text, place)
  const past = (index: number) => (lexemes[index]?.kind === 'space' ? index + 1 : index)
  const ranges: Place[] = []
  let current: Place | undefined
  for (let index = 0; index < lexemes.length; index += 1) {
    const lexeme = lexemes[index]
    if (!lexeme) break
    if (lexeme.kind === 'space') {
      current = undefined
      continue
    }
    if (!current) ranges.push((current = { start: lexeme.start, end: lexeme.end }))
    current.end = lexeme.end
    if (lexeme.kind !== 'word') continue
    const dash = past(index + 1)
    const second = past(dash + 1)
    const secondWord = lexemes[second]
    if (lexemes[dash]?.kind !== 'dash' || secondWord?.kind !== 'word') continue
    current.end = secondWord.end
    index = second
  }
  return ranges
}

/** @returns the hour that `13pm` … `23pm` stands for, or undefined. Exolve's own example has `14pm`, which its grammar refuses. */
function hourAfterNoon(text: string): number | undefined {
  const hour = Number(/^([0-9]+)pm$/.exec(text)?.[1])
  return hour >= 13 && hour <= 23 ? hour : undefined
}

/** Never throws; a malformed text has `problems`. */
export function readPeriodSyntax(source: string): PeriodSyntax {
  const text = lowerAscii(source)
  const problems: PeriodProblem[] = []

  const report = (code: PeriodProblemCode, place: Place, params: PeriodProblem['params'] = {}): undefined => {
    problems.push({ code, place, params })
  }

  const untilBrace = (from: number, end: number): number => {
    let position = from
    while (position < end && text[position] !== '{' && text[position] !== '}') position += 1
    return position
  }

  function readEnd(scale: Scale, place: Place, alone: boolean): Value | undefined {
    const value = text.slice(place.start, place.end).replace(/[ \t\v\f\r]+/g, '')
    const reading = readValue(scale, value, alone)
    if ('value' in reading) return { text: value, place, value: reading.value }
    const written = source.slice(place.start, place.end)
    const { code, minimum, maximum } = scales[scale]
    const hour = scale === 'hour' ? hourAfterNoon(value) : undefined
    if (hour !== undefined) return report('period.clockHour', place, { written, meant: `${hour - 12}pm` })
    if (reading.problem === 'unknown') return report('period.valueUnknown', place, { written, scale: code })
    if (scale === 'year') return report('period.yearOutOfRange', place, { written })
    return report('period.valueOutOfRange', place, { written, scale: code, minimum, maximum })
  }

  function readRange(scale: Scale, place: Place): Range | undefined {
    const dash = place.start + text.slice(place.start, place.end).lastIndexOf('-')
    if (dash < place.start) {
      const value = readEnd(scale, place, true)
      return value && { from: value, to: value }
    }
    const left = trim(text, { start: place.start, end: dash })
    const right = trim(text, { start: dash + 1, end: place.end })
    const hasWord = ({ start, end }: Place) => /[0-9a-z_]/.test(text.slice(start, end))
    if (!hasWord(left) || !hasWord(right)) return report('period.rangeIncomplete', place)
    const from = readEnd(scale, left, false)
    const to = readEnd(scale, right, false)
    return from && to && { from, to }
  }

  function readGroup(name: Place, braces: Place): Group | undefined {
    const scaleText = text.slice(name.start, name.end)
    const scale = findScale(scaleText)
    if (!scale) {
      return scaleText === ''
        ? report('period.scaleMissing', { start: braces.start - 1, end: braces.start })
        : report('period.scaleUnknown', name, { written: source.slice(name.start, name.end) })
    }
    const content = trim(text, braces)
    const lineBreak = text.slice(content.start, content.end).indexOf('\n')
    const end = lineBreak === -1 ? content.end : content.start + lineBreak
    const ranges = splitRanges(text, { start: content.start, end }).flatMap((place) => readRange(scale, place) ?? [])
    const ignored = end < content.end ? { start: end, end: content.end } : null
    return { scale, scaleText, place: { start: name.start, end: braces.end + 1 }, ranges, ignored }
  }

  function readSubPeriod(piece: Place, commaAfter: Place | undefined): Group[] | undefined {
    if (isEmpty(piece)) return report('period.subPeriodEmpty', commaAfter ?? piece)
    const groups: Group[] = []
    let start = piece.start
    while (start < piece.end) {
      const open = untilBrace(start, piece.end)
      const name = trim(text, { start, end: open })
      if (open === piece.end) return report('period.groupExpected', name)
      if (text[open] === '}') return report('period.braceUnexpected', { start: open, end: open + 1 })
      const close = untilBrace(open + 1, piece.end)
      if (close === piece.end) {
        return commaAfter
          ? report('period.commaInBraces', commaAfter)
          : report('period.braceMissing', { start: open, end: piece.end })
      }
      if (text[close] === '{') return report('period.braceUnexpected', { start: close, end: close + 1 })
      const group = readGroup(name, { start: open + 1, end: close })
      if (group) groups.push(group)
      start = close + 1
      while (start < piece.end && isSpace(text[start])) start += 1
    }
    return groups
  }

  const whole = trim(text, { start: 0, end: text.length })
  if (isEmpty(whole)) return { subPeriods: [[]], commas: [], problems }
  if (text.slice(whole.start, whole.end) === 'none') return { subPeriods: [], commas: [], problems }
  const { pieces, commas } = splitAtCommas(text)
  const subPeriods: Group[][] = []
  for (const [index, piece] of pieces.entries()) {
    const groups = readSubPeriod(piece, commas[index])
    // Braces that do not fit leave no telling where the next sub-period begins.
    if (!groups) break
    subPeriods.push(groups)
  }
  return { subPeriods, commas, problems }
}
