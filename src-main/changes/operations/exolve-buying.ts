/**
 * Numbers between Exolve's stock and the account: Lock, Unlock, Buy, Delete, read back from the owned list (page
 * customer/v1/GetList) and from what is on sale (page GetFree). That a number is locked no method tells: it is what this
 * console did itself.
 */
import { z } from 'zod'
import { releaseNumberSchema, type Difference } from '@shared/contract/changes'
import {
  freeNumberSchema,
  longestReservation,
  shortestReservation,
  type FreeNumber,
  type Reservation,
} from '@shared/domain/buying/free-number'
import type { Finding, FindingCode } from '@shared/domain/finding'
import type { OwnedNumber } from '@shared/domain/phone-number'
import type { ExolveClient } from '../../providers/exolve/client'
import { exolveRequests } from '../../providers/exolve/requests'
import type { Operation, RequestOptions } from '../operation'

/** What is held for an account, as far as this console knows. */
export interface Reservations {
  /** @returns undefined for a number that is not held (any more) */
  reservation(accountId: string, number: string): Reservation | undefined
  reserve(accountId: string, reservation: Reservation): void
  unreserve(accountId: string, number: string): void
  /** The number is the account's own by now. */
  markOwned(accountId: string, number: string): void
}

interface ExolveBuyingDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  exolve(accountId: string): Promise<ExolveClient>
  reservations: Reservations
  /** Called with what the owned list says of a number; null: it is not in there. */
  onOwnership(accountId: string, number: string, owned: OwnedNumber | null): void
  /** ms since 1970 */
  now(): number
}

const stockStateSchema = z.object({
  /** `reserved`: for us. `absent`: neither ours nor on sale. */
  ownership: z.enum(['onSale', 'reserved', 'own', 'absent']),
  /** As told with it; null: not told. */
  installFee: z.number().nullable(),
  subscriptionFee: z.number().nullable(),
})
type StockState = z.infer<typeof stockStateSchema>

const lockSchema = z.object({
  operation: z.literal('exolve.lockNumber'),
  /** s */
  seconds: z.number().int().min(shortestReservation).max(longestReservation),
  /** The number as the operator saw it, its price above all. */
  facts: freeNumberSchema,
})
const unlockSchema = z.object({
  operation: z.literal('exolve.unlockNumber'),
  reservation: z.number().int(),
  facts: freeNumberSchema,
})
const buySchema = z.object({
  operation: z.literal('exolve.buyNumber'),
  reservation: z.number().int(),
  callTranscription: z.boolean(),
  speechAnalytics: z.boolean(),
  facts: freeNumberSchema,
})
type LockIntent = z.infer<typeof lockSchema>
type UnlockIntent = z.infer<typeof unlockSchema>
type BuyIntent = z.infer<typeof buySchema>
type ReleaseIntent = z.infer<typeof releaseNumberSchema>

const lockResult = z.object({ reservation: z.number().int() })
const fees = ['installFee', 'subscriptionFee'] as const
/** Enough for a number and those that contain it. */
const fewNumbers = 20

export function exolveBuying(
  deps: ExolveBuyingDeps,
): [
  Operation<LockIntent, StockState>,
  Operation<UnlockIntent, StockState>,
  Operation<BuyIntent, StockState>,
  Operation<ReleaseIntent, StockState>,
] {
  async function readOwned(accountId: string, number: string, options: RequestOptions): Promise<StockState | null> {
    const client = await deps.exolve(accountId)
    const { numbers } = await client.listOwnedNumbers({ search: number, limit: fewNumbers, offset: 0 }, options)
    const owned = numbers.find((candidate) => candidate.number === number) ?? null
    deps.onOwnership(accountId, number, owned)
    return owned && { ownership: 'own', installFee: owned.installFee, subscriptionFee: owned.subscriptionFee }
  }

  async function readStock(
    accountId: string,
    { facts: { number, typeId } }: { facts: FreeNumber },
    options: RequestOptions,
  ): Promise<StockState> {
    const owned = await readOwned(accountId, number, options)
    if (owned) return owned
    const client = await deps.exolve(accountId)
    const offers = await client.listFreeNumbers({ typeId, mask: number, limit: fewNumbers }, options)
    const offer = offers.find((candidate) => candidate.number === number)
    const price = { installFee: offer?.installFee ?? null, subscriptionFee: offer?.subscriptionFee ?? null }
    if (deps.reservations.reservation(accountId, number)) return { ownership: 'reserved', ...price }
    return { ownership: offer ? 'onSale' : 'absent', ...price }
  }

  const common = {
    objectKind: 'number',
    stateSchema: stockStateSchema,
    differences,
    objectOf: ({ facts }: { facts: FreeNumber }) => facts.number,
  }

  return [
    {
      ...common,
      name: 'exolve.lockNumber',
      intentSchema: lockSchema,
      // A reservation costs nothing and ends by itself; a second one is refused.
      repeatable: true,
      read: readStock,
      isSame: isSameOffer,
      expected: (_intent, before) => ({ ...before, ownership: 'reserved' }),
      check: (_accountId, { facts }, before) => [
        ...(before.ownership === 'own' ? [finding('error', 'buying.alreadyOwned')] : []),
        ...(before.ownership === 'absent' ? [finding('error', 'buying.notOnSale')] : []),
        ...changedPrice(facts, before),
      ],
      request: ({ facts, seconds }) => exolveRequests.lockNumber(facts.number, seconds),
      async send(accountId, { facts, seconds }, options) {
        const client = await deps.exolve(accountId)
        // Counted from before the request: the console must not believe in it for longer than the provider does.
        const until = deps.now() + seconds * 1000
        const reservation = await client.lockNumber(facts.number, seconds, undefined, options)
        deps.reservations.reserve(accountId, { ...facts, id: reservation, until })
        return { reservation }
      },
      inverse: ({ facts }, _before, result) => ({
        // Before it was sent there is no reservation to name; then only that there is a way back counts.
        intent: {
          operation: 'exolve.unlockNumber',
          reservation: lockResult.safeParse(result).data?.reservation ?? 0,
          facts,
        } satisfies UnlockIntent,
      }),
    },
    {
      ...common,
      name: 'exolve.unlockNumber',
      intentSchema: unlockSchema,
      repeatable: true,
      read: readStock,
      // Whether it is on sale again at once is not said.
      isSame: (left, right) => (left.ownership === 'reserved') === (right.ownership === 'reserved'),
      expected: (_intent, before) => ({ ...before, ownership: 'onSale' }),
      check: (_accountId, _intent, before) =>
        before.ownership === 'reserved' ? [] : [finding('error', 'buying.notReserved')],
      request: ({ facts, reservation }) => exolveRequests.unlockNumber(facts.number, reservation),
      async send(accountId, { facts, reservation }, options) {
        const client = await deps.exolve(accountId)
        await client.unlockNumber(facts.number, reservation, options)
        deps.reservations.unreserve(accountId, facts.number)
        return null
      },
      inverse: ({ facts }) => ({
        intent: { operation: 'exolve.lockNumber', seconds: longestReservation, facts } satisfies LockIntent,
      }),
    },
    {
      ...common,
      name: 'exolve.buyNumber',
      intentSchema: buySchema,
      // Costs money. After a lost answer the owned list says whether it happened; otherwise the operator decides.
      repeatable: false,
      read: readStock,
      isSame: isSameOffer,
      expected: (_intent, before) => ({ ...before, ownership: 'own' }),
      check: (_accountId, { facts, callTranscription, speechAnalytics }, before) => [
        ...(before.ownership === 'reserved' ? [] : [finding('error', 'buying.notReserved')]),
        ...(callTranscription && speechAnalytics ? [finding('error', 'buying.oneSpeechService')] : []),
        ...changedPrice(facts, before),
        finding('warning', 'buying.price', {
          installFee: facts.installFee ?? '—',
          subscriptionFee: facts.subscriptionFee ?? '—',
        }),
        finding('warning', 'buying.recording'),
      ],
      request: (intent) => exolveRequests.buyNumber(intent.facts.number, intent.reservation, speechOptions(intent)),
      async send(accountId, intent, options) {
        const client = await deps.exolve(accountId)
        await client.buyNumber(intent.facts.number, intent.reservation, speechOptions(intent), options)
        return null
      },
      inverse: () => ({ irreversible: 'exolve.buyNumber' }),
    },
    {
      ...common,
      name: 'exolve.releaseNumber',
      intentSchema: releaseNumberSchema,
      objectOf: ({ number }) => number,
      // A second time it could be somebody's purchase of the moment in between.
      repeatable: false,
      read: async (accountId, { number }, options) =>
        (await readOwned(accountId, number, options)) ?? {
          ownership: 'absent',
          installFee: null,
          subscriptionFee: null,
        },
      isSame: (left, right) => (left.ownership === 'own') === (right.ownership === 'own'),
      expected: () => ({ ownership: 'absent', installFee: null, subscriptionFee: null }),
      check: () => [finding('warning', 'buying.releaseForGood')],
      request: ({ number }) => exolveRequests.deleteNumber(number),
      async send(accountId, { number }, options) {
        const client = await deps.exolve(accountId)
        await client.deleteNumber(number, options)
        return null
      },
      inverse: () => ({ irreversible: 'exolve.releaseNumber' }),
    },
  ]
}

const finding = (severity: Finding['severity'], code: FindingCode, params: Finding['params'] = {}): Finding => ({
  path: '',
  severity,
  code,
  params,
})

/** What the operator saw, against what is asked now. A locked number may not be listed, and then no price is told. */
const changedPrice = (facts: FreeNumber, present: StockState): Finding[] =>
  fees.flatMap((fee) => {
    const [was, now] = [facts[fee], present[fee]]
    return was === null || now === null || was === now ? [] : [finding('error', 'buying.priceChanged', { was, now })]
  })

const isSamePrice = (left: number | null, right: number | null): boolean =>
  left === null || right === null || left === right

/** A price that is not told is no other price. */
function isSameOffer(left: StockState, right: StockState): boolean {
  if (left.ownership !== right.ownership) return false
  return left.ownership === 'own' || fees.every((fee) => isSamePrice(left[fee], right[fee]))
}

function differences(left: StockState, right: StockState): Difference[] {
  const ofPrice = fees
    .filter((fee) => !isSamePrice(left[fee], right[fee]))
    .map((fee) => ({ path: fee, before: String(left[fee]), after: String(right[fee]) }))
  return left.ownership === right.ownership
    ? ofPrice
    : [{ path: 'ownership', before: left.ownership, after: right.ownership }, ...ofPrice]
}

/** Only what is wanted is named: what is left out is off. */
const speechOptions = ({ callTranscription, speechAnalytics }: BuyIntent) => ({
  ...(callTranscription && { callTranscription }),
  ...(speechAnalytics && { speechAnalytics }),
})
