/** Whatever was thrown, as what the operator is told: an expected failure as it is, a bug under an id that is in the log. */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { recogniseStorageError } from '../storage/storage-error'
import type { Log } from './log'

interface FaultNamerOptions {
  log: Log
  /** Of the log line of a bug: `fault in a change`. */
  words: string
  /** Names what is known without being an `AppFailure`, such as a full disk. */
  recognise(error: unknown): AppError | undefined
}

/** @returns a function that never throws; `details` go to the log with a bug */
export function createFaultNamer({ log, words, recognise }: FaultNamerOptions) {
  return (error: unknown, details: Record<string, unknown> = {}): AppError => {
    if (error instanceof AppFailure) return error.error
    const known = recognise(error)
    if (known) return known
    const requestId = randomUUID()
    log.error(words, { ...details, requestId, error })
    return new AppFailure('internal', { requestId }).error
  }
}

/** What a database and its disk are known to fail with. */
export const storageErrorOf =
  (database: DatabaseSync) =>
  (error: unknown): AppError | undefined =>
    recogniseStorageError(error, database.location() ?? '')
