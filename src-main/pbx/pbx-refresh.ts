/** Fetches all that accounts hold: one fetch at a time per account, with progress, and the old state until the new one is whole. */
import type { PbxChange, PbxRefresh } from '@shared/contract/pbx'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { PbxClient } from '../providers/pbx/client'
import type { LongReadings } from '../providers/pbx/long-readings'
import { fetchHoldings } from './pbx-fetch'
import type { PbxStore } from './pbx-store'

interface Dependencies {
  store: PbxStore
  pbx(accountId: string): Promise<PbxClient>
  readings: LongReadings
  /** The state of a fetch differs from what was told before. */
  onDidProgress(accountId: string): void
  /** A new state is in place. */
  onDidPublish(accountId: string): void
  /** Names a failure that is no `AppFailure`, after logging it if it is a bug. */
  toAppError(error: unknown): AppError
}

interface Run {
  cancelling: AbortController
  done: number
  total: number | null
  ended: Promise<void>
}

/** Changes that are told one by one. */
const changesTold = 100

export function createPbxRefresh({ store, pbx, readings, onDidProgress, onDidPublish, toAppError }: Dependencies) {
  const runs = new Map<string, Run>()
  const errors = new Map<string, AppError>()
  const changes = new Map<string, PbxChange[]>()
  let closed = false

  async function refresh(accountId: string, run: Omit<Run, 'ended'>): Promise<void> {
    const { signal } = run.cancelling
    try {
      const { value: holdings, startedAt } = await readings.run(accountId, 'company', await pbx(accountId), (client) =>
        fetchHoldings(client, signal, ({ done, total }) => {
          Object.assign(run, { done, total })
          onDidProgress(accountId)
        }),
      )
      // Cancelled with the very last answer: what the operator asked for counts.
      signal.throwIfAborted()
      const isFirst = store.fetchedAt(accountId) === null
      const found = store.replace(accountId, holdings, startedAt)
      if (!isFirst) changes.set(accountId, found)
      errors.delete(accountId)
      onDidPublish(accountId)
    } catch (error) {
      errors.set(accountId, signal.aborted ? new AppFailure('cancelled').error : toAppError(error))
    } finally {
      runs.delete(accountId)
      if (!closed) onDidProgress(accountId)
    }
  }

  return {
    start(accountId: string): void {
      if (runs.has(accountId)) return
      const progress = { cancelling: new AbortController(), done: 0, total: null }
      const run: Run = Object.assign(progress, { ended: Promise.resolve() })
      runs.set(accountId, run)
      changes.delete(accountId)
      run.ended = refresh(accountId, run)
      onDidProgress(accountId)
    },
    /** As `start`, or joins what is under way. @throws AppFailure why it failed, `cancelled` included */
    async fetch(accountId: string): Promise<void> {
      this.start(accountId)
      await runs.get(accountId)?.ended
      const error = errors.get(accountId)
      if (error) throw new AppFailure(error.code, error)
    },
    cancel: (accountId: string): void => runs.get(accountId)?.cancelling.abort(),
    state(accountId: string): PbxRefresh {
      const run = runs.get(accountId)
      const found = changes.get(accountId)
      return {
        state: run ? 'running' : 'idle',
        done: run?.done ?? 0,
        total: run?.total ?? null,
        fetchedAt: store.fetchedAt(accountId),
        error: run ? null : (errors.get(accountId) ?? null),
        changes: found ? { count: found.length, first: found.slice(0, changesTold) } : null,
      }
    },
    /** Ends the fetch of an account that is going away, and resolves when it writes no more. */
    async forget(accountId: string): Promise<void> {
      const run = runs.get(accountId)
      run?.cancelling.abort()
      await run?.ended
      errors.delete(accountId)
      changes.delete(accountId)
    },
    /** Ends every fetch under way; nothing is written or told after this. */
    async close(): Promise<void> {
      closed = true
      const ended = [...runs.values()].map(({ cancelling, ended: end }) => {
        cancelling.abort()
        return end
      })
      await Promise.all(ended)
    },
  }
}
