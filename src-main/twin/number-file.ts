/** Files of numbers, read in a thread. Passwords leave it in the rows that are to be created, and nowhere else. */
import type { OpenedNumbers } from '@shared/contract/number-batches'
import type { Reading } from '@shared/contract/imports'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import { isBlank } from '@shared/domain/import/cell'
import type { EnteredRow } from '@shared/domain/number-batch/batch'
import { checkNumberRow } from '@shared/domain/number-batch/check'
import {
  cellCorrectionSchema,
  correctedCells,
  guessNumberMapping,
  looksLikeNumberHeader,
  readNumberRow,
  type CellCorrection,
  type NumberMapping,
  type RowDefaults,
} from '@shared/domain/number-batch/columns'
import { recogniseFile } from '../imports/file-format'
import { createWalk, type Report, type TableFile } from '../imports/file-walk'
import { firstRows, sampleRows } from '../imports/table-reader'
import { readSheetNames } from '../imports/xlsx-rows'

export type NumberInspection = Omit<OpenedNumbers, 'importId' | 'name' | 'size'>

export interface NumberFileTask extends TableFile {
  mapping: NumberMapping
  defaults: RowDefaults
  /** Ids of trunks by their name. */
  trunks: [string, string][]
  corrections: CellCorrection[]
}

export interface FileRow {
  line: number
  row: EnteredRow
  findings: Finding[]
  /** Of a row with a mistake: what stands in those cells that can be mended. */
  cells: Omit<CellCorrection, 'line'>[]
}

export interface NumberFileCounts {
  rows: number
  header: number
  blank: number
  numbers: number
}

export type NumberFileWork =
  | { kind: 'inspect'; path: string; reading: Reading | null; mapping: NumberMapping | null }
  | ({ kind: 'read' } & NumberFileTask)

export type NumberFileAnswer =
  | { kind: 'progress'; done: number; total: number; rows: number }
  | { kind: 'inspected'; inspection: NumberInspection }
  /** The next ones follow when it was asked for more. */
  | { kind: 'entries'; rows: FileRow[] }
  | { kind: 'ended'; counts: NumberFileCounts }
  | { kind: 'failed'; error: AppError }

/** Characters of a cell that a preview shows. */
const cellLength = 200
const blanked = '••••'

/**
 * @param mapping null: to be guessed; the cells of a password column are blanked
 * @throws AppFailure `file.…`; errors of the file system as they are
 */
export async function inspectNumbers(
  path: string,
  reading: Reading | null,
  wanted: NumberMapping | null,
): Promise<NumberInspection> {
  const format = reading ?? (await recogniseFile(path))
  const rows = (await firstRows(path, format)).filter(({ cells, problem }) => problem || !isBlank(cells))
  const [first] = rows
  if (!first) throw new AppFailure('file.empty')
  const hasHeader = reading?.hasHeader ?? (first.problem === undefined && looksLikeNumberHeader(first.cells))
  const body = rows.slice(hasHeader ? 1 : 0, sampleRows + (hasHeader ? 1 : 0))
  const header = hasHeader ? first.cells : []
  const sound = body.filter(({ problem }) => !problem).map(({ cells }) => cells)
  const mapping = wanted ?? guessNumberMapping(hasHeader ? header : null, sound)
  const shown = (cell: string, index: number): string =>
    mapping[index] === 'password' && cell !== '' ? blanked : cell.slice(0, cellLength)
  return {
    reading:
      format.format === 'csv'
        ? { format: 'csv', encoding: format.encoding, delimiter: format.delimiter, hasHeader }
        : { format: 'xlsx', sheet: format.sheet, hasHeader },
    sheets: format.format === 'xlsx' ? await readSheetNames(path) : [],
    header: header.map((cell) => cell.slice(0, cellLength)),
    sample: body.map(({ line, cells, problem }) => ({ line, cells: cells.map(shown), problem: problem ?? null })),
    mapping,
  }
}

/** Every row by itself, and numbers that stand twice. */
export async function* readNumbers(
  { trunks, mapping, defaults, corrections, ...file }: NumberFileTask,
  report: Report,
): AsyncGenerator<FileRow[], NumberFileCounts> {
  const named = new Map(trunks.map(([name, id]) => [name.trim().toLowerCase(), id]))
  const reader = { mapping, defaults, trunkNamed: (name: string) => named.get(name.toLowerCase()) }
  const lineOf = new Map<string, number>()
  const correctionsOf = Map.groupBy(corrections, ({ line }) => line)
  const mendable = (cells: readonly string[], findings: readonly Finding[]): FileRow['cells'] =>
    [...new Set(findings.map(({ path }) => path))].flatMap((path) => {
      const column = cellCorrectionSchema.shape.column.safeParse(path)
      const index = column.success ? mapping.indexOf(column.data) : -1
      return column.success && index >= 0
        ? [{ column: column.data, text: (cells[index] ?? '').slice(0, cellLength) }]
        : []
    })
  const walk = createWalk(file, report)
  for await (const part of walk.rows()) {
    yield part.map(({ line, cells: written, problem }) => {
      const cells = correctedCells(written, mapping, correctionsOf.get(line) ?? [])
      const { row, findings } = readNumberRow(cells, reader)
      if (problem) return { line, row, findings: [problem], cells: [] }
      const told = new Set(findings.map(({ path }) => path))
      const all = [...findings, ...checkNumberRow(row).filter(({ path }) => !told.has(path))]
      const earlier = lineOf.get(row.number)
      if (earlier === undefined) lineOf.set(row.number, line)
      else all.push({ path: 'number', severity: 'error', code: 'numberBatch.repeated', params: { row: earlier } })
      return { line, row, findings: all, cells: mendable(cells, all) }
    })
  }
  const { filled, ...counts } = walk.counts()
  return { ...counts, numbers: filled }
}
