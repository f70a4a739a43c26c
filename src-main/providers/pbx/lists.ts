/**
 * Reading of whole lists, and of objects that may be gone. Pages of a list have a number, no total and no documented largest
 * size, and one list may not have pages at all.
 */
import { AppFailure } from '@shared/domain/app-error'
import type { CallOptions } from './client'
import type { Page } from './requests'

/** The largest size that other programs were seen to ask for. */
const perPage = 200
/** Nobody cuts pages smaller than this, so a shorter one is the last, whatever size was asked for. */
const smallestPage = 20
/** A list that moves more often than this is not read by trying harder. */
const attempts = 5

/**
 * @param onProgress objects read so far
 * @returns every object once. A list of several pages is read twice and must be the same both times: what came or went
 *   between two pages shifts all that follow.
 * @throws AppFailure `provider.listUnstable`, and what `list` throws
 */
export async function readWholeList<Item extends { id: number }>(
  list: (page: Page, options: CallOptions) => Promise<Item[]>,
  options: CallOptions = {},
  onProgress: (count: number) => void = () => undefined,
): Promise<Item[]> {
  let before: string | undefined
  for (let attempt = 0; attempt <= attempts; attempt += 1) {
    const { items, pages } = await readOnce(list, options, onProgress)
    if (pages === 1) return items
    const ids = items.map(({ id }) => id).join()
    if (ids === before) return items
    before = ids
  }
  throw new AppFailure('provider.listUnstable', { retryable: true })
}

async function readOnce<Item extends { id: number }>(
  list: (page: Page, options: CallOptions) => Promise<Item[]>,
  options: CallOptions,
  onProgress: (count: number) => void,
): Promise<{ items: Item[]; /** With something on them. */ pages: number }> {
  const items = new Map<number, Item>()
  for (let page = 1; ; page += 1) {
    const found = await list({ page, perPage }, options)
    options.signal?.throwIfAborted()
    const known = items.size
    for (const item of found) items.set(item.id, item)
    // Nothing new on a further page: the end, or a list that has no pages and always comes whole.
    if (page > 1 && items.size === known) return { items: [...items.values()], pages: page - 1 }
    onProgress(items.size)
    if (found.length < smallestPage) return { items: [...items.values()], pages: page }
  }
}

/** @returns null when the provider does not know the object. @throws every other failure */
export async function ifThere<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'provider.notFound') return null
    throw error
  }
}
