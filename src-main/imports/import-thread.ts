import { runInThread } from '../files/file-thread'
import type { ImportAnswer, ImportTask } from './import-worker'

/**
 * @param workerPath the built `import-worker.js`
 * @returns the answers of the thread, its result last
 * @throws AppFailure `cancelled` when `signal` aborts, `file.…`, `input.invalid`
 */
export const runImportTask = (workerPath: string, task: ImportTask, signal: AbortSignal) =>
  runInThread<ImportTask, ImportAnswer>(workerPath, task, signal)
