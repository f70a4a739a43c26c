/** Rows of a CSV file of any size, in constant memory. A row that is broken costs itself and no other. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import Papa from 'papaparse'
import type { CsvReading } from '@shared/contract/imports'
import { cellMaximum, rowProblem, type ReadOptions, type TableRow } from './table'

/** Characters. The longest row that means anything, with 50 targets of 1,000 characters in each field, is shorter. */
const rowMaximum = 1 << 20
const chunkSize = 256 * 1024
/** What a decoder puts in place of bytes that are no character. */
const replacement = '\uFFFD'

export async function* readCsvRows(
  path: string,
  reading: CsvReading,
  { onProgress }: ReadOptions,
): AsyncGenerator<TableRow[]> {
  const { size } = await stat(path)
  const decoder = new TextDecoder(reading.encoding)
  const splitter = createSplitter(reading)
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkSize })) {
    const bytes = chunk as Buffer
    done += bytes.length
    const rows = splitter.add(decoder.decode(bytes, { stream: true }), false)
    onProgress(done, size)
    yield rows
  }
  yield splitter.add(decoder.decode(), true)
}

/** Rows of the beginning of a file, for a preview; the last one may be cut off in the middle and is left out. */
export function splitSample(bytes: Buffer, isWhole: boolean, reading: CsvReading): TableRow[] {
  return createSplitter(reading).add(new TextDecoder(reading.encoding).decode(bytes, { stream: true }), isWhole)
}

interface Splitter {
  /** @returns the rows that are complete by now */
  add(text: string, isEnd: boolean): TableRow[]
}

/** Characters up to the first line break and with it; undefined without one. */
const firstLine = (text: string, newline: string, from = 0): number | undefined => {
  const index = text.indexOf(newline, from)
  return index === -1 ? undefined : index + newline.length
}

function createSplitter({ encoding, delimiter }: CsvReading): Splitter {
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
    if (cells.length > cellMaximum)
      return { line, cells: [], problem: rowProblem('import.tooManyCells', { maximum: cellMaximum }) }
    if (mayBeLossy && cells.some((cell) => cell.includes(replacement))) {
      return { line, cells, problem: rowProblem('import.charactersLost', { encoding }) }
    }
    return { line, cells }
  }

  function brokenRow(text: string, problem: TableRow['problem'] & object): TableRow {
    line += 1
    return { line, cells: text.slice(0, 200).trimEnd().split(delimiter), problem }
  }

  function splitPlain(separator: '\n' | '\r', isEnd: boolean): TableRow[] {
    const mayBeLossy = rest.includes(replacement)
    const parser = new Papa.Parser({ delimiter, newline: separator })
    const { data, meta } = parser.parse(rest, 0, !isEnd) as { data: string[][]; meta: { cursor: number } }
    rest = rest.slice(meta.cursor)
    return data.map((cells) => toRow(cells, mayBeLossy))
  }

  /** As far as the first row that swallowed others: it costs its own line, and reading goes on after that one. */
  function splitQuoted(separator: '\n' | '\r', isEnd: boolean): { rows: TableRow[]; isStopped: boolean } {
    const rows: TableRow[] = []
    const mayBeLossy = rest.includes(replacement)
    let start = 0
    let isStopped = false
    const parser = new Papa.Parser({
      delimiter,
      newline: separator,
      step({ data, errors, meta }) {
        const end = firstLine(rest, separator, start) ?? meta.cursor
        isStopped = errors.length > 0 && end < meta.cursor
        if (errors.length === 0) rows.push(toRow((data as string[][])[0] ?? [], mayBeLossy))
        else rows.push(brokenRow(rest.slice(start, end), rowProblem('import.quotesBroken')))
        start = isStopped ? end : meta.cursor
        if (isStopped) parser.abort()
      },
    })
    parser.parse(rest, 0, !isEnd)
    rest = rest.slice(start)
    return { rows, isStopped }
  }

  /** Takes the complete rows off `rest`. */
  function split(separator: '\n' | '\r', isEnd: boolean): TableRow[] {
    const rows: TableRow[] = []
    while (rest.includes('"')) {
      const part = splitQuoted(separator, isEnd)
      for (const row of part.rows) rows.push(row)
      if (!part.isStopped) return rows
    }
    return rows.concat(splitPlain(separator, isEnd))
  }

  /** A row without an end in sight: the rest of the file in an open quotation, or a line of many megabytes. */
  function giveUpLongRow(separator: '\n' | '\r'): TableRow | undefined {
    const end = firstLine(rest, separator)
    const text = rest
    rest = end === undefined ? '' : rest.slice(end)
    skipping = end === undefined
    return skipping ? undefined : brokenRow(text.slice(0, end), rowProblem('import.quotesBroken'))
  }

  return {
    add(text, isEnd) {
      rest += text
      if (!rest.includes('\n') && newline === undefined && !isEnd && rest.length < 2) return []
      newline ??= rest.includes('\n') || !rest.includes('\r') ? '\n' : '\r'
      const rows: TableRow[] = []
      if (skipping) {
        const end = firstLine(rest, newline)
        rest = end === undefined ? '' : rest.slice(end)
        if (end === undefined && !isEnd) return rows
        rows.push(brokenRow('', rowProblem('import.rowTooLong', { maximum: rowMaximum })))
        skipping = false
      }
      const take = (part: TableRow[]) => part.forEach((row) => rows.push(row))
      take(split(newline, false))
      while (rest.length > rowMaximum) {
        const row = giveUpLongRow(newline)
        if (row) take([row, ...split(newline, false)])
      }
      if (isEnd && rest !== '') take(split(newline, true))
      return rows
    },
  }
}
