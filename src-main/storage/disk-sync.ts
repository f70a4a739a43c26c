/**
 * Makes commits outlive a power cut without holding up main: SQLite's own sync, within COMMIT, stops the thread that asks
 * for it, for as long as the disk takes.
 */
import { open, type FileHandle } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'

export interface DiskSync {
  /**
   * @returns when everything that was committed before the call is on the disk
   * @throws the error of the file system
   */
  sync(): Promise<void>
  /** Called before the database is closed, and after the last `sync` has ended. */
  close(): Promise<void>
}

/**
 * In WAL mode a commit is what was appended to the log beside the data file, in the order of the commits. The log is
 * synced by its file, whichever handle asks; what SQLite moved from there into the data file it synced before.
 */
export function createDiskSync(database: DatabaseSync): DiskSync {
  const path = database.location()
  let log: Promise<FileHandle> | undefined
  return {
    async sync() {
      // A database in memory is gone with the program anyway.
      if (path === null) return
      // Opened after a commit, which made the file; it stays the same one until the database is closed. For writing,
      // because Windows syncs only for those who may write.
      log ??= open(`${path}-wal`, 'r+')
      const handle = await log.catch((error: unknown) => {
        log = undefined
        throw error
      })
      await handle.datasync()
    },
    async close() {
      const handle = await log?.catch(() => undefined)
      log = undefined
      await handle?.close()
    },
  }
}
