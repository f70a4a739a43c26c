/**
 * Splits the text of a CSV file (RFC 4180, any one delimiter and line break) into rows, piece by piece. A row that is broken
 * costs its own line and no other, and time grows with the length of the text, whatever the text is.
 */
import type { CsvReading } from '@shared/contract/imports'
import { cellMaximum, rowProblem, type TableRow } from './table'

export interface CsvSplitter {
  /** @returns the rows that are complete by now */
  add(text: string, isEnd: boolean): TableRow[]
  /** A row begins with what comes next, and ends with a line feed. */
  isAtLine(): boolean
  /** Rows so far. */
  rowCount(): number
  /** Counts a row that is not going to be added. */
  skipRow(): void
}

/** Characters. The longest row that means anything, with 50 targets of 1,000 characters in each field, is shorter. */
const rowMaximum = 1 << 20
/** What a decoder puts in place of bytes that are no character. */
const replacement = '\uFFFD'

/** A row of a text: where it ends, with its line break. */
type Reading = { kind: 'row'; cells: string[]; end: number } | { kind: 'broken' } | { kind: 'unfinished' }

export function createCsvSplitter({ encoding, delimiter }: CsvReading): CsvSplitter {
  let newline: '\n' | '\r' | undefined
  /** The beginning of a row whose end has not been read yet. */
  let rest = ''
  /** In a row that is too long to be kept. */
  let skipping = false
  let line = 0

  function toRow(cells: string[], mayBeLossy: boolean): TableRow {
    line += 1
    const last = cells.at(-1)
    if (last?.endsWith('\r')) cells[cells.length - 1] = last.slice(0, -1)
    if (cells.length > cellMaximum) {
      return { line, cells: [], problem: rowProblem('import.tooManyCells', { maximum: cellMaximum }) }
    }
    if (mayBeLossy && cells.some((cell) => cell.includes(replacement))) {
      return { line, cells, problem: rowProblem('import.charactersLost', { encoding }) }
    }
    return { line, cells }
  }

  /** What can still be read of a broken row is its beginning, which says what row it is. */
  function brokenRow(text: string, problem: TableRow['problem'] & object): TableRow {
    line += 1
    return { line, cells: text.slice(0, 200).trimEnd().split(delimiter), problem }
  }

  function splitPlain(separator: string, isEnd: boolean): TableRow[] {
    const mayBeLossy = rest.includes(replacement)
    const lines = rest.split(separator)
    // What follows the last line break is the beginning of a row, or nothing.
    rest = lines.pop() ?? ''
    if (isEnd && rest !== '') {
      lines.push(rest)
      rest = ''
    }
    return lines.map((text) => toRow(text.split(delimiter), mayBeLossy))
  }

  function splitQuoted(separator: string, isEnd: boolean): TableRow[] {
    const rows: TableRow[] = []
    const mayBeLossy = rest.includes(replacement)
    const reader = createRowReader(rest, delimiter, separator)
    let start = 0
    while (start < rest.length) {
      const reading = reader.read(start, isEnd)
      if (reading.kind === 'unfinished' && !isEnd) break
      if (reading.kind === 'row') {
        rows.push(toRow(reading.cells, mayBeLossy))
        start = reading.end
      } else {
        const end = lineEnd(rest, separator, start)
        if (end === undefined && !isEnd) break
        rows.push(brokenRow(rest.slice(start, end), rowProblem('import.quotesBroken')))
        start = end ?? rest.length
      }
    }
    rest = rest.slice(start)
    return rows
  }

  return {
    isAtLine: () => newline === '\n' && rest === '' && !skipping,
    rowCount: () => line,
    skipRow() {
      line += 1
    },
    add(text, isEnd) {
      rest += text
      // The first line break decides, once what follows it has been seen.
      if (newline === undefined && !isEnd && !/[\r\n]./s.test(rest) && rest.length < rowMaximum) return []
      newline ??= rest.includes('\n') || !rest.includes('\r') ? '\n' : '\r'
      const rows: TableRow[] = []
      for (;;) {
        if (skipping) {
          const end = lineEnd(rest, newline)
          rest = end === undefined ? '' : rest.slice(end)
          if (end === undefined && !isEnd) return rows
          rows.push(brokenRow('', rowProblem('import.rowTooLong', { maximum: rowMaximum })))
          skipping = false
        }
        const part = rest.includes('"') ? splitQuoted(newline, isEnd) : splitPlain(newline, isEnd)
        for (const row of part) rows.push(row)
        if (rest.length <= rowMaximum) return rows
        // No end in sight: the rest of the file in an open quotation, or a line of many megabytes.
        const end = lineEnd(rest, newline)
        skipping = end === undefined
        if (end === undefined) continue
        rows.push(brokenRow(rest.slice(0, end), rowProblem('import.quotesBroken')))
        rest = rest.slice(end)
      }
    },
  }
}

/** @returns where the line ends that `from` is in, with its line break; undefined when it does not */
function lineEnd(text: string, newline: string, from = 0): number | undefined {
  const index = text.indexOf(newline, from)
  return index === -1 ? undefined : index + newline.length
}

function createRowReader(text: string, delimiter: string, newline: string) {
  const nextDelimiter = createFinder(text, delimiter)
  const nextNewline = createFinder(text, newline)

  /** @returns the cell that begins with a quotation mark, and what comes after its closing one and any spaces */
  function readQuoted(start: number): { cell: string; end: number } | undefined {
    let quote = text.indexOf('"', start + 1)
    let isEscaped = false
    while (quote !== -1 && text[quote + 1] === '"') {
      isEscaped = true
      quote = text.indexOf('"', quote + 2)
    }
    if (quote === -1) return undefined
    const cell = text.slice(start + 1, quote)
    let end = quote + 1
    while (text[end] === ' ' || (text[end] === '\r' && newline === '\n')) end += 1
    return { cell: isEscaped ? cell.replaceAll('""', '"') : cell, end }
  }

  return {
    /** Reads the row that begins at `start`. At the end of the text it is complete only if nothing follows. */
    read(start: number, isEnd: boolean): Reading {
      const cells: string[] = []
      let position = start
      for (;;) {
        let end: number
        if (text[position] === '"') {
          const quoted = readQuoted(position)
          if (!quoted) return { kind: 'unfinished' }
          cells.push(quoted.cell)
          end = quoted.end
          const isBroken = end < text.length && text[end] !== delimiter && text[end] !== newline
          if (isBroken) return { kind: 'broken' }
        } else {
          end = Math.min(nextDelimiter(position), nextNewline(position), text.length)
          cells.push(text.slice(position, end))
        }
        if (end === text.length) return isEnd ? { kind: 'row', cells, end } : { kind: 'unfinished' }
        if (text[end] === newline) return { kind: 'row', cells, end: end + 1 }
        position = end + 1
      }
    },
  }
}

/** Finds the next one from a place on. Places only grow, so the text is gone through once. */
function createFinder(text: string, wanted: string): (from: number) => number {
  let found = -1
  return (from) => {
    if (found < from) {
      const index = text.indexOf(wanted, from)
      found = index === -1 ? Number.POSITIVE_INFINITY : index
    }
    return found
  }
}
