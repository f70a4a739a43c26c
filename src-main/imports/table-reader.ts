/** Rows of a table file, and a first look at it. */
import { stat } from 'node:fs/promises'
import { AppFailure } from '@shared/domain/app-error'
import { guessMapping, looksLikeHeader } from '@shared/domain/import/columns'
import { guessExtensionMapping, looksLikeExtensionHeader } from '@shared/domain/import/extension-columns'
import { isBlank } from '@shared/domain/import/cell'
import type { ImportSubject, OpenedFile, Reading } from '@shared/contract/imports'
import { splitSample, visitCsvRows, type RowVisitor } from './csv-rows'
import { readSample, recogniseFile, type FileFormat } from './file-format'
import type { ReadOptions, TableRow } from './table'
import { readSheetNames, readXlsxRows } from './xlsx-rows'

/**
 * Hands all rows to the visitor.
 * @yields now and then, when all rows so far were handed over
 * @throws AppFailure `file.…`; errors of the file system as they are
 */
export async function* visitRows(
  path: string,
  reading: Reading,
  visitor: RowVisitor,
  options: ReadOptions,
): AsyncGenerator<void> {
  if (reading.format === 'csv') return yield* visitCsvRows(path, reading, visitor, options)
  for await (const rows of readXlsxRows(path, { ...options, sheet: reading.sheet })) {
    for (const row of rows) visitor.row(row)
    yield
  }
}

/** A file as the thread sees it, about either subject. */
export type Inspection = OpenedFile extends infer File
  ? File extends OpenedFile
    ? Omit<File, 'importId' | 'name' | 'size'>
    : never
  : never

/** Rows of a file's beginning that a preview shows. */
export const sampleRows = 20
/** Characters of a cell that a preview shows. */
const cellLength = 200

/**
 * Looks at the beginning of a file.
 * @param reading null: to be detected
 * @throws as `visitRows`
 */
export async function inspectTable(path: string, reading: Reading | null, subject: ImportSubject): Promise<Inspection> {
  const format: FileFormat | Reading = reading ?? (await recogniseFile(path))
  const sheets = format.format === 'xlsx' ? await readSheetNames(path) : []
  const rows = (await firstRows(path, format)).filter(({ cells, problem }) => problem || !isBlank(cells))
  const [first] = rows
  if (!first) throw new AppFailure('file.empty')
  const isHeader = subject === 'forwarding' ? looksLikeHeader : looksLikeExtensionHeader
  const hasHeader = reading?.hasHeader ?? (first.problem === undefined && isHeader(first.cells))
  const sample = rows.slice(hasHeader ? 1 : 0, sampleRows + (hasHeader ? 1 : 0))
  const header = hasHeader ? first.cells : []
  const seen = {
    reading: (format.format === 'csv'
      ? { format: 'csv', encoding: format.encoding, delimiter: format.delimiter, hasHeader }
      : { format: 'xlsx', sheet: format.sheet, hasHeader }) satisfies Reading,
    sheets,
    header: header.map(cut),
    sample: sample.map(({ line, cells, problem }) => ({ line, cells: cells.map(cut), problem: problem ?? null })),
  }
  const names = hasHeader ? header : null
  const sound = sample.filter(({ problem }) => !problem).map(({ cells }) => cells)
  return subject === 'forwarding'
    ? { ...seen, subject, mapping: guessMapping(names, sound) }
    : { ...seen, subject, mapping: guessExtensionMapping(names, sound) }
}

const cut = (cell: string): string => cell.slice(0, cellLength)

/** Rows of the beginning, blank ones included: at least `sampleRows`, if there are so many. */
export async function firstRows(path: string, format: FileFormat | Reading): Promise<TableRow[]> {
  if (format.format === 'csv') {
    const bytes = await readSample(path)
    return splitSample(bytes, bytes.length === (await stat(path)).size, format)
  }
  const rows: TableRow[] = []
  for await (const part of readXlsxRows(path, { sheet: format.sheet, onProgress: () => undefined })) {
    rows.push(...part)
    if (rows.length > sampleRows) break
  }
  return rows
}
