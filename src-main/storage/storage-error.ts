import { AppFailure, type AppError } from '@shared/domain/app-error'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that say something about the disk. */
const sqlite = { busy: 5, locked: 6, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26 }
/** SQLITE_IOERR_SHMSIZE: the index of the write-ahead log could not grow, which is how a full disk looks at opening. */
const sharedMemorySize = 4874

const fullCodes = ['ENOSPC', 'EDQUOT']
const readOnlyCodes = ['EACCES', 'EPERM', 'EROFS']
const brokenCodes = ['EIO', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EMFILE', 'ENFILE', 'ENAMETOOLONG']

/**
 * Names the failures of disk and database that an operator can do something about.
 *
 * @param path the file or folder at fault, for the message
 * @returns undefined for everything else, which is a bug
 */
export function recogniseStorageError(error: unknown, path: string): AppError | undefined {
  if (!(error instanceof Error)) return undefined
  const failed = () => new AppFailure('storage.failed', { params: { path, reason: error.message } }).error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_SQLITE_ERROR' && 'errcode' in error) {
    if (error.errcode === sharedMemorySize) return new AppFailure('storage.full').error
    switch (Number(error.errcode) & 0xff) {
      case sqlite.full:
        return new AppFailure('storage.full').error
      case sqlite.readOnly:
        return new AppFailure('storage.readOnly', { params: { path } }).error
      case sqlite.corrupt:
      case sqlite.notDatabase:
        return new AppFailure('storage.damaged', { params: { path } }).error
      case sqlite.busy:
      case sqlite.locked:
      case sqlite.ioError:
      case sqlite.cannotOpen:
        return failed()
      default:
        return undefined
    }
  }
  // Only calls of the file system have both: a refused network connection is not a read-only disk.
  if (typeof code !== 'string' || !('syscall' in error) || error.syscall === 'connect') return undefined
  if (fullCodes.includes(code)) return new AppFailure('storage.full').error
  if (readOnlyCodes.includes(code)) return new AppFailure('storage.readOnly', { params: { path } }).error
  if (brokenCodes.includes(code)) return failed()
  return undefined
}
