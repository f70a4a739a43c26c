/** The rows of a chosen file, once over, as long as it is the file that the operator looked at. */
import { stat } from 'node:fs/promises'
import { AppFailure } from '@shared/domain/app-error'
import { isBlank } from '@shared/domain/import/cell'
import type { Reading } from '@shared/contract/imports'
import type { TableRow } from './table'
import { readRows } from './table-reader'

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

/** @returns the filled rows part by part, and what was passed so far: `rows` = `header` + `blank` + `filled` */
export function createWalk({ path, version, reading }: TableFile, report: Report) {
  let lines = 0
  let filled = 0
  let header = 0

  async function* rows(): AsyncGenerator<TableRow[]> {
    const present = await fileVersion(path)
    if (present.size !== version.size || present.modifiedAt !== version.modifiedAt) throw new AppFailure('file.changed')
    const progress = (done: number, total: number) => report({ done, total, rows: lines })
    for await (const part of readRows(path, reading, { onProgress: progress })) {
      const passed: TableRow[] = []
      for (const row of part) {
        lines = row.line
        if (!row.problem && isBlank(row.cells)) continue
        if (reading.hasHeader && header === 0) header = 1
        else passed.push(row)
      }
      filled += passed.length
      yield passed
    }
    if (filled === 0) throw new AppFailure('file.empty')
  }

  return { rows, counts: () => ({ rows: lines, header, blank: lines - header - filled, filled }) }
}
