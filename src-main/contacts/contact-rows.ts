import type { ContactRow } from '@shared/contract/contacts'

const pageSize = 2000

/** All rows of something read by pages, up to `total`; fewer when some are not kept any more. */
export async function* contactRowsOf(
  read: (offset: number, limit: number) => ContactRow[],
  total: number,
): AsyncGenerator<ContactRow> {
  for (let offset = 0; offset < total; offset += pageSize) {
    yield* read(offset, pageSize)
    // A file of a million rows is written in many turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
