/** The present forwarding of numbers, read from the provider, as the rows of a file that an import takes as unchanged. */
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { columnsFor, type Column } from '@shared/domain/import/columns'
import { writeRow } from '@shared/domain/import/row'
import { concernsAccount } from '../changes/failure'
import { mapInOrder } from '../changes/ordered-map'
import type { FileColumn } from '../files/table-file'

interface ExportOptions {
  numbers: readonly string[]
  /** @throws AppFailure when a number cannot be read */
  read(number: string): Promise<Forwarding>
  signal: AbortSignal
  onProgress(done: number): void
}

type Row = ReadonlyMap<Column, string>

export interface ForwardingTable {
  columns: FileColumn<Row>[]
  /** One for each number that could be read. */
  rows: Row[]
  failures: { number: string; error: AppError }[]
}

/** Enough to keep an account's requests busy. */
const readsAtOnce = 32

/** @throws AppFailure `cancelled`, and failures that concern the whole account */
export async function readForwardingTable(options: ExportOptions): Promise<ForwardingTable> {
  const { numbers, signal, onProgress } = options
  const rows: Row[] = []
  const failures: ForwardingTable['failures'] = []
  let mostTargets = 1
  let done = 0

  async function read(number: string) {
    if (signal.aborted) throw new AppFailure('cancelled')
    try {
      return { number, forwarding: await options.read(number) }
    } catch (error) {
      if (signal.aborted) throw new AppFailure('cancelled')
      if (!(error instanceof AppFailure) || concernsAccount(error.error)) throw error
      return { number, error: error.error }
    }
  }

  for await (const { number, forwarding, error } of mapInOrder(numbers, readsAtOnce, read)) {
    if (forwarding) rows.push(writeRow(number, forwarding))
    else failures.push({ number, error })
    if (forwarding?.kind === 'number') mostTargets = Math.max(mostTargets, forwarding.targets.length)
    onProgress((done += 1))
  }
  const columns = columnsFor(mostTargets).map((column) => ({
    title: column,
    value: (row: Row) => row.get(column) ?? null,
  }))
  return { columns, rows, failures }
}
