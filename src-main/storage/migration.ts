import type { DatabaseSync } from 'node:sqlite'
import { AppFailure } from '@shared/domain/app-error'
import { inTransaction } from './transaction'

/** One step of the database's shape. Once released, a migration is never edited: the next change is a new version. */
export interface Migration {
  /** Rises from file to file, from 1. */
  version: number
  sql: string
}

/** @returns the version of the shape that a database has; 0: a new file. */
export function databaseVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

/**
 * Brings a database up to the newest migration, each in a transaction of its own together with its version, so that
 * a program killed half-way goes on at the next start with the migration it was in.
 *
 * @throws AppFailure `storage.newerVersion` when a newer program wrote the database; nothing is changed then.
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  const present = databaseVersion(database)
  const newest = Math.max(0, ...migrations.map(({ version }) => version))
  if (present > newest) {
    throw new AppFailure('storage.newerVersion', { params: { path: database.location() ?? '', present, newest } })
  }
  for (const { version, sql } of migrations.filter((migration) => migration.version > present)) {
    inTransaction(database, () => {
      database.exec(sql)
      // PRAGMA takes no parameters; the version is a number of our own source.
      database.exec(`PRAGMA user_version = ${version}`)
    })
  }
}
