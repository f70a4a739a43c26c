import type { DatabaseSync } from 'node:sqlite'

/**
 * What a committed transaction outlives. `powerCut`: it is on the disk. `crash`: it is with the operating system, which
 * writes it to the disk within seconds; a crash of the program does it no harm, a power cut takes it away together with
 * everything committed after it. For what can be fetched or made again, or is followed by a sync (`createDiskSync`):
 * a sync for each of a thousand small transactions holds up main for seconds.
 */
type Outlives = 'powerCut' | 'crash'

/**
 * Runs `work` as one transaction: all of it is on disk when this returns, or none of it is there when it throws.
 * Inside another transaction it is a part of that one and is undone by itself when it throws.
 *
 * `work` cannot be asynchronous: other code would write into the open transaction while it waits.
 */
export function inTransaction<Value>(
  database: DatabaseSync,
  work: () => Value,
  { outlives = 'powerCut' }: { outlives?: Outlives } = {},
): Value {
  const inner = database.isTransaction
  const synced = inner || outlives === 'powerCut'
  if (!synced) database.exec('PRAGMA synchronous = NORMAL')
  try {
    return asWhole(database, inner, work)
  } finally {
    if (!synced) database.exec('PRAGMA synchronous = FULL')
  }
}

function asWhole<Value>(database: DatabaseSync, inner: boolean, work: () => Value): Value {
  // IMMEDIATE takes the write lock at once, so that a read at the beginning is never too old for the write at the end.
  database.exec(inner ? 'SAVEPOINT part' : 'BEGIN IMMEDIATE')
  try {
    const value = work()
    if (value instanceof Promise) throw new TypeError('a transaction cannot wait')
    database.exec(inner ? 'RELEASE part' : 'COMMIT')
    return value
  } catch (error) {
    // SQLite itself has rolled back already after some errors, such as a full disk.
    if (database.isTransaction) database.exec(inner ? 'ROLLBACK TO part; RELEASE part' : 'ROLLBACK')
    throw error
  }
}
