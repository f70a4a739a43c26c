/** One copy of the data file a day, made beside the running program. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Notice } from '@shared/contract/app'
import type { Reader } from './reader'
import { recogniseStorageError } from './storage-error'

export interface Backup {
  path: string
  /** `YYYY-MM-DD` of this machine's calendar. */
  date: string
}

const backupFolder = (folder: string): string => join(folder, 'backups')
const backupName = /^(\d{4}-\d{2}-\d{2})\.sqlite$/

/** @returns the backups in the user-data folder, newest first. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(backupFolder(folder))) return []
  return readdirSync(backupFolder(folder))
    .flatMap((name) => {
      const date = backupName.exec(name)?.[1]
      return date ? [{ path: join(backupFolder(folder), name), date }] : []
    })
    .sort((a, b) => b.date.localeCompare(a.date))
}

interface BackupOptions {
  /** The user-data folder. */
  folder: string
  databasePath: string
  /** Makes a reader for a file; all long work happens in its thread. */
  openReader(databasePath: string): Reader
  /** ms since 1970 */
  now(): number
  /** How many days of backups stay; default 3. */
  keep?: number
}

/**
 * Makes today's backup unless there is one. It is read through and found sound before it takes its name and before an
 * older one is deleted, so a file that goes bad never pushes the good backups out.
 *
 * @returns a notice when it failed, or null
 */
export async function backUpDaily({
  folder,
  databasePath,
  openReader,
  now,
  keep = 3,
}: BackupOptions): Promise<Notice | null> {
  const date = calendarDate(now())
  const path = join(backupFolder(folder), `${date}.sqlite`)
  const partial = `${path}.partial`
  try {
    if (existsSync(path)) return null
    mkdirSync(backupFolder(folder), { recursive: true })
    // Left by a program that ended half-way.
    rmSync(partial, { force: true })
    await copySoundly(databasePath, partial, openReader)
    syncFile(partial)
    renameSync(partial, path)
    for (const old of listBackups(folder).slice(keep)) rmSync(old.path, { force: true })
    return null
  } catch (error) {
    rmSync(partial, { force: true })
    const known = recogniseStorageError(error, path)
    if (!known) throw error
    return { code: 'backupFailed', params: { path }, error: known }
  }
}

async function copySoundly(from: string, to: string, openReader: (path: string) => Reader): Promise<void> {
  // VACUUM INTO reads one consistent state while main goes on writing, and fails on a page it cannot read.
  await useReader(openReader(from), (reader) => reader.all('VACUUM INTO ?', [to]))
  const [row] = await useReader(openReader(to), (reader) => reader.all('PRAGMA quick_check(1)'))
  if (JSON.stringify(row) !== '{"quick_check":"ok"}') {
    throw Object.assign(new Error('the copy is not sound'), { code: 'ERR_SQLITE_ERROR', errcode: 11 })
  }
}

async function useReader<Value>(reader: Reader, work: (reader: Reader) => Promise<Value>): Promise<Value> {
  try {
    return await work(reader)
  } finally {
    await reader.close()
  }
}

/** A rename is only as good as the bytes behind it: they are on the disk before the name is. */
function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function calendarDate(time: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
