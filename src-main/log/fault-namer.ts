/** Whatever was thrown, as what the operator is told: an expected failure as it is, a bug under an id that is in the log. */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { recogniseStorageError } from '../storage/storage-error'
import type { Log } from './log'

/** @param words of the log line of a bug: `fault in a change` */
export function createFaultNamer(log: Log, database: DatabaseSync, words: string): (error: unknown) => AppError {
  return (error) => {
    if (error instanceof AppFailure) return error.error
    const known = recogniseStorageError(error, database.location() ?? '')
    if (known) return known
    const requestId = randomUUID()
    log.error(words, { requestId, stack: error instanceof Error ? error.stack : error })
    return new AppFailure('internal', { requestId }).error
  }
}
