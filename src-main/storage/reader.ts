/** Reads that may take long: they run beside main, so that a search over a million rows delays neither window nor requests. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import type { ReaderAnswer, ReaderQuestion } from './serve-reader'

export type SqlParameters = readonly SQLInputValue[]

export interface Reader {
  /**
   * Sees everything that was committed before the call, and nothing of a transaction that is still open.
   *
   * @returns all rows as plain objects, to be parsed by the caller
   * @throws the error of SQLite with its `code` and `errcode`
   */
  all(sql: string, parameters?: SqlParameters): Promise<unknown[]>
  /** Queries under way are rejected. */
  close(): Promise<void>
}

interface ReaderOptions {
  /** The built `reader-worker.js`. */
  workerPath: string
  databasePath: string
}

interface Waiting {
  resolve(rows: unknown[]): void
  reject(error: unknown): void
}

/** A reader in a worker thread with a read-only connection of its own. A thread that dies is replaced at the next query. */
export function createReader({ workerPath, databasePath }: ReaderOptions): Reader {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let worker: Worker | undefined
  let closed = false

  const rejectAll = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const start = (): Worker => {
    const started = new Worker(workerPath, { workerData: { databasePath } })
    started.on('message', ({ id, rows, error }: ReaderAnswer) => {
      const query = waiting.get(id)
      waiting.delete(id)
      // A program that wants to end waits for an answer under way, and not for a reader that nobody asks anything.
      if (waiting.size === 0) started.unref()
      if (error) query?.reject(Object.assign(new Error(error.message), error))
      else query?.resolve(rows)
    })
    const onDeath = (error: unknown) => {
      if (worker !== started) return
      worker = undefined
      rejectAll(error)
    }
    started.on('error', onDeath)
    started.on('exit', (code) => onDeath(new Error(`the reader ended with code ${code}`)))
    return started
  }

  return {
    all(sql, parameters = []) {
      if (closed) return Promise.reject(new Error('the reader is closed'))
      worker ??= start()
      worker.ref()
      const id = ++lastId
      worker.postMessage({ id, sql, parameters } satisfies ReaderQuestion)
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    async close() {
      closed = true
      const ending = worker
      worker = undefined
      rejectAll(new Error('the reader is closed'))
      await ending?.terminate()
    },
  }
}

/** A reader on the one connection, for a database in memory: no other thread can see that one. */
export function createInlineReader(database: DatabaseSync): Reader {
  let closed = false
  return {
    async all(sql, parameters = []) {
      if (closed) throw new Error('the reader is closed')
      return database
        .prepare(sql)
        .all(...parameters)
        .map((row) => ({ ...row }))
    },
    async close() {
      closed = true
    },
  }
}
