/** What a table file turns into, whatever its format. */
import type { Finding } from '@shared/domain/finding'

/** One row, blank ones included: positions are those that a spreadsheet shows. */
export interface TableRow {
  /** From 1. */
  line: number
  cells: string[]
  /** Why the cells cannot be trusted. */
  problem?: Finding
}

export interface ReadOptions {
  /** Told while reading: how much of the file is behind, in its own measure. */
  onProgress(done: number, total: number): void
}

export const rowProblem = (code: Finding['code'], params: Finding['params'] = {}): Finding => ({
  path: '',
  severity: 'error',
  code,
  params,
})

/** More than an operator's table ever has; a bound for the memory that one row takes. */
export const cellMaximum = 1000
