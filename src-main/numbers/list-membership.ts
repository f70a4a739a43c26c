/** Single numbers that came to an account or went from it, in the list that is there: no refresh of all of them for one. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { OwnedNumber } from '@shared/domain/phone-number'
import { inTransaction } from '../storage/transaction'

const termRow = z.object({ id: z.number(), label: z.string() })
const kinds = ['type', 'region', 'category', 'application'] as const

/**
 * @param add inserts the row; it knows the columns
 * @returns a function that puts a number into a list or takes it out; true when the list differs now
 */
export function createListMembership(
  database: DatabaseSync,
  add: (list: number, row: OwnedNumber, terms: readonly number[]) => unknown,
) {
  const sql = {
    find: database.prepare('SELECT type, region, category, application FROM numbers WHERE list = ? AND number = ?'),
    remove: database.prepare('DELETE FROM numbers WHERE list = ? AND number = ?'),
    count: database.prepare('UPDATE number_lists SET count = count + ? WHERE id = ?'),
    findTerm: database.prepare('SELECT id, label FROM number_terms WHERE list = ? AND kind = ? AND value = ?'),
    terms: database.prepare('SELECT id, label FROM number_terms WHERE list = ?'),
    addTerm: database.prepare(
      'INSERT INTO number_terms (list, kind, value, label, count, position) VALUES (?, ?, ?, ?, 0, 0)',
    ),
    countTerm: database.prepare('UPDATE number_terms SET count = count + ? WHERE id = ?'),
    place: database.prepare('UPDATE number_terms SET position = ? WHERE id = ?'),
  }

  function termOf(list: number, kind: string, value: string, label: string): number {
    const known = sql.findTerm.get(list, kind, value)
    if (known) return termRow.parse(known).id
    const id = Number(sql.addTerm.run(list, kind, value, label).lastInsertRowid)
    inOrderOfLabels(sql.terms.all(list).map((row) => termRow.parse(row))).forEach((term, position) =>
      sql.place.run(position, term.id),
    )
    return id
  }

  /** @param owned what the provider says of it; null: it is not the account's (any more) */
  return (list: number, number: string, owned: OwnedNumber | null): boolean => {
    const row = sql.find.get(list, number)
    if ((row !== undefined) === (owned !== null)) return false
    inTransaction(database, () => {
      const terms = owned
        ? [
            termOf(list, 'type', owned.type, owned.type),
            termOf(list, 'region', owned.region, owned.region),
            termOf(list, 'category', owned.category, owned.category),
            termOf(list, 'application', owned.applicationId, owned.applicationName || owned.applicationId),
          ]
        : kinds.map((kind) => Number(row?.[kind]))
      const step = owned ? 1 : -1
      for (const term of terms) sql.countTerm.run(step, term)
      sql.count.run(step, list)
      if (owned) add(list, owned, terms)
      else sql.remove.run(list, number)
    })
    return true
  }
}

/** Put in order here, because SQLite compares letters by their code: Ё would stand before А. */
export function inOrderOfLabels<Term extends { label: string }>(terms: readonly Term[]): Term[] {
  const { compare } = new Intl.Collator('ru', { numeric: true })
  return terms.toSorted((one, other) => compare(one.label, other.label))
}
