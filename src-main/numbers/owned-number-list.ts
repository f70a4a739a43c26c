/**
 * Reads all owned numbers of an Exolve account (page customer/v1/GetList) into a list draft.
 *
 * The page tells forwarding only when it is asked for one application, and nothing lists the applications. So the
 * account's own list is read only as far as it takes to meet every application, and each application is read whole as
 * soon as it is met: one request per page of numbers and one or two more, not two per page.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppFailure } from '@shared/domain/app-error'
import type { OwnedNumber } from '@shared/domain/phone-number'
import type { ExolveClient } from '../providers/exolve/client'
import type { OwnedNumberFilter } from '../providers/exolve/requests'
import type { ListDraft } from './number-store'

interface Reading {
  exolve: Pick<ExolveClient, 'listOwnedNumbers'>
  /** Makes an empty draft; asked for again when the list moved under the reading. */
  begin(): ListDraft
  signal: AbortSignal
  /** Numbers read so far, and how many there are in all as the provider counts. */
  onProgress(fetched: number, total: number): void
}

/** The largest page is not documented; a smaller answer is met by going on after what came. */
const pageSize = 500
/** Numbers written in one go, a few ms: between two writes main answers the window and everybody else. */
const writeSize = 100
/** A list that moves more often than this during one reading is not read by trying harder. */
const attempts = 5

/** The list changed between two pages in a way that may lose or double a number. */
class ListMoved extends Error {}

/**
 * @returns a draft with every number once, to be published or discarded by the caller
 * @throws AppFailure `provider.listUnstable`, or what the client throws; the draft is discarded then
 */
export async function readOwnedNumbers(reading: Reading): Promise<ListDraft> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const draft = reading.begin()
    try {
      await fill(draft, reading)
      return draft
    } catch (error) {
      draft.discard()
      if (!(error instanceof ListMoved)) throw error
    }
  }
  throw new AppFailure('provider.listUnstable', { retryable: true })
}

async function fill(draft: ListDraft, reading: Reading): Promise<void> {
  const addAll = async (numbers: readonly OwnedNumber[], total: number) => {
    for (let first = 0; first < numbers.length; first += writeSize) {
      const part = numbers.slice(first, first + writeSize)
      if (draft.add(part) < part.length) throw new ListMoved()
      await nextTurn()
      reading.signal.throwIfAborted()
    }
    reading.onProgress(draft.count(), total)
  }
  const met = new Set<string>()
  for await (const { numbers, total } of pages(reading, {})) {
    await addAll(
      numbers.filter(({ applicationId }) => !applicationId),
      total,
    )
    for (const { applicationId } of numbers) {
      if (!applicationId || met.has(applicationId)) continue
      met.add(applicationId)
      for await (const page of pages(reading, { applicationId })) await addAll(page.numbers, total)
    }
    if (draft.count() >= total) break
  }
  for await (const { numbers } of pages(reading, { hasSip: true })) draft.markSip(numbers.map(({ number }) => number))
  // What was bought or given up meanwhile may have been missed: then the count says so, or a number not met before.
  const { numbers, total } = await reading.exolve.listOwnedNumbers(
    { limit: pageSize, offset: 0 },
    { signal: reading.signal },
  )
  if (draft.add(numbers) > 0 || draft.count() !== total) throw new ListMoved()
}

interface Page {
  numbers: OwnedNumber[]
  total: number
}

/**
 * All pages of a filter. Pages are cut by position, so each page after the first begins with the last number of the
 * one before: when another number stands there, something before it came or went.
 */
async function* pages(
  { exolve, signal }: Reading,
  filter: Omit<OwnedNumberFilter, 'limit' | 'offset'>,
): AsyncGenerator<Page> {
  let last: OwnedNumber | undefined
  let next = 0
  for (;;) {
    const overlap = last ? 1 : 0
    const answer = await exolve.listOwnedNumbers(
      { ...filter, limit: pageSize, offset: next - overlap },
      // Cancelling takes effect between two pages as well.
      { signal },
    )
    signal.throwIfAborted()
    if (answer.numbers[0]?.number !== last?.number && last) throw new ListMoved()
    const numbers = answer.numbers.slice(overlap)
    yield { numbers, total: answer.total }
    next += numbers.length
    last = numbers.at(-1)
    if (next >= answer.total) return
    if (!last) throw new ListMoved()
  }
}
