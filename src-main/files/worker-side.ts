/** The inside of a thread that `runInThread` starts: one task, its answers, then it ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppFailure, type AppError } from '@shared/domain/app-error'

export interface WorkerSide<Entries> {
  /**
   * Sends a part of the answer; resolves when it is on its way, so that what main has not taken yet stays few.
   * @param moved memory in the entries that goes over to main without being copied; it is gone from here then
   */
  send(entries: Entries, moved?: ArrayBuffer[]): Promise<void>
  /** Tells how much is behind; now and then one of these reaches main. */
  report(progress: { done: number; total: number; rows: number }): void
}

/** Parts on their way while main works on one. */
const partsAhead = 4
/** ms between two reports */
const reportInterval = 100

/**
 * Runs the task that this thread was started with.
 * @param run resolves with the last answer. What it throws as an AppFailure, or as an error of the file system, is the answer
 *   `failed`; anything else is a bug and ends the thread
 */
export async function runTask<Task, Entries extends object>(
  run: (task: Task, side: WorkerSide<Entries>) => Promise<object>,
): Promise<void> {
  const tell = (answer: object, moved: ArrayBuffer[] = []) => parentPort?.postMessage(answer, moved)
  let credit = partsAhead
  let wake: (() => void) | undefined
  let reportedAt = 0
  parentPort?.on('message', () => {
    credit += 1
    wake?.()
  })
  const side: WorkerSide<Entries> = {
    async send(entries, moved) {
      while (credit === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      credit -= 1
      tell({ kind: 'entries', ...entries }, moved)
    },
    report(progress) {
      const now = performance.now()
      if (now - reportedAt < reportInterval) return
      reportedAt = now
      tell({ kind: 'progress', ...progress })
    },
  }
  try {
    tell(await run(workerData as Task, side))
  } catch (error) {
    tell({ kind: 'failed', error: toAppError(error) })
  } finally {
    // Nothing is awaited any more; the open port alone would keep the thread alive.
    parentPort?.close()
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppFailure) return error.error
  // What the file system says, such as ENOENT or EACCES.
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return new AppFailure('file.unreadable', { params: { reason: String(error.code) } }).error
  }
  throw error
}
