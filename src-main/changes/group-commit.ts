/**
 * Makes many small writes durable with one sync of the disk. Steps that are about to be sent in the same moment share one
 * transaction; each waits until that is on the disk, and only then does its request leave.
 */
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../storage/transaction'

export interface GroupCommit {
  /**
   * Runs `work` in the shared transaction at the end of this turn of the event loop, in the order of the calls.
   *
   * @returns when it is on the disk
   * @throws the error of SQLite; then nothing of the shared transaction was written
   */
  write(work: () => void): Promise<void>
  /** As `write`, but nobody waits for it: it goes along with the next `write`, or alone after some ms. */
  writeSoon(work: () => void): Promise<void>
}

/** ms that a write without hurry waits for company. */
const patience = 20

interface Waiting {
  work: () => void
  resolve(): void
  reject(error: unknown): void
}

export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = []
  let immediate: NodeJS.Immediate | undefined
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    immediate = undefined
    const group = waiting
    waiting = []
    try {
      inTransaction(database, () => {
        for (const { work } of group) work()
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const { resolve } of group) resolve()
  }

  const enqueue = (work: () => void) => new Promise<void>((resolve, reject) => waiting.push({ work, resolve, reject }))

  return {
    write(work) {
      // setImmediate comes after the answers that arrived in this turn were handled, so that their steps join in.
      immediate ??= setImmediate(flush)
      return enqueue(work)
    },
    writeSoon(work) {
      if (!immediate) timer ??= setTimeout(flush, patience)
      return enqueue(work)
    },
  }
}
