/** Owned numbers of all accounts: fetched, searched, annotated. What the handlers of `numbers.*` call. */
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, ParsedInput } from '@shared/contract'
import type { NumberDetail, Refresh } from '@shared/contract/numbers'
import type { NumberOwnership } from '@shared/domain/forwarding/check'
import type { OwnedNumber } from '@shared/domain/phone-number'
import { createFaultNamer, storageErrorOf } from '../log/fault-namer'
import type { Log } from '../log/log'
import type { ExolveClient } from '../providers/exolve/client'
import type { Reader } from '../storage/reader'
import { readNumberDetail } from './number-detail'
import { createForwardingRecorder } from './forwarding-recorder'
import { createNumberQuery, type NumberQuery } from './number-query'
import { createNumberRefresh } from './number-refresh'
import { createNumberStore } from './number-store'

interface Dependencies {
  /** The one connection that writes. */
  database: DatabaseSync
  reader: Reader
  /** The client of an account. @throws AppFailure when the account is gone or disabled */
  exolve(accountId: string): Promise<ExolveClient>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  log: Log
  /** ms since 1970 */
  now(): number
}

export interface Numbers extends NumberQuery {
  /** Starts to fetch all numbers; one fetch at a time per account. */
  refresh(accountId: string): void
  cancelRefresh(accountId: string): void
  refreshState(accountId: string): Refresh
  /** Asks the provider for the present state of one number. @throws what the client throws */
  detail(accountId: string, number: string): Promise<NumberDetail>
  saveNote(input: ParsedInput<'numbers.saveNote'>): void
  /** For the description of an account. */
  countOf(accountId: string): { numberCount: number; numbersFetchedAt: number | null }
  /** Whose `digits` are, seen from a number of the account: for the check of a forwarding's display number. */
  ownershipOf(accountId: string, number: string, digits: string): NumberOwnership
  /** The same client; what it reads of a number's forwarding is shown in the list as well. */
  watching(accountId: string, exolve: ExolveClient): ExolveClient
  /** What the provider said of one number: it is the account's, or (null) it is not. */
  recordOwnership(accountId: string, number: string, owned: OwnedNumber | null): void
  /** Writes what was read of single numbers and waits to be written. */
  flush(): void
  /** Forgets all numbers and notes of an account that is being removed. */
  removeAccount(accountId: string): Promise<void>
  /** Ends what runs, before the database closes. */
  close(): void
}

export function createNumbers({ database, reader, exolve, emit, log, now }: Dependencies): Numbers {
  const store = createNumberStore(database, now)
  const query = createNumberQuery(reader, store)

  const didChange = (accountId: string) => emit('numbers.didChange', { accountId })
  const recorder = createForwardingRecorder(store, didChange)
  const refreshes = createNumberRefresh({
    store,
    exolve,
    toAppError: createFaultNamer({
      log,
      words: 'fault in the refresh of numbers',
      recognise: storageErrorOf(database),
    }),
    onDidProgress: (accountId) => emit('numbers.didRefresh', { accountId, refresh: refreshes.state(accountId) }),
    onDidPublish(accountId) {
      didChange(accountId)
      emit('accounts.didChange', {})
    },
  })
  // What an earlier run left behind.
  void store.purge()

  return {
    ...query,
    refresh: refreshes.start,
    cancelRefresh: refreshes.cancel,
    refreshState: refreshes.state,
    async detail(accountId, number) {
      const detail = await readNumberDetail(await exolve(accountId), number, now)
      recorder.record(accountId, number, detail.present.forwarding)
      return detail
    },
    saveNote({ accountId, number, note }) {
      store.saveNote(accountId, number, note)
      didChange(accountId)
    },
    countOf(accountId) {
      const list = store.present(accountId)
      return { numberCount: list?.count ?? 0, numbersFetchedAt: list?.fetchedAt ?? null }
    },
    ownershipOf(accountId, number, digits) {
      if (!store.present(accountId)) return 'unknown'
      const application = store.applicationOf(accountId, digits)
      if (application === undefined) return 'foreign'
      const own = store.applicationOf(accountId, number)
      if (!application || !own) return 'unknown'
      return application === own ? 'own' : 'otherApplication'
    },
    watching: (accountId, client) => ({
      ...client,
      async readAttributes(number, options) {
        const attributes = await client.readAttributes(number, options)
        recorder.record(accountId, number, attributes.present.forwarding)
        return attributes
      },
    }),
    recordOwnership(accountId, number, owned) {
      if (!store.recordOwnership(accountId, number, owned)) return
      didChange(accountId)
      emit('accounts.didChange', {})
    },
    flush: recorder.flush,
    async removeAccount(accountId) {
      await refreshes.forget(accountId)
      store.dropAccount(accountId)
      void store.purge()
    },
    close() {
      recorder.flush()
      refreshes.close()
      store.close()
    },
  }
}
