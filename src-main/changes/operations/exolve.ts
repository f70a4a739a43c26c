/** All operations on numbers of Exolve. */
import type { NumberOwnership } from '@shared/domain/forwarding/check'
import type { OwnedNumber } from '@shared/domain/phone-number'
import type { ExolveClient } from '../../providers/exolve/client'
import { exolveBuying, type Reservations } from './exolve-buying'
import { exolveDetection } from './exolve-detection'
import { exolveForwarding } from './exolve-forwarding'

interface ExolveDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  exolve(accountId: string): Promise<ExolveClient>
  reservations: Reservations
  numbers: {
    /** The same client; what it reads is shown in lists. */
    watching(accountId: string, exolve: ExolveClient): ExolveClient
    /** Whose a number is (E.164 digits), seen from the number that forwards. */
    ownershipOf(accountId: string, number: string, digits: string): NumberOwnership
    /** What the owned list says of a number; null: it is not in there. */
    recordOwnership(accountId: string, number: string, owned: OwnedNumber | null): void
  }
  /** ms since 1970 */
  now(): number
}

export function exolveOperations({ exolve, reservations, numbers, now }: ExolveDeps) {
  const watched = async (accountId: string) => numbers.watching(accountId, await exolve(accountId))
  return [
    ...exolveForwarding({ exolve: watched, ownershipOf: numbers.ownershipOf }),
    exolveDetection(watched),
    ...exolveBuying({
      exolve,
      reservations,
      onOwnership(accountId, number, owned) {
        numbers.recordOwnership(accountId, number, owned)
        if (owned) reservations.markOwned(accountId, number)
      },
      now,
    }),
  ]
}
