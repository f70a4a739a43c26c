/** What is done with a whole file, apart from threads: its rows are checked, or turned into what is wanted of each number or extension. */
import { isPassing } from '@shared/domain/finding'
import type { DuplicateRule, FileCounts, RowMistake } from '@shared/contract/imports'
import { createExtensionReader, type ExtensionTask } from './extension-reader'
import { createWalk, type Report, type TableFile } from './file-walk'
import { createForwardingReader, type ForwardingTask } from './forwarding-reader'
import type { RowEntry, RowReader } from './row-reader'
import { rowProblem, type TableRow } from './table'

export type FileTask = TableFile & (ForwardingTask | ExtensionTask)

/** What is wanted of one number; with findings the row is refused. */
export interface FileEntry extends RowEntry {
  line: number
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
  const seen = new Uint8Array(reader.numberCount)
  const mistakes: RowMistake[] = []
  let repeated = 0
  let mistaken = 0
  for await (const rows of walk.rows()) {
    for (const row of rows) {
      const entry = reader.read(row)
      const { number, findings } = entry
      const index = reader.indexOf(number)
      if (index >= 0) {
        repeated += seen[index] ?? 0
        seen[index] = 1
      }
      const found = findings.length > 0 ? findings : reader.check(entry)
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
 * The entries of a file in its order. Memory grows with the numbers that there can be, not with the file.
 * @throws as `checkFile`
 */
export async function* readEntries(
  task: FileTask & { duplicates: DuplicateRule },
  report: Report,
): AsyncGenerator<FileEntry[], RowCounts> {
  const reader = createRowReader(task)
  const first = new Uint32Array(reader.numberCount)
  const last = new Uint32Array(reader.numberCount)
  const mark = ({ line }: TableRow, number: string): number => {
    const index = reader.indexOf(number)
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
      const index = passes === 2 ? reader.indexOf(number) : mark(row, number)
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

const createRowReader = (task: FileTask): RowReader =>
  'owned' in task ? createForwardingReader(task) : createExtensionReader(task)
