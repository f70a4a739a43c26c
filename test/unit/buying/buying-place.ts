/** Buying as the program has it: real database, the change engine, the demo provider on loopback. Time is the test's. */
import { onTestFinished } from 'vitest'
import { AppFailure } from '@shared/domain/app-error'
import type { FreeNumber, FreeNumberSearch } from '@shared/domain/buying/free-number'
import { createBuying } from '../../../src-main/buying/buying'
import { createBuyingStore } from '../../../src-main/buying/buying-store'
import { exolveBuying } from '../../../src-main/changes/operations/exolve-buying'
import { exolveDetection } from '../../../src-main/changes/operations/exolve-detection'
import type { Operation } from '../../../src-main/changes/operation'
import { createNumberStore } from '../../../src-main/numbers/number-store'
import { createInlineReader } from '../../../src-main/storage/reader'
import { accountId, createWorkplace, type Workplace } from '../changes/workplace'

export async function buyingPlace({ freeNumbers = 400 } = {}) {
  const time = { now: Date.now() }
  const now = () => time.now
  const operations = (): Operation[] => [
    exolveDetection(async () => place.exolve),
    ...exolveBuying({
      exolve: async () => place.exolve,
      reservations: {
        reservation: (account, number) => store.reservation(account, number),
        reserve: (account, reservation) => store.reserve(account, reservation),
        unreserve: (account, number) => store.unreserve(account, number),
        markOwned: (account, number) => store.markOwned(account, number),
      },
      onOwnership(account, number, owned) {
        numbers.recordOwnership(account, number, owned)
        if (owned) store.markOwned(account, number)
      },
      now,
    }),
  ]
  const place: Workplace = await createWorkplace({
    now,
    sandbox: { exolve: { freeNumbers }, now },
    operations: operations(),
  })
  onTestFinished(() => place.close())
  const store = createBuyingStore(place.opened.database, now)
  const numbers = createNumberStore(place.opened.database, now)
  const buying = createBuying({
    store,
    reader: createInlineReader(place.opened.database),
    exolve: async () => place.exolve,
    changes: place.changes,
    emit: () => undefined,
    toAppError(error) {
      if (error instanceof AppFailure) return error.error
      throw error
    },
    now,
  })
  const anything: Omit<FreeNumberSearch, 'typeId'> = { regionId: null, categoryId: null, mask: '' }

  /** Searches and waits for the end. @returns what was found */
  async function search(typeId: number, more: Partial<typeof anything> = {}): Promise<FreeNumber[]> {
    await buying.search({ accountId, search: { typeId, ...anything, ...more } })
    while (buying.searchState({ accountId }).running) await new Promise((resolve) => setTimeout(resolve, 2))
    return (await found()).rows
  }
  const found = (filter: { text?: string; installFee?: number } = {}) =>
    buying.found({
      accountId,
      filter: { text: '', installFee: null, subscriptionFee: null, ...filter },
      sort: { key: 'number', descending: false },
      offset: 0,
      limit: 500,
    })

  /** A cheap number on sale, as the operator found it. */
  async function findOne(): Promise<FreeNumber> {
    const rows = await search(1105)
    const cheap = rows.find(({ installFee }) => installFee !== null && installFee < 2000)
    if (!cheap) throw new Error('the demo stock has no cheap number')
    return cheap
  }
  const reserve = (number: string) => buying.reserve({ accountId, number, seconds: 60 })
  const plan = (number: string) => buying.plan({ accountId, number, callTranscription: false, speechAnalytics: false })
  /** How often the provider received a method. */
  const received = (path: string): number => place.sandbox.ledger.entries({ path }).length

  return { ...place, time, store, numbers, buying, search, found, findOne, reserve, plan, received }
}
