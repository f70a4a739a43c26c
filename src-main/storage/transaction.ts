import type { DatabaseSync } from 'node:sqlite'

/**
 * Runs `work` as one transaction: all of it is on disk when this returns, or none of it is there when it throws.
 * Inside another transaction it is a part of that one and is undone by itself when it throws.
 *
 * `work` cannot be asynchronous: other code would write into the open transaction while it waits.
 */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  const inner = database.isTransaction
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
