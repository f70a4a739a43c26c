/** Runs a task on a file in a thread of its own, so that neither its size nor its contents can hurt main. */
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppFailure } from '@shared/domain/app-error'
import type { ImportAnswer, ImportTask } from './import-worker'

/** MiB. Far above what a task needs; a file that is made to take more ends its thread and not the program. */
const memoryMaximum = 1024

/**
 * The answers of the thread in their order; the last one is its result. Leaving early ends the thread.
 * @param workerPath the built `import-worker.js`
 * @throws AppFailure `cancelled` when `signal` aborts, `file.…`, `input.invalid`
 */
export async function* runImportTask(
  workerPath: string,
  task: ImportTask,
  signal: AbortSignal,
): AsyncGenerator<Exclude<ImportAnswer, { kind: 'failed' }>> {
  if (signal.aborted) throw new AppFailure('cancelled')
  const worker = new Worker(workerPath, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMaximum },
  })
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] })) {
      const answer = message as ImportAnswer
      if (answer.kind === 'failed') throw new AppFailure(answer.error.code, answer.error)
      yield answer
      if (answer.kind === 'entries') worker.postMessage('more')
      else if (answer.kind !== 'progress') return
    }
    throw new Error('the import thread ended without a result')
  } catch (error) {
    if (signal.aborted) throw new AppFailure('cancelled')
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new AppFailure('file.tooLarge', { params: { reason: `> ${memoryMaximum} MiB` } })
    }
    throw error
  } finally {
    await worker.terminate()
  }
}
