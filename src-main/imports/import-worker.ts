/** The thread in which files are read: one task, then it ends. */
import type { AppError } from '@shared/domain/app-error'
import type { DuplicateRule, FileCounts, ImportSubject, Reading, RowMistake } from '@shared/contract/imports'
import { runTask, type WorkerSide } from '../files/worker-side'
import { checkFile, readEntries, type FileEntry, type FileTask, type RowCounts } from './file-task'
import { inspectTable, type Inspection } from './table-reader'

export type ImportTask =
  | { kind: 'inspect'; path: string; reading: Reading | null; subject: ImportSubject }
  | ({ kind: 'check' } & FileTask)
  | ({ kind: 'entries'; duplicates: DuplicateRule } & FileTask)

export type ImportAnswer =
  | { kind: 'progress'; done: number; total: number; rows: number }
  /** A part of the entries; the next ones follow when it was asked for more. */
  | { kind: 'entries'; entries: FileEntry[] }
  | { kind: 'inspected'; inspection: Inspection }
  | { kind: 'checked'; counts: FileCounts; mistakes: RowMistake[] }
  | { kind: 'ended'; counts: RowCounts }
  | { kind: 'failed'; error: AppError }

/** Entries sent at once: a ms or two of work for main, which does other things in between. */
const entriesAtOnce = 25

async function run(task: ImportTask, { send, report }: WorkerSide<{ entries: FileEntry[] }>): Promise<ImportAnswer> {
  switch (task.kind) {
    case 'inspect':
      return { kind: 'inspected', inspection: await inspectTable(task.path, task.reading, task.subject) }
    case 'check':
      return { kind: 'checked', ...(await checkFile(task, report)) }
    case 'entries': {
      const entries = readEntries(task, report)
      for (;;) {
        const { done, value } = await entries.next()
        if (done) return { kind: 'ended', counts: value }
        for (let start = 0; start < value.length; start += entriesAtOnce) {
          await send({ entries: value.slice(start, start + entriesAtOnce) })
        }
      }
    }
  }
}

await runTask(run)
