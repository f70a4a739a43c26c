/** Runs a task on a file in a thread of its own, so that neither its size nor its contents can hurt main. */
import { on } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppFailure, type AppError } from '@shared/domain/app-error'

/** MiB. Far above what a task needs; a file that is made to take more ends its thread and not the program. */
const memoryMaximum = 1024
/** MiB for what lives as long as a row does: with the default of 48 a file of a million rows is collected twice as often. */
const usualYoungMemory = 96

/**
 * The answers of the thread in their order. `progress` is followed by others, so is `entries` once the thread was asked for
 * more; anything else is the result, and the last. Leaving early ends the thread.
 * @param workerPath the built worker; it gets the task as its `workerData`
 * @param youngMemory MiB for what lives as long as a row does
 * @throws AppFailure `cancelled` when `signal` aborts, `file.tooLarge`, and what the thread answers as `failed`
 */
export async function* runInThread<Task, Answer extends { kind: string }>(
  workerPath: string,
  task: Task,
  signal: AbortSignal,
  youngMemory = usualYoungMemory,
): AsyncGenerator<Exclude<Answer, { kind: 'failed' }>> {
  if (signal.aborted) throw new AppFailure('cancelled')
  const worker = new Worker(workerPath, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMaximum, maxYoungGenerationSizeMb: youngMemory },
  })
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] })) {
      const answer = message as Answer | { kind: 'failed'; error: AppError }
      if (isFailure(answer)) throw new AppFailure(answer.error.code, answer.error)
      // Messages that wait are all handed out within one turn; work on each must leave room for others in between.
      if (answer.kind === 'entries') await nextTurn()
      yield answer as Exclude<Answer, { kind: 'failed' }>
      if (answer.kind === 'entries') worker.postMessage('more')
      else if (answer.kind !== 'progress') return
    }
    throw new Error('the thread ended without a result')
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

const isFailure = (answer: { kind: string }): answer is { kind: 'failed'; error: AppError } => answer.kind === 'failed'
