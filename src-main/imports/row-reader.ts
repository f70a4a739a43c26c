/** What a row of a file says, whatever the file is about; and the places of numbers that stand in several rows. */
import type { Finding } from '@shared/domain/finding'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { ExtensionReading } from '@shared/domain/import/extension-row'
import type { TableRow } from './table'

/** What is wanted of the number of a row. */
export type Wanted =
  | { subject: 'forwarding'; forwarding: Forwarding }
  | { subject: 'extension'; extension: Pick<ExtensionReading, 'type' | 'settings'> }

export interface RowEntry {
  /** As far as it can be read. */
  number: string
  wanted: Wanted
  /** What cannot be read; with one the row is refused. */
  findings: Finding[]
}

export interface RowReader {
  /** How many numbers there can be. */
  numberCount: number
  /** @returns from 0 up to `numberCount`; -1: a number whose repeats do not matter, since its rows are refused anyway */
  indexOf(number: string): number
  /** The number of a row alone; empty: none. */
  numberOf(row: TableRow): string
  read(row: TableRow): RowEntry
  /** Checks what could be read by itself. */
  check(entry: RowEntry): Finding[]
}
