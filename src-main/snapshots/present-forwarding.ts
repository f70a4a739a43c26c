import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { concernsAccount } from '../changes/failure'
import { mapInOrder } from '../changes/ordered-map'

/** A number with its present forwarding, or with the reason why that is not known. */
export type Reading<Item> = { item: Item } & ({ present: Forwarding; error: null } | { present: null; error: AppError })

/** Enough to keep an account's requests busy. */
const readsAtOnce = 32

/**
 * Reads one number after another, in the order of the items.
 * @throws AppFailure `cancelled`, and failures that concern the whole account, such as a refused key
 */
export async function* readPresent<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  read: (item: Item) => Promise<Forwarding>,
  signal: AbortSignal,
): AsyncGenerator<Reading<Item>> {
  yield* mapInOrder(items, readsAtOnce, async (item): Promise<Reading<Item>> => {
    if (signal.aborted) throw new AppFailure('cancelled')
    try {
      return { item, present: await read(item), error: null }
    } catch (failure) {
      if (signal.aborted) throw new AppFailure('cancelled')
      if (!(failure instanceof AppFailure) || concernsAccount(failure.error)) throw failure
      return { item, present: null, error: failure.error }
    }
  })
}
