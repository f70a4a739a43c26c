/**
 * Makes many small writes durable with one sync of the disk. Steps that are about to be sent in the same moment share one
 * transaction, and those that come while the disk is busy share the next; each waits until its own is on the disk, and
 * only then does its request leave. Main goes on with other work meanwhile.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { DiskSync } from '../storage/disk-sync'
import { inTransaction } from '../storage/transaction'

export interface GroupCommit {
  /**
   * Runs `work` in the shared transaction at the end of this turn of the event loop, or after the sync that is under way,
   * in the order of the calls.
   *
   * @returns when it is on the disk
   * @throws the error of SQLite or of the sync; after one of SQLite's nothing of the shared transaction was written
   */
  write(work: () => void): Promise<void>
  /** As `write`, but nobody waits for it: it goes along with the next `write`, or alone after some ms. */
  writeSoon(work: () => void): Promise<void>
  /** What `writeSoon` holds back is written now, because no `write` is to be expected. */
  hurry(): void
}

/** ms that a write without hurry waits for company. */
const patience = 20

interface Waiting {
  work: () => void
  resolve(): void
  reject(error: unknown): void
}

/** @param disk syncs what `database` has committed */
export function createGroupCommit(database: DatabaseSync, disk: Pick<DiskSync, 'sync'>): GroupCommit {
  let waiting: Waiting[] = []
  let isUrgent = false
  let isSyncing = false
  let immediate: NodeJS.Immediate | undefined
  let timer: NodeJS.Timeout | undefined

  function schedule(): void {
    if (isSyncing || waiting.length === 0) return
    // setImmediate comes after the answers that arrived in this turn were handled, so that their steps join in.
    if (isUrgent) immediate ??= setImmediate(() => void flush())
    else timer ??= setTimeout(() => void flush(), patience)
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    clearImmediate(immediate)
    timer = undefined
    immediate = undefined
    isUrgent = false
    isSyncing = true
    const group = waiting
    waiting = []
    try {
      inTransaction(database, () => group.forEach(({ work }) => work()), { outlives: 'crash' })
      await disk.sync()
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    isSyncing = false
    schedule()
  }

  function enqueue(work: () => void, urgent: boolean): Promise<void> {
    const written = new Promise<void>((resolve, reject) => waiting.push({ work, resolve, reject }))
    isUrgent ||= urgent
    schedule()
    return written
  }

  return {
    write: (work) => enqueue(work, true),
    writeSoon: (work) => enqueue(work, false),
    hurry() {
      isUrgent = waiting.length > 0
      schedule()
    },
  }
}
