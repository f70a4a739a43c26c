/** Rows about the forwarding of numbers. */
import type { ImportRule } from '@shared/contract/imports'
import { AppFailure } from '@shared/domain/app-error'
import { checkForwarding } from '@shared/domain/forwarding/check'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { readPhone } from '@shared/domain/import/cell'
import { layOut, readNumber, readRow, type RowReading } from '@shared/domain/import/row'
import type { RowEntry, RowReader } from './row-reader'
import { rowProblem, type TableRow } from './table'

export interface ForwardingTask {
  rule: Extract<ImportRule, { kind: 'perRow' | 'same' }>
  /** E.164 digits of the account's numbers, joined by commas: one value, since a million would hold up whoever passes them on. */
  owned: string
}

/** @throws AppFailure `input.invalid` without a column of numbers */
export function createForwardingReader({ rule, owned: joined }: ForwardingTask): RowReader {
  // Up to 15 digits are exact as a double.
  const owned = Float64Array.from(joined === '' ? [] : joined.split(','), Number).sort()
  const layout = rule.kind === 'perRow' ? layOut(rule.mapping) : null
  const numberColumn = rule.kind === 'same' ? rule.numberColumn : layout?.row.get('number')
  if (numberColumn === undefined) throw new AppFailure('input.invalid')

  function ownedIndex(number: string): number {
    const value = Number(number)
    let low = 0
    let high = owned.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = owned[middle] ?? 0
      if (found === value) return middle
      if (found < value) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
  const numberOf = ({ cells }: TableRow): string => readPhone(cells[numberColumn] ?? '').digits ?? ''

  function readCells({ cells }: TableRow): RowReading {
    if (rule.kind === 'perRow' && layout) return readRow(cells, layout)
    const wanted: Forwarding = rule.kind === 'same' ? rule.wanted : { kind: 'none' }
    return { ...readNumber(cells[numberColumn ?? 0] ?? ''), wanted }
  }
  const entry = ({ number, wanted, findings }: RowReading): RowEntry => ({
    number,
    wanted: { subject: 'forwarding', forwarding: wanted },
    findings,
  })

  return {
    numberCount: owned.length,
    indexOf: ownedIndex,
    numberOf,
    read(row) {
      if (row.problem) {
        const written = (row.cells[numberColumn] ?? '').slice(0, 50)
        return entry({ number: numberOf(row) || written, wanted: { kind: 'none' }, findings: [row.problem] })
      }
      const reading = readCells(row)
      const isReadable = reading.findings.every(({ path }) => path !== 'number')
      if (isReadable && ownedIndex(reading.number) < 0) {
        reading.findings.push({ ...rowProblem('import.numberNotOwned'), path: 'number' })
      }
      return entry(reading)
    },
    check: ({ number, wanted }) =>
      wanted.subject === 'forwarding' && wanted.forwarding.kind !== 'none'
        ? checkForwarding(wanted.forwarding, { number })
        : [],
  }
}
