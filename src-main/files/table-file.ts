/** Rows as a file for people (CSV) or for programs (JSON), written piece by piece. */
import { neutralise } from '@shared/domain/import/cell'
import type { Locale } from '@shared/text/text'

export interface FileColumn<Row> {
  title: string
  /** null: an empty cell. */
  value(row: Row): string | number | null
}

/** What a spreadsheet of that language takes for the end of a cell. */
const delimiters: Record<Locale, string> = { ru: ';', en: ',' }
/** Without it Excel reads UTF-8 as the code page of its country. */
const byteOrderMark = '\uFEFF'

/** A header and one line per row; no cell is taken for a formula. */
export async function* csvFile<Row>(
  columns: readonly FileColumn<Row>[],
  rows: AsyncIterable<Row>,
  locale: Locale,
): AsyncGenerator<string> {
  const line = (cells: (string | number | null)[]): string =>
    `${cells.map((cell) => quote(cell)).join(delimiters[locale])}\r\n`
  yield byteOrderMark + line(columns.map(({ title }) => title))
  for await (const row of rows) yield line(columns.map(({ value }) => value(row)))
}

/** `{ …head, [name]: rows }`, one row per line. */
export async function* jsonFile(head: object, name: string, rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  const opening = JSON.stringify({ ...head, [name]: [] }, null, 2)
  yield opening.slice(0, opening.lastIndexOf(']'))
  yield* jsonRows(rows, 4)
  yield '\n  ]\n}\n'
}

/** The inside of a JSON array, one row per line, so that any tool can compare two files. */
export async function* jsonRows(rows: AsyncIterable<unknown>, indent: number): AsyncGenerator<string> {
  let separator = ''
  for await (const row of rows) {
    yield `${separator}\n${' '.repeat(indent)}${JSON.stringify(row)}`
    separator = ','
  }
}

/** All rows of something that is read by pages. */
export async function* allPages<Row>(read: (offset: number) => Promise<readonly Row[]>): AsyncGenerator<Row> {
  for (let offset = 0; ;) {
    const rows = await read(offset)
    yield* rows
    if (rows.length === 0) return
    offset += rows.length
  }
}

function quote(cell: string | number | null): string {
  if (cell === null) return ''
  const text = typeof cell === 'number' ? String(cell) : neutralise(cell)
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
