/** The data file: opened, checked, brought up to date, and replaced by a backup when it is damaged. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Notice } from '@shared/contract/app'
import { type AppError } from '@shared/domain/app-error'
import { listBackups } from './backup'
import { databaseVersion, migrate } from './migration'
import { migrations, newestVersion } from './migrations'
import { recogniseStorageError } from './storage-error'

export interface OpenedDatabase {
  /** The one connection that writes. */
  database: DatabaseSync
  /** null: in memory, because the folder cannot be used; a notice says so. */
  path: string | null
  /** What the operator must know about this start. */
  notices: Notice[]
  /** Makes the next start check the whole file; called when a query met damage. */
  suspectDamage(): void
  /** Ends the connection; readers are closed before it. */
  close(): void
}

interface OpenOptions {
  /** The user-data folder; made when it is missing. */
  folder: string
  /** ms since 1970 */
  now(): number
}

/**
 * Opens `switchboard.sqlite` in the folder. A damaged file is kept under another name and the newest sound backup takes
 * its place. A folder that cannot be written leaves a database in memory that holds what the file has, so that the
 * console opens all the same; the notice says that nothing will be kept.
 *
 * Checking a file reads all of it, half a second for 100 MB, so it happens only when the last run did not end by `close`
 * or met damage: a marker beside the file lives from opening to closing. What goes bad on the disk in between is met by
 * the daily backup, which reads everything as well.
 *
 * @throws AppFailure `storage.newerVersion` when a newer version of the program wrote the file
 */
export function openDatabase({ folder, now }: OpenOptions): OpenedDatabase {
  try {
    return openOnDisk(folder, now)
  } catch (error) {
    const known = recogniseStorageError(error, folder)
    if (!known) throw error
    return openInMemory(join(folder, fileName), known)
  }
}

const fileName = 'switchboard.sqlite'

function openOnDisk(folder: string, now: () => number): OpenedDatabase {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, fileName)
  const marker = join(folder, `${fileName}-open`)
  const endedWell = !existsSync(marker)
  writeFileSync(marker, '')
  const notices: Notice[] = []
  let database: DatabaseSync
  try {
    database = openFile(path, endedWell)
  } catch (error) {
    if (recogniseStorageError(error, path)?.code !== 'storage.damaged') throw error
    notices.push(replaceDamaged(folder, path, now))
    database = openFile(path, true)
  }
  let damageSuspected = false
  return {
    database,
    path,
    notices,
    suspectDamage() {
      damageSuspected = true
    },
    close() {
      database.close()
      if (!damageSuspected) rmSync(marker, { force: true })
    },
  }
}

function openFile(path: string, trusted: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true })
  try {
    // FULL, not the usual NORMAL: in WAL mode NORMAL may lose the last commits in a power cut, and a step of a change
    // that was committed as sent must be known after it, or its request would be sent a second time.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864')
    // A file that may only be read opens without a word; this asks for the write lock and gives it back.
    database.exec('BEGIN IMMEDIATE; ROLLBACK')
    if (!trusted) checkSoundness(database)
    migrate(database, migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** @throws an error with SQLite's code for a damaged file */
function checkSoundness(database: DatabaseSync): void {
  const [row] = database.prepare('PRAGMA quick_check(1)').all()
  const message = String(row?.['quick_check'])
  if (message !== 'ok') throw Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode: 11 })
}

function replaceDamaged(folder: string, path: string, now: () => number): Notice {
  const time = new Date(now()).toISOString().replaceAll(':', '-')
  const damagedFile = join(folder, `switchboard.damaged-${time}.sqlite`)
  // If closing left the log and its index they go along: repair needs them, and they would spoil the backup.
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, damagedFile + suffix)
  }
  const backup = listBackups(folder).find(({ path: candidate }) => isGoodBackup(candidate))
  if (!backup) return { code: 'databaseRecreated', params: { damagedFile } }
  // By way of another name: a copy cut short must never be taken for the data file.
  copyFileSync(backup.path, `${path}.partial`)
  renameSync(`${path}.partial`, path)
  return { code: 'databaseRestored', params: { damagedFile, backup: backup.date } }
}

function isGoodBackup(path: string): boolean {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { readOnly: true })
    checkSoundness(database)
    const version = databaseVersion(database)
    return version > 0 && version <= newestVersion
  } catch {
    return false
  } finally {
    database?.close()
  }
}

function openInMemory(path: string, error: AppError): OpenedDatabase {
  const database = loadIntoMemory(path) ?? new DatabaseSync(':memory:', { enableForeignKeyConstraints: true })
  migrate(database, migrations)
  return {
    database,
    path: null,
    notices: [{ code: 'databaseInMemory', params: { path }, error }],
    suspectDamage() {
      // Nothing stays that a next start could check.
    },
    close() {
      database.close()
    },
  }
}

/** @returns a copy of the file's content, or undefined when it cannot be read. */
function loadIntoMemory(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true })
  // `immutable` reads a file beside which no lock file can be made.
  for (const query of ['', '?immutable=1']) {
    let file: DatabaseSync | undefined
    try {
      file = new DatabaseSync(new URL(pathToFileURL(path).href + query), { readOnly: true })
      const image = file.serialize()
      // Bytes 18 and 19 of the header say "write-ahead log", which a database in memory cannot have.
      image.set([1, 1], 18)
      database.deserialize(image)
      if (databaseVersion(database) <= newestVersion) return database
    } catch {
      // Missing, unreadable or damaged: the console opens without it, and the notice names the folder.
    } finally {
      file?.close()
    }
  }
  database.close()
  return undefined
}
