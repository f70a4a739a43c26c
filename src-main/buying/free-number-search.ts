/** Fetches what is on sale (page "getting free numbers") into the store, page by page, so that the first are there at once. */
import { mostFound } from '@shared/contract/buying'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { FreeNumberSearch } from '@shared/domain/buying/free-number'
import type { ExolveClient } from '../providers/exolve/client'
import type { BuyingStore } from './buying-store'

interface Dependencies {
  store: BuyingStore
  exolve(accountId: string): Promise<Pick<ExolveClient, 'listFreeNumbers'>>
  toAppError(error: unknown): AppError
  onDidChange(accountId: string): void
}

export interface FreeNumberSearches {
  /** Starts in the background; a search under way is ended. */
  start(accountId: string, search: FreeNumberSearch): Promise<void>
  /** Ends a search under way, when it writes no more. What was found stays. */
  cancel(accountId: string): Promise<void>
  isRunning(accountId: string): boolean
  /** Ends all of them, when they write no more. */
  close(): Promise<void>
}

/** The largest page is not documented; a smaller answer is met by going on after what came. */
const pageSize = 200

export function createFreeNumberSearches(dependencies: Dependencies): FreeNumberSearches {
  const { store, exolve, toAppError, onDidChange } = dependencies
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>()

  async function fetchPages(accountId: string, search: FreeNumberSearch, signal: AbortSignal): Promise<void> {
    let error: AppError | null = null
    let cut = true
    try {
      const client = await exolve(accountId)
      const { typeId, regionId, categoryId, mask } = search
      const filter = {
        typeId,
        ...(regionId !== null && { regionId }),
        ...(categoryId !== null && { categoryId }),
        ...(mask !== '' && { mask }),
      }
      for (let offset = 0; offset < mostFound;) {
        const page = await client.listFreeNumbers({ ...filter, limit: pageSize, offset }, { signal })
        signal.throwIfAborted()
        const added = store.addFound(
          accountId,
          page.map((number) => ({ ...number, typeId })),
        )
        offset += page.length
        // There is no total: the end is a page with nothing in it, or nothing new.
        cut = added > 0
        if (!cut) break
        onDidChange(accountId)
      }
    } catch (thrown) {
      error = signal.aborted ? new AppFailure('cancelled').error : toAppError(thrown)
    }
    store.endSearch(accountId, cut, error?.code === 'cancelled' ? null : error)
  }

  async function cancel(accountId: string): Promise<void> {
    const run = running.get(accountId)
    run?.stop.abort()
    await run?.ended
  }

  return {
    async start(accountId, search) {
      await cancel(accountId)
      store.beginSearch(accountId, search)
      const stop = new AbortController()
      const ended = fetchPages(accountId, search, stop.signal).finally(() => {
        running.delete(accountId)
        onDidChange(accountId)
      })
      running.set(accountId, { stop, ended })
      onDidChange(accountId)
    },
    cancel,
    isRunning: (accountId) => running.has(accountId),
    async close() {
      await Promise.all([...running.keys()].map(cancel))
    },
  }
}
