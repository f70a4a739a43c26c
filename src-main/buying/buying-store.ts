/** What is known of numbers on sale: the dictionaries, the last search of each account, the reservations. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { dictionariesSchema, searchStateSchema, type Dictionaries, type SearchState } from '@shared/contract/buying'
import { appErrorSchema, type AppError } from '@shared/domain/app-error'
import {
  freeNumberSchema,
  freeNumberSearchSchema,
  type FreeNumber,
  type FreeNumberSearch,
  type Reservation,
} from '@shared/domain/buying/free-number'
import { inTransaction } from '../storage/transaction'

export type BuyingStore = ReturnType<typeof createBuyingStore>

const json = z.string().transform((text): unknown => JSON.parse(text))
const searchRow = z.object({
  search: json.pipe(freeNumberSearchSchema),
  cut: z.number().transform(Boolean),
  endedAt: z.number().nullable(),
  error: json.pipe(appErrorSchema).nullable(),
})
const reservationRow = z.object({
  id: z.number(),
  until: z.number(),
  facts: json.pipe(freeNumberSchema),
})

export const freeNumberColumns = `number, type_id AS typeId, type, region, category, subscription_fee AS subscriptionFee,
  install_fee AS installFee, incoming_calls AS incomingCalls, outgoing_calls AS outgoingCalls, incoming_sms AS incomingSms,
  outgoing_sms AS outgoingSms`

const flag = z.number().transform(Boolean)
const freeNumberRow = freeNumberSchema.extend({
  incomingCalls: flag,
  outgoingCalls: flag,
  incomingSms: flag,
  outgoingSms: flag,
})
export const parseFreeNumber = (row: unknown): FreeNumber => freeNumberRow.parse(row)

/** @param now ms since 1970 */
export function createBuyingStore(database: DatabaseSync, now: () => number) {
  const sql = {
    dictionaries: database.prepare('SELECT content FROM dictionaries WHERE account_id = ?'),
    saveDictionaries: database.prepare(
      'INSERT OR REPLACE INTO dictionaries (account_id, content, fetched_at) VALUES (?, ?, ?)',
    ),
    dropDictionaries: database.prepare('DELETE FROM dictionaries WHERE account_id = ?'),
    search: database.prepare(
      'SELECT search, cut, ended_at AS endedAt, error FROM free_number_searches WHERE account_id = ?',
    ),
    begin: database.prepare('INSERT OR REPLACE INTO free_number_searches (account_id, search, cut) VALUES (?, ?, 0)'),
    end: database.prepare('UPDATE free_number_searches SET cut = ?, ended_at = ?, error = ? WHERE account_id = ?'),
    dropSearch: database.prepare('DELETE FROM free_number_searches WHERE account_id = ?'),
    count: database.prepare('SELECT COUNT(*) AS count FROM free_numbers WHERE account_id = ?'),
    find: database.prepare(`SELECT ${freeNumberColumns} FROM free_numbers WHERE account_id = ? AND number = ?`),
    add: database.prepare(
      `INSERT INTO free_numbers (account_id, number, type_id, type, region, category, subscription_fee, install_fee,
         incoming_calls, outgoing_calls, incoming_sms, outgoing_sms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    remove: database.prepare('DELETE FROM free_numbers WHERE account_id = ? AND number = ?'),
    removeAll: database.prepare('DELETE FROM free_numbers WHERE account_id = ?'),
    reservations: database.prepare(
      `SELECT reservation AS id, until, facts FROM number_reservations WHERE account_id = ? AND until > ? ORDER BY until`,
    ),
    reserve: database.prepare(
      'INSERT OR REPLACE INTO number_reservations (account_id, number, reservation, until, facts) VALUES (?, ?, ?, ?, ?)',
    ),
    unreserve: database.prepare('DELETE FROM number_reservations WHERE account_id = ? AND number = ?'),
    dropReservations: database.prepare('DELETE FROM number_reservations WHERE account_id = ?'),
  }
  // A search that was under way when the program ended found what it found.
  database.exec('UPDATE free_number_searches SET cut = 1, ended_at = 0 WHERE ended_at IS NULL')

  const reservations = (accountId: string): Reservation[] =>
    sql.reservations.all(accountId, now()).map((row) => {
      const { id, until, facts } = reservationRow.parse(row)
      return { ...facts, id, until }
    })

  return {
    dictionaries(accountId: string): Dictionaries | null {
      const row = sql.dictionaries.get(accountId)
      return row ? dictionariesSchema.parse(JSON.parse(String(row['content']))) : null
    },
    saveDictionaries(accountId: string, dictionaries: Dictionaries): void {
      sql.saveDictionaries.run(accountId, JSON.stringify(dictionaries), dictionaries.fetchedAt)
    },

    beginSearch(accountId: string, search: FreeNumberSearch): void {
      inTransaction(database, () => {
        sql.removeAll.run(accountId)
        sql.begin.run(accountId, JSON.stringify(search))
      })
    },
    /** @returns how many of them were not found before */
    addFound(accountId: string, numbers: readonly FreeNumber[]): number {
      return inTransaction(database, () => {
        let added = 0
        for (const row of numbers) {
          const { number, typeId, type, region, category, subscriptionFee, installFee } = row
          const options = [row.incomingCalls, row.outgoingCalls, row.incomingSms, row.outgoingSms].map(Number)
          const facts = [number, typeId, type, region, category, subscriptionFee, installFee]
          added += Number(sql.add.run(accountId, ...facts, ...options).changes)
        }
        return added
      })
    },
    endSearch(accountId: string, cut: boolean, error: AppError | null): void {
      sql.end.run(Number(cut), now(), error && JSON.stringify(error), accountId)
    },
    searchState(accountId: string, running: boolean): SearchState {
      const row = sql.search.get(accountId)
      const found = Number(sql.count.get(accountId)?.['count'] ?? 0)
      if (!row) return { search: null, running, found, cut: false, endedAt: null, error: null }
      return searchStateSchema.parse({ ...searchRow.parse(row), running, found })
    },
    find(accountId: string, number: string): FreeNumber | undefined {
      const row = sql.find.get(accountId, number)
      return row && parseFreeNumber(row)
    },
    /** The number is the account's own by now. */
    markOwned(accountId: string, number: string): void {
      sql.remove.run(accountId, number)
      sql.unreserve.run(accountId, number)
    },

    /** Those that have not ended; the one that ends first before the others. */
    reservations,
    reservation: (accountId: string, number: string): Reservation | undefined =>
      reservations(accountId).find((held) => held.number === number),
    reserve(accountId: string, { id, until, ...facts }: Reservation): void {
      sql.reserve.run(accountId, facts.number, id, until, JSON.stringify(facts))
    },
    unreserve(accountId: string, number: string): void {
      sql.unreserve.run(accountId, number)
    },

    dropAccount(accountId: string): void {
      inTransaction(database, () => {
        for (const drop of [sql.dropDictionaries, sql.dropSearch, sql.removeAll, sql.dropReservations]) {
          drop.run(accountId)
        }
      })
    },
  }
}
