/** What runs in a thread behind `createReader`: a read-only connection that answers one query after the other. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

export interface ReaderQuestion {
  id: number
  sql: string
  parameters: readonly SQLInputValue[]
}

export interface ReaderAnswer {
  id: number
  rows: unknown[]
  /** Errors lose their own fields on the way between threads, so these travel beside. */
  error?: { message: string; code: unknown; errcode: unknown }
}

/** Preparing costs more than running a small query; lists ask the same few again and again. */
const cachedStatements = 100

/** @param prepare adds to the connection what the queries of this thread need, such as functions */
export function serveReader(prepare: (database: DatabaseSync) => void = () => undefined): void {
  const { databasePath } = workerData as { databasePath: string }
  const statements = new Map<string, StatementSync>()
  let database: DatabaseSync | undefined

  function statementOf(sql: string): StatementSync {
    // Opened at the first query: a failure is then the answer to that query and not the end of the thread.
    database ??= open()
    const statement = statements.get(sql) ?? database.prepare(sql)
    // Re-entered at the end, so that the first entry is the one not used for longest.
    statements.delete(sql)
    statements.set(sql, statement)
    const [oldest] = statements.keys()
    if (oldest !== undefined && statements.size > cachedStatements) statements.delete(oldest)
    return statement
  }

  function open(): DatabaseSync {
    const opened = new DatabaseSync(databasePath, { readOnly: true, timeout: 5000 })
    // Up to 128 MiB, as far as it is used: a list of a million numbers fits in. One that nearly does is of no use to a search,
    // which reads all of it in order: each page is gone again before it is asked for the next time.
    opened.exec('PRAGMA cache_size = -131072')
    prepare(opened)
    return opened
  }

  function answer({ id, sql, parameters }: ReaderQuestion): ReaderAnswer {
    try {
      return { id, rows: statementOf(sql).all(...parameters) }
    } catch (error) {
      const { message, code, errcode } = error as Error & { code: unknown; errcode: unknown }
      return { id, rows: [], error: { message, code, errcode } }
    }
  }

  parentPort?.on('message', (question: ReaderQuestion) => parentPort?.postMessage(answer(question)))
}
