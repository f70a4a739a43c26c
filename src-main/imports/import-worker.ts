/** The thread in which files are read: one task, then it ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { DuplicateRule, FileCounts, Reading, RowMistake } from '@shared/contract/imports'
import { checkFile, readEntries, type FileEntry, type FileTask, type RowCounts } from './file-task'
import { inspectTable, type Inspection } from './table-reader'

export type ImportTask =
  | { kind: 'inspect'; path: string; reading: Reading | null }
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

/** Entries sent at once: few ms of work for main, which does other things in between. */
const entriesAtOnce = 100
/** Parts on their way while main works on one. */
const partsAhead = 4
/** ms between two reports */
const reportInterval = 100

const tell = (answer: ImportAnswer) => parentPort?.postMessage(answer)

let credit = partsAhead
let wake: (() => void) | undefined
parentPort?.on('message', () => {
  credit += 1
  wake?.()
})

async function send(entries: FileEntry[]): Promise<void> {
  while (credit === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
  credit -= 1
  tell({ kind: 'entries', entries })
}

let reportedAt = 0
function report(progress: { done: number; total: number; rows: number }): void {
  const now = performance.now()
  if (now - reportedAt < reportInterval) return
  reportedAt = now
  tell({ kind: 'progress', ...progress })
}

async function run(task: ImportTask): Promise<ImportAnswer> {
  switch (task.kind) {
    case 'inspect':
      return { kind: 'inspected', inspection: await inspectTable(task.path, task.reading) }
    case 'check':
      return { kind: 'checked', ...(await checkFile(task, report)) }
    case 'entries': {
      const entries = readEntries(task, report)
      for (;;) {
        const { done, value } = await entries.next()
        if (done) return { kind: 'ended', counts: value }
        for (let start = 0; start < value.length; start += entriesAtOnce) {
          await send(value.slice(start, start + entriesAtOnce))
        }
      }
    }
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppFailure) return error.error
  // What the file system says, such as ENOENT or EACCES; anything else is a bug and ends the thread.
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return new AppFailure('file.unreadable', { params: { reason: String(error.code) } }).error
  }
  throw error
}

try {
  tell(await run(workerData as ImportTask))
} catch (error) {
  tell({ kind: 'failed', error: toAppError(error) })
} finally {
  // Nothing is awaited any more; the open port alone would keep the thread alive.
  parentPort?.close()
}
