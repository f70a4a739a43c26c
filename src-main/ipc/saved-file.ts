/** Saves rows where the operator wants them. */
import { basename } from 'node:path'
import type { ExportFormat } from '@shared/contract/export'
import { writeAtomically } from '../files/atomic-file'
import { csvFile, jsonFile, type FileColumn } from '../files/table-file'
import { xlsxFile } from '../files/xlsx-file'
import type { Locale } from '@shared/text/text'

/** Asks where to write; the name is proposed. @returns null: none was chosen */
export type ChoosePlace = (name: string) => Promise<string | null>

interface RowsToSave<Row> {
  /** Proposed name of the file, without an extension. */
  name: string
  format: ExportFormat
  locale: Locale
  columns: readonly FileColumn<Row>[]
  /** What a JSON file says before the rows, and what the rows are called there. */
  head: object
  rowsName: string
  rows: AsyncIterable<Row>
}

/** @throws AppFailure `file.unwritable` */
export async function saveRows<Row>(
  choosePlace: ChoosePlace,
  { name, format, locale, columns, head, rowsName, rows }: RowsToSave<Row>,
): Promise<{ fileName: string } | null> {
  const path = await choosePlace(`${name}.${format}`)
  if (path === null) return null
  const contents = {
    xlsx: () => xlsxFile(columns, rows),
    csv: () => csvFile(columns, rows, locale),
    json: () => jsonFile(head, rowsName, rows),
  }
  await writeAtomically(path, contents[format]())
  return { fileName: basename(path) }
}

/** @param moment ms since 1970; null: never */
export const isoTime = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString()
