/** The rows of a chosen file, once over, as long as it is the file that the operator looked at. */
import { stat } from 'node:fs/promises'
import { AppFailure } from '@shared/domain/app-error'
import { isBlank } from '@shared/domain/import/cell'
import type { Reading } from '@shared/contract/imports'
import type { TableRow } from './table'
import type { RowVisitor } from './csv-rows'
import { visitRows } from './table-reader'

export interface FileVersion {
  /** bytes */
  size: number
  /** ms since 1970 */
  modifiedAt: number
}

export interface TableFile {
  path: string
  /** As it was when the file was opened; another one since means that the operator looked at other rows. */
  version: FileVersion
  reading: Reading
}

export type Report = (progress: { done: number; total: number; rows: number }) => void

export async function fileVersion(path: string): Promise<FileVersion> {
  const { size, mtimeMs } = await stat(path)
  return { size, modifiedAt: mtimeMs }
}

/** Once over the rows, and what was passed so far: `rows` = `header` + `blank` + `filled`. */
export function createWalk({ path, version, reading }: TableFile, report: Report) {
  let lines = 0
  let filled = 0
  let header = 0

  /**
   * Hands the filled rows to the visitor.
   * @param visitor its `line` takes no line that is blank
   * @yields now and then, when all rows so far were handed over
   * @throws AppFailure `file.changed`, `file.empty`
   */
  async function* visit(visitor: RowVisitor): AsyncGenerator<void> {
    const present = await fileVersion(path)
    if (present.size !== version.size || present.modifiedAt !== version.modifiedAt) throw new AppFailure('file.changed')
    const filter: RowVisitor = {
      row(row) {
        lines = row.line
        if (!row.problem && isBlank(row.cells)) return
        if (reading.hasHeader && header === 0) {
          header = 1
          return
        }
        filled += 1
        visitor.row(row)
      },
    }
    const { line } = visitor
    if (line) {
      filter.line = (plain, row) => {
        if ((reading.hasHeader && header === 0) || !line(plain, row)) return false
        lines = row
        filled += 1
        return true
      }
    }
    const onProgress = (done: number, total: number) => report({ done, total, rows: lines })
    for await (const block of visitRows(path, reading, filter, { onProgress })) yield block
    if (filled === 0) throw new AppFailure('file.empty')
  }

  return {
    visit,
    /** The filled rows part by part. @throws as `visit` */
    async *rows(): AsyncGenerator<TableRow[]> {
      let passed: TableRow[] = []
      for await (const block of visit({ row: (row) => passed.push(row) })) {
        void block
        yield passed
        passed = []
      }
    },
    counts: () => ({ rows: lines, header, blank: lines - header - filled, filled }),
  }
}
