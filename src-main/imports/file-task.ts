/** What is done with a whole file, apart from threads: its rows are checked, or turned into what is wanted of each number. */
import { AppFailure } from '@shared/domain/app-error'
import { isPassing, type Finding } from '@shared/domain/finding'
import { checkForwarding } from '@shared/domain/forwarding/check'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { readPhone } from '@shared/domain/import/cell'
import { layOut, readNumber, readRow, type RowReading } from '@shared/domain/import/row'
import type { DuplicateRule, FileCounts, ImportRule, RowMistake } from '@shared/contract/imports'
import { createWalk, type Report, type TableFile } from './file-walk'
import { rowProblem, type TableRow } from './table'

export interface FileTask extends TableFile {
  rule: ImportRule
  /** E.164 digits of the account's numbers, joined by commas: one value, since a million would hold up whoever passes them on. */
  owned: string
}

/** What is wanted of one number; with findings the row is refused. */
export interface FileEntry {
  line: number
  number: string
  wanted: Forwarding
  findings: Finding[]
}

/** `rows` = `header` + `blank` + `dropped` + entries. */
export type RowCounts = Pick<FileCounts, 'rows' | 'header' | 'blank'> & { dropped: number }

const mistakesListed = 200

/** Checks each row by itself. @throws AppFailure `file.…`, `input.invalid` without a column of numbers */
export async function checkFile(
  task: FileTask,
  report: Report,
): Promise<{ counts: FileCounts; mistakes: RowMistake[] }> {
  const reader = createRowReader(task)
  const walk = createWalk(task, report)
  const seen = new Uint8Array(reader.ownedCount)
  const mistakes: RowMistake[] = []
  let repeated = 0
  let mistaken = 0
  for await (const rows of walk.rows()) {
    for (const row of rows) {
      const { number, wanted, findings } = reader.read(row)
      const index = reader.ownedIndex(number)
      if (index >= 0) {
        repeated += seen[index] ?? 0
        seen[index] = 1
      }
      const found = [
        ...findings,
        ...(findings.length > 0 || wanted.kind === 'none' ? [] : checkForwarding(wanted, { number })),
      ]
      if (isPassing(found)) continue
      mistaken += 1
      if (mistakes.length < mistakesListed) {
        mistakes.push({ line: row.line, number, findings: found.filter(({ severity }) => severity === 'error') })
      }
    }
  }
  return { counts: { ...walk.counts(), repeated, mistaken }, mistakes }
}

/**
 * The entries of a file in its order. Memory grows with the numbers of the account, not with the file.
 * @throws as `checkFile`
 */
export async function* readEntries(
  task: FileTask & { duplicates: DuplicateRule },
  report: Report,
): AsyncGenerator<FileEntry[], RowCounts> {
  const reader = createRowReader(task)
  const first = new Uint32Array(reader.ownedCount)
  const last = new Uint32Array(reader.ownedCount)
  const mark = ({ line }: TableRow, number: string): number => {
    const index = reader.ownedIndex(number)
    if (index >= 0) {
      first[index] ||= line
      last[index] = line
    }
    return index
  }
  // Only a look at the whole file tells which row of a number is its last, or whether it is the only one.
  const passes = task.duplicates === 'first' ? 1 : 2
  if (passes === 2) {
    const look = createWalk(task, ({ done, total, rows }) => report({ done, total: 2 * total, rows }))
    for await (const rows of look.rows()) for (const row of rows) mark(row, reader.numberOf(row))
  }
  let dropped = 0
  const walk = createWalk(task, ({ done, total, rows }) =>
    report({ done: done + (passes - 1) * total, total: passes * total, rows }),
  )
  for await (const rows of walk.rows()) {
    const entries: FileEntry[] = []
    for (const row of rows) {
      const { number, wanted, findings } = reader.read(row)
      const index = passes === 2 ? reader.ownedIndex(number) : mark(row, number)
      const [firstLine = 0, lastLine = 0] = index < 0 ? [row.line, row.line] : [first[index], last[index]]
      if (task.duplicates === 'first' ? firstLine !== row.line : task.duplicates === 'last' && lastLine !== row.line) {
        dropped += 1
        continue
      }
      if (task.duplicates === 'refuse' && firstLine !== lastLine) {
        const other = row.line === firstLine ? lastLine : firstLine
        findings.push({ ...rowProblem('import.numberRepeated', { line: other }), path: 'number' })
      }
      entries.push({ line: row.line, number, wanted, findings })
    }
    yield entries
  }
  const { rows, header, blank } = walk.counts()
  return { rows, header, blank, dropped }
}

function createRowReader({ rule, owned: joined }: FileTask) {
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

  return {
    ownedCount: owned.length,
    ownedIndex,
    numberOf,
    read(row: TableRow): RowReading {
      if (row.problem) {
        const written = (row.cells[numberColumn] ?? '').slice(0, 50)
        return { number: numberOf(row) || written, wanted: { kind: 'none' }, findings: [row.problem] }
      }
      const reading = readCells(row)
      const isReadable = reading.findings.every(({ path }) => path !== 'number')
      if (isReadable && ownedIndex(reading.number) < 0) {
        reading.findings.push({ ...rowProblem('import.numberNotOwned'), path: 'number' })
      }
      return reading
    },
  }
}
