/** Fetches the list of an account again: one refresh at a time per account, with progress, and the old list until the new one is whole. */
import type { Refresh } from '@shared/contract/numbers'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { ExolveClient } from '../providers/exolve/client'
import type { NumberStore } from './number-store'
import { readOwnedNumbers } from './owned-number-list'

export interface NumberRefresh {
  /** Starts a refresh in the background; one that is under way goes on as it is. */
  start(accountId: string): void
  /** Ends a refresh under way; the old list stays. */
  cancel(accountId: string): void
  state(accountId: string): Refresh
  /** Ends the refresh of an account that is going away, and resolves when it writes no more. */
  forget(accountId: string): Promise<void>
  /** Ends every refresh under way; nothing is written or told after this. */
  close(): void
}

interface Dependencies {
  store: NumberStore
  exolve(accountId: string): Promise<ExolveClient>
  /** The state of a refresh differs from what was told before. */
  onDidProgress(accountId: string): void
  /** A new list is in place. */
  onDidPublish(accountId: string): void
  /** Names a failure that is no `AppFailure`, after logging it if it is a bug. */
  toAppError(error: unknown): AppError
}

interface Run {
  cancelling: AbortController
  fetched: number
  total: number | null
  ended: Promise<void>
}

export function createNumberRefresh(dependencies: Dependencies): NumberRefresh {
  const { store, exolve, onDidProgress, onDidPublish, toAppError } = dependencies
  const runs = new Map<string, Run>()
  /** Why the last try of an account failed. */
  const errors = new Map<string, AppError>()
  let closed = false

  async function refresh(accountId: string, run: Omit<Run, 'ended'>) {
    const { signal } = run.cancelling
    try {
      const draft = await readOwnedNumbers({
        exolve: await exolve(accountId),
        begin: () => store.begin(accountId),
        signal,
        onProgress(fetched, total) {
          Object.assign(run, { fetched, total })
          onDidProgress(accountId)
        },
      })
      // Cancelled with the very last answer: what the operator asked for counts.
      if (signal.aborted) draft.discard()
      signal.throwIfAborted()
      draft.publish()
      errors.delete(accountId)
      onDidPublish(accountId)
    } catch (error) {
      errors.set(accountId, signal.aborted ? new AppFailure('cancelled').error : toAppError(error))
    } finally {
      runs.delete(accountId)
      if (!closed) {
        onDidProgress(accountId)
        void store.purge()
      }
    }
  }

  async function end(accountId: string) {
    const run = runs.get(accountId)
    run?.cancelling.abort()
    await run?.ended
  }

  return {
    start(accountId) {
      if (runs.has(accountId)) return
      const progress = { cancelling: new AbortController(), fetched: 0, total: null }
      const run: Run = Object.assign(progress, { ended: Promise.resolve() })
      runs.set(accountId, run)
      run.ended = refresh(accountId, run)
      onDidProgress(accountId)
    },
    cancel: (accountId) => runs.get(accountId)?.cancelling.abort(),
    state(accountId) {
      const run = runs.get(accountId)
      return {
        state: run ? 'running' : 'idle',
        fetched: run?.fetched ?? 0,
        total: run?.total ?? null,
        fetchedAt: store.present(accountId)?.fetchedAt ?? null,
        error: run ? null : (errors.get(accountId) ?? null),
      }
    },
    async forget(accountId) {
      await end(accountId)
      errors.delete(accountId)
    },
    close() {
      closed = true
      for (const { cancelling } of runs.values()) cancelling.abort()
    },
  }
}
