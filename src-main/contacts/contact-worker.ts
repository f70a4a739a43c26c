/** The thread in which files of contacts are read: one task, then it ends. */
import type { ContactRule } from '@shared/contract/contacts'
import type { Reading } from '@shared/contract/imports'
import type { AppError } from '@shared/domain/app-error'
import { runTask, type WorkerSide } from '../files/worker-side'
import { inspectContacts, previewContacts, type ContactInspection, type PreviewRow } from './contact-inspection'
import type { ContactPart } from './contact-sorter'
import {
  prepareContacts,
  readStopList,
  type PreparedCounts,
  type PrepareTask,
  type StopCounts,
  type StopTask,
} from './contact-task'

export type ContactTask =
  | { kind: 'inspect'; path: string; reading: Reading | null }
  | { kind: 'preview'; path: string; reading: Reading; rule: ContactRule; now: number }
  | ({ kind: 'prepare' } & PrepareTask)
  | ({ kind: 'stopList' } & StopTask)

interface Entries {
  /** Of a file of contacts. */
  parts: ContactPart[]
  /** Of a stop list; empty otherwise. */
  hashes: Float64Array
}

export type ContactAnswer =
  | { kind: 'progress'; done: number; total: number; rows: number }
  /** The next ones follow when it was asked for more. */
  | ({ kind: 'entries' } & Entries)
  | { kind: 'inspected'; inspection: ContactInspection }
  | { kind: 'previewed'; rows: PreviewRow[] }
  | ({ kind: 'prepared' } & PreparedCounts)
  | { kind: 'stopListRead'; counts: StopCounts }
  | { kind: 'failed'; error: AppError }

const noHashes = new Float64Array()

async function run(task: ContactTask, { send, report }: WorkerSide<Entries>): Promise<ContactAnswer> {
  switch (task.kind) {
    case 'inspect':
      return { kind: 'inspected', inspection: await inspectContacts(task.path, task.reading) }
    case 'preview':
      return { kind: 'previewed', rows: await previewContacts(task.path, task.reading, task.rule, task.now) }
    case 'prepare': {
      const prepared = prepareContacts(task, report)
      for (;;) {
        const { done, value } = await prepared.next()
        if (done) return { kind: 'prepared', ...value }
        const moved = value.flatMap(({ rows, hashes }) => [rows.buffer, hashes.buffer])
        if (value.length > 0) await send({ parts: value, hashes: noHashes }, moved)
      }
    }
    case 'stopList': {
      const read = readStopList(task, report)
      for (;;) {
        const { done, value } = await read.next()
        if (done) return { kind: 'stopListRead', counts: value }
        if (value.length > 0) await send({ parts: [], hashes: value })
      }
    }
  }
}

await runTask(run)
