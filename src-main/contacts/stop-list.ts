/** Numbers that no job of any account may call. Kept as hashes: the list tells whether a number is on it, not which ones are. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { inTransaction } from '../storage/transaction'
import { fromBlob, toBlob } from './hash-blob'

const partSchema = z.object({ sequence: z.number(), hashes: z.instanceof(Uint8Array) })

export function createStopList(database: DatabaseSync) {
  const insert = database.prepare('INSERT INTO stop_parts (number_count, hashes) VALUES (?, ?)')
  const update = database.prepare('UPDATE stop_parts SET number_count = ?, hashes = ? WHERE sequence = ?')
  const remove = database.prepare('DELETE FROM stop_parts WHERE sequence = ?')
  const all = database.prepare('SELECT sequence, hashes FROM stop_parts ORDER BY sequence')
  const removeAll = database.prepare('DELETE FROM stop_parts')
  const count = database.prepare('SELECT COALESCE(SUM(number_count), 0) AS numbers FROM stop_parts')

  const parts = (): { sequence: number; hashes: Float64Array }[] =>
    all.all().map((row) => {
      const { sequence, hashes } = partSchema.parse(row)
      return { sequence, hashes: fromBlob(hashes) }
    })
  const partWith = (hash: number) => parts().find(({ hashes }) => hashes.includes(hash))

  return {
    count: (): number => z.object({ numbers: z.number() }).parse(count.get()).numbers,
    hashes: (): Float64Array[] => parts().map(({ hashes }) => hashes),
    has: (hash: number): boolean => partWith(hash) !== undefined,
    /** @param added none of which is on the list */
    add(added: readonly Float64Array[]): void {
      inTransaction(database, () => {
        for (const hashes of added) if (hashes.length > 0) insert.run(hashes.length, toBlob(hashes))
      })
    },
    /** @returns false for a number that is not on it */
    remove(hash: number): boolean {
      const part = partWith(hash)
      if (!part) return false
      const rest = part.hashes.filter((value) => value !== hash)
      if (rest.length === 0) remove.run(part.sequence)
      else update.run(rest.length, toBlob(rest), part.sequence)
      return true
    },
    clear(): void {
      removeAll.run()
    },
  }
}
