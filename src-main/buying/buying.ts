/** Numbers for sale: searched, reserved, bought. What the handlers of `buying.*` call. */
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { Dictionaries, SearchState } from '@shared/contract/buying'
import type { Change, Step } from '@shared/contract/changes'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { freeNumberSchema, type Reservation } from '@shared/domain/buying/free-number'
import type { Changes } from '../changes/changes'
import type { StoredIntent } from '../changes/operation'
import type { ExolveClient } from '../providers/exolve/client'
import type { Reader } from '../storage/reader'
import type { BuyingStore } from './buying-store'
import { queryFreeNumbers } from './free-number-query'
import { createFreeNumberSearches } from './free-number-search'

interface Dependencies {
  store: BuyingStore
  reader: Reader
  /** The client of an account. @throws AppFailure when the account is gone or disabled */
  exolve(accountId: string): Promise<ExolveClient>
  changes: Pick<Changes, 'planEntries' | 'apply' | 'ended' | 'cancel' | 'steps' | 'discard'>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  toAppError(error: unknown): AppError
  /** ms since 1970 */
  now(): number
}

export type Buying = ReturnType<typeof createBuying>

/** ms that the dictionaries are taken for the present ones. */
const dictionariesLast = 24 * 3_600_000

export function createBuying(dependencies: Dependencies) {
  const { store, reader, exolve, changes, emit, toAppError, now } = dependencies
  const didChange = (accountId: string) => emit('buying.didChange', { accountId })
  const searches = createFreeNumberSearches({ store, exolve, toAppError, onDidChange: didChange })

  async function fetchDictionaries(accountId: string): Promise<Dictionaries> {
    const { types, categories, regions } = await (await exolve(accountId)).listReferences()
    const dictionaries: Dictionaries = {
      types: types.map(({ id, name }) => ({ id, name })),
      categories: categories.map(({ id, name, typeId }) => ({ id, name, typeId })),
      regions: regions.map(({ id, name, localName }) => ({ id, name, localName })),
      fetchedAt: now(),
    }
    store.saveDictionaries(accountId, dictionaries)
    return dictionaries
  }

  const planOne = (accountId: string, intent: StoredIntent): Promise<Change> =>
    changes.planEntries({ accountId, origin: 'form', entries: [{ intent }], total: 1 })

  /**
   * Carries out one step that needs no review.
   * @throws AppFailure why it did not happen, or `outcomeUnknown`
   */
  async function carryOut(accountId: string, intent: StoredIntent): Promise<void> {
    const { id: changeId, counts } = await planOne(accountId, intent)
    const onlyStep = async (): Promise<Step | undefined> =>
      (await changes.steps({ changeId, states: [], withFindings: false, offset: 0, limit: 1 })).steps[0]
    if (counts.refused > 0) {
      const step = await onlyStep()
      await changes.discard({ changeId })
      throw failureOf(step)
    }
    await changes.apply({ changeId })
    const { state, pausedBy } = await changes.ended({ changeId })
    // Nobody would look for it among the unfinished ones.
    if (state === 'paused') await changes.cancel({ changeId })
    const step = await onlyStep()
    if (step?.state !== 'done' && step?.state !== 'unchanged') throw pausedBy ? failureFrom(pausedBy) : failureOf(step)
  }

  const found = (accountId: string, number: string) => {
    const row = store.find(accountId, number)
    if (!row) throw new AppFailure('notFound')
    return row
  }
  const held = (accountId: string, number: string): Reservation => {
    const reservation = store.reservation(accountId, number)
    if (reservation) return reservation
    throw new AppFailure('input.invalid', {
      fields: [{ path: '', severity: 'error', code: 'buying.notReserved', params: {} }],
    })
  }

  return {
    /** What is kept serves while it is young, and longer when the provider cannot be asked. */
    async dictionaries({ accountId }: ParsedInput<'buying.dictionaries'>): Promise<Dictionaries> {
      const kept = store.dictionaries(accountId)
      if (kept && now() - kept.fetchedAt < dictionariesLast) return kept
      try {
        return await fetchDictionaries(accountId)
      } catch (error) {
        if (kept && error instanceof AppFailure) return kept
        throw error
      }
    },
    search: ({ accountId, search }: ParsedInput<'buying.search'>): Promise<void> => searches.start(accountId, search),
    cancelSearch: ({ accountId }: ParsedInput<'buying.cancelSearch'>): Promise<void> => searches.cancel(accountId),
    searchState: ({ accountId }: ParsedInput<'buying.searchState'>): SearchState =>
      store.searchState(accountId, searches.isRunning(accountId)),
    found: (input: ParsedInput<'buying.found'>): Promise<Output<'buying.found'>> => queryFreeNumbers(reader, input),
    reservations: ({ accountId }: ParsedInput<'buying.reservations'>): Reservation[] => store.reservations(accountId),

    async reserve({ accountId, number, seconds }: ParsedInput<'buying.reserve'>): Promise<Reservation> {
      await carryOut(accountId, { operation: 'exolve.lockNumber', seconds, facts: found(accountId, number) })
      didChange(accountId)
      return held(accountId, number)
    },
    async unreserve({ accountId, number }: ParsedInput<'buying.unreserve'>): Promise<void> {
      const reservation = held(accountId, number)
      await carryOut(accountId, {
        operation: 'exolve.unlockNumber',
        reservation: reservation.id,
        facts: freeNumberSchema.parse(reservation),
      })
      didChange(accountId)
    },
    /** @throws AppFailure `input.invalid` when the reservation has ended */
    async plan(input: ParsedInput<'buying.plan'>): Promise<Change> {
      const { accountId, number, callTranscription, speechAnalytics } = input
      const reservation = held(accountId, number)
      return planOne(accountId, {
        operation: 'exolve.buyNumber',
        reservation: reservation.id,
        callTranscription,
        speechAnalytics,
        facts: freeNumberSchema.parse(reservation),
      })
    },
    /** Before the account is removed. */
    async removeAccount(accountId: string): Promise<void> {
      await searches.cancel(accountId)
      store.dropAccount(accountId)
    },
    /** Ends what runs, before the database closes. */
    close: searches.close,
  }
}

const failureFrom = ({ code, ...details }: AppError): AppFailure => new AppFailure(code, details)

/** Why a step was refused or failed; its findings are errors of the whole form. */
function failureOf(step: Step | undefined): AppFailure {
  if (step?.error) return failureFrom(step.error)
  const fields = step?.findings.filter(({ severity }) => severity === 'error') ?? []
  return fields.length > 0 ? new AppFailure('input.invalid', { fields }) : new AppFailure('outcomeUnknown')
}
