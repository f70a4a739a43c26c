/** Long work over many simulated calls: done in parts, so that others come in between, with progress, and ended at the next part. */
import type { EventPayload } from '@shared/contract'
import { AppFailure } from '@shared/domain/app-error'

/** ms between two reports */
const reportInterval = 200

export interface TaskRun {
  /**
   * Called before each part.
   *
   * @throws AppFailure `cancelled`
   */
  goOn(done: number, total: number): void
}

export function createTasks(onProgress: (progress: EventPayload<'callFlow.didProgress'>) => void) {
  const running = new Map<string, { isCancelled: boolean }>()

  return {
    /** Another one of the same name is ended. */
    async run<Value>(task: string, work: (run: TaskRun) => Promise<Value>): Promise<Value> {
      const state = { isCancelled: false }
      const former = running.get(task)
      if (former) former.isCancelled = true
      running.set(task, state)
      let reportedAt = -Infinity
      try {
        return await work({
          goOn(done, total) {
            if (state.isCancelled) throw new AppFailure('cancelled')
            if (performance.now() - reportedAt < reportInterval) return
            reportedAt = performance.now()
            onProgress({ task, done, total })
          },
        })
      } finally {
        if (running.get(task) === state) running.delete(task)
      }
    },
    cancel(task: string): void {
      const state = running.get(task)
      if (state) state.isCancelled = true
    },
    close(): void {
      for (const state of running.values()) state.isCancelled = true
    },
  }
}
