/** The thread in which a snapshot is read: it may be big, damaged, or made to hurt. */
import { readFileSync, statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { readExpectationSection, type ExpectationSection } from '@shared/domain/call-flow/expectation-section'
import {
  snapshotMarkSchema,
  snapshotSchema,
  snapshotVersion,
  type SnapshotHead,
  type SnapshotNumber,
} from '@shared/domain/snapshot'

export interface SnapshotTask {
  path: string
}

/** What stands beside the numbers. */
export interface SnapshotHeading {
  head: SnapshotHead
  /** null: none in the file. */
  expectations: ExpectationSection | null
}

export type SnapshotAnswer =
  | (SnapshotHeading & { kind: 'entries'; total: number; entries: SnapshotNumber[] })
  | (SnapshotHeading & { kind: 'ended' })
  | { kind: 'failed'; error: AppError }

/** bytes; a million numbers take about a third of it */
const sizeMaximum = 1_000_000_000
const entriesAtOnce = 500

/** @throws AppFailure `snapshot.notOne`, `snapshot.newer`, `file.damaged`, `file.tooLarge`, and errors of the file system */
function readSnapshot(path: string) {
  const { size } = statSync(path)
  if (size > sizeMaximum) {
    throw new AppFailure('file.tooLarge', { params: { reason: `> ${sizeMaximum / 1_000_000} MB` } })
  }
  const content = parse(readFileSync(path))
  const mark = snapshotMarkSchema.safeParse(content)
  if (!mark.success) throw new AppFailure('snapshot.notOne')
  if (mark.data.version > snapshotVersion) {
    throw new AppFailure('snapshot.newer', { params: { version: mark.data.version, known: snapshotVersion } })
  }
  const read = snapshotSchema.safeParse(content)
  if (!read.success) {
    const place = read.error.issues[0]?.path.join('.') ?? ''
    throw new AppFailure('file.damaged', { params: { reason: place } })
  }
  const { sections, ...head } = read.data
  const { numbers } = sections.forwarding
  const distinct = new Set(numbers.map(({ number }) => number))
  if (distinct.size < numbers.length)
    throw new AppFailure('snapshot.repeated', { params: { number: repeated(numbers) } })
  return { head, numbers, expectations: readExpectationSection((content as { sections: unknown }).sections) }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppFailure('snapshot.notOne')
  }
}

function repeated(numbers: readonly SnapshotNumber[]): string {
  const seen = new Set<string>()
  return numbers.find(({ number }) => seen.has(number) || !seen.add(number))?.number ?? ''
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppFailure) return error.error
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return new AppFailure('file.unreadable', { params: { reason: String(error.code) } }).error
  }
  throw error
}

const tell = (answer: SnapshotAnswer) => parentPort?.postMessage(answer)

try {
  const { numbers, ...heading } = readSnapshot((workerData as SnapshotTask).path)
  let sent = 0
  const sendNext = () => {
    const entries = numbers.slice(sent, sent + entriesAtOnce)
    sent += entries.length
    if (entries.length > 0) tell({ kind: 'entries', ...heading, total: numbers.length, entries })
    else {
      tell({ kind: 'ended', ...heading })
      parentPort?.close()
    }
  }
  parentPort?.on('message', sendNext)
  sendNext()
} catch (error) {
  tell({ kind: 'failed', error: toAppError(error) })
  parentPort?.close()
}
