/** The fetched numbers in the database: one complete list per account, the list that a refresh is filling, and the notes. */
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { OwnedNumber } from '@shared/domain/phone-number'
import { inTransaction } from '../storage/transaction'
import { summaryOf } from './forwarding-summary'
import { searchText } from '../storage/search-text'
import { createListMembership, inOrderOfLabels } from './list-membership'

/** The complete list of an account that everything is answered from. */
export interface PresentList {
  id: number
  count: number
  /** ms since 1970 */
  fetchedAt: number
}

/** A list being filled by a refresh. Nobody sees it before `publish`. */
export interface ListDraft {
  /** How many numbers it holds. */
  count(): number
  /** Adds numbers. @returns how many of them were not in the list yet; the others are left as they are. */
  add(numbers: readonly OwnedNumber[]): number
  /** These numbers have a SIP ID attached; all others have none. */
  markSip(numbers: readonly string[]): void
  /** Puts the list in the place of the present one. */
  publish(): void
  /** Drops the list. The present one stays. */
  discard(): void
}

export interface NumberStore {
  present(accountId: string): PresentList | undefined
  begin(accountId: string): ListDraft
  /** Keeps a note; an empty one is removed. */
  saveNote(accountId: string, number: string, note: string): void
  /** What became known of single numbers since the list was fetched, by number. @returns true when a row or a schedule differs now. */
  recordForwarding(accountId: string, readings: ReadonlyMap<string, Forwarding>): boolean
  /** A number came to the account, or (null) is not its own any more. @returns true when the list differs now. */
  recordOwnership(accountId: string, number: string, owned: OwnedNumber | null): boolean
  /** Id of the application that a number belongs to, empty for none; undefined for a number that is not in the list. */
  applicationOf(accountId: string, number: string): string | undefined
  /** Forgets all lists and notes of an account. */
  dropAccount(accountId: string): void
  /** Deletes the rows of lists that nobody sees any more, and what was read of their numbers, little by little. */
  purge(): Promise<void>
  /** Nothing is written after this: what is being filled or purged is left to the next start. */
  close(): void
  /** Rises whenever an answer may differ from an earlier one. */
  revision(): number
}

type TermKind = 'type' | 'region' | 'category' | 'application'
interface Term {
  id: number
  kind: TermKind
  value: string
  label: string
  count: number
}

/** Rows deleted in one go: about 5 ms, far below what an operator can feel. */
const purgeBatch = 1000

export function createNumberStore(database: DatabaseSync, now: () => number): NumberStore {
  const sql = {
    present: database.prepare(
      `SELECT id, count, fetched_at AS fetchedAt FROM number_lists WHERE account_id = ? AND state = 'present'`,
    ),
    addList: database.prepare(`INSERT INTO number_lists (account_id, state) VALUES (?, 'filling')`),
    discardPresent: database.prepare(
      `UPDATE number_lists SET state = 'discarded' WHERE account_id = ? AND state = 'present'`,
    ),
    publish: database.prepare(`UPDATE number_lists SET state = 'present', fetched_at = ?, count = ? WHERE id = ?`),
    discard: database.prepare(`UPDATE number_lists SET state = 'discarded' WHERE id = ?`),
    discardAll: database.prepare(`UPDATE number_lists SET state = 'discarded' WHERE account_id = ?`),
    addTerm: database.prepare(
      `INSERT INTO number_terms (list, kind, value, label, count, position) VALUES (?, ?, ?, ?, 0, 0)`,
    ),
    settleTerm: database.prepare('UPDATE number_terms SET count = ?, position = ? WHERE id = ?'),
    add: database.prepare(
      `INSERT INTO numbers (list, number, searched, type, region, category, application, has_sip, has_forwarding,
         forwarding_kind, forwarding_target, bought_at, subscription_fee, install_fee)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    markSip: database.prepare('UPDATE numbers SET has_sip = 1 WHERE list = ? AND number = ?'),
    recordForwarding: database.prepare(
      `UPDATE numbers SET has_forwarding = :has, forwarding_kind = :kind, forwarding_target = :target, searched = :searched
       WHERE list IN (SELECT id FROM number_lists WHERE account_id = :account AND state <> 'discarded')
         AND number = :number
         AND (has_forwarding IS NOT :has OR forwarding_kind IS NOT :kind OR forwarding_target <> :target)`,
    ),
    recordState: database.prepare(
      `INSERT INTO forwarding_states (account_id, number, forwarding, read_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET forwarding = excluded.forwarding, read_at = excluded.read_at`,
    ),
    stateOf: database.prepare('SELECT forwarding FROM forwarding_states WHERE account_id = ? AND number = ?'),
    nextStates: database.prepare(
      'SELECT account_id AS account FROM forwarding_states WHERE account_id > ? ORDER BY account_id LIMIT 1',
    ),
    purgeStates: database.prepare(
      `DELETE FROM forwarding_states WHERE account_id = :account
       AND number IN (SELECT number FROM forwarding_states WHERE account_id = :account LIMIT :limit)`,
    ),
    applicationOf: database.prepare(
      `SELECT number_terms.value FROM number_lists
       JOIN numbers ON numbers.list = number_lists.id
       JOIN number_terms ON number_terms.id = numbers.application
       WHERE number_lists.account_id = ? AND number_lists.state = 'present' AND numbers.number = ?`,
    ),
    saveNote: database.prepare(
      `INSERT INTO number_notes (account_id, number, note, searched) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET note = excluded.note, searched = excluded.searched`,
    ),
    removeNote: database.prepare('DELETE FROM number_notes WHERE account_id = ? AND number = ?'),
    removeNotes: database.prepare('DELETE FROM number_notes WHERE account_id = ?'),
    discarded: database.prepare(`SELECT id FROM number_lists WHERE state = 'discarded'`),
    purgeRows: database.prepare(
      'DELETE FROM numbers WHERE list = :list AND number IN (SELECT number FROM numbers WHERE list = :list LIMIT :limit)',
    ),
    purgeTerms: database.prepare('DELETE FROM number_terms WHERE list = ?'),
    purgeList: database.prepare('DELETE FROM number_lists WHERE id = ?'),
  }
  /** What can be fetched or removed again may get lost in a power cut: main does not wait for the disk. */
  const writeRepeatable = <Value>(work: () => Value): Value => inTransaction(database, work, { outlives: 'crash' })
  let revision = 0
  let purging: Promise<void> | undefined
  let closed = false

  // A list that was being filled when the program ended will never be complete.
  database.exec(`UPDATE number_lists SET state = 'discarded' WHERE state = 'filling'`)

  /** @param terms ids of type, region, category and application @returns false when the number is in the list already */
  function insert(list: number, row: OwnedNumber, terms: readonly number[]): boolean {
    const { changes } = sql.add.run(
      list,
      row.number,
      searchedOf(row.number, row.forwardingTarget),
      ...terms,
      row.hasForwarding === null ? null : Number(row.hasForwarding),
      row.forwardingKind,
      row.forwardingTarget,
      row.boughtAt,
      row.subscriptionFee,
      row.installFee,
    )
    return changes > 0
  }
  const changeMembership = createListMembership(database, insert)

  function begin(accountId: string): ListDraft {
    const list = Number(sql.addList.run(accountId).lastInsertRowid)
    const terms = new Map<string, Term>()
    let count = 0

    function termOf(kind: TermKind, value: string, label: string): Term {
      const known = terms.get(`${kind}/${value}`)
      if (known) return known
      const id = Number(sql.addTerm.run(list, kind, value, label).lastInsertRowid)
      const term = { id, kind, value, label, count: 0 }
      terms.set(`${kind}/${value}`, term)
      return term
    }

    function add(row: OwnedNumber): boolean {
      const own = [
        termOf('type', row.type, row.type),
        termOf('region', row.region, row.region),
        termOf('category', row.category, row.category),
        termOf('application', row.applicationId, row.applicationName || row.applicationId),
      ]
      const ids = own.map(({ id }) => id)
      if (!insert(list, row, ids)) return false
      for (const term of own) term.count += 1
      return true
    }

    return {
      count: () => count,
      add: (numbers) =>
        writeRepeatable(() => {
          const added = numbers.filter(add).length
          count += added
          return added
        }),
      markSip: (numbers) =>
        writeRepeatable(() => {
          for (const number of numbers) sql.markSip.run(list, number)
        }),
      publish() {
        inTransaction(database, () => {
          const ordered = inOrderOfLabels([...terms.values()])
          for (const [position, term] of ordered.entries()) sql.settleTerm.run(term.count, position, term.id)
          sql.discardPresent.run(accountId)
          sql.publish.run(now(), count, list)
        })
        revision += 1
      },
      discard() {
        if (!closed) sql.discard.run(list)
      },
    }
  }

  async function purge() {
    if (closed) return
    for (const { id } of sql.discarded.all()) {
      const list = Number(id)
      while (writeRepeatable(() => sql.purgeRows.run({ list, limit: purgeBatch })).changes > 0) {
        await nextTurn()
        if (closed) return
      }
      sql.purgeTerms.run(list)
      sql.purgeList.run(list)
    }
    await purgeStates()
  }

  /** Without a list nothing is shown of them: their account is gone, or was never fetched. */
  async function purgeStates() {
    for (let row = sql.nextStates.get(''); row; row = sql.nextStates.get(String(row['account']))) {
      const account = String(row['account'])
      if (sql.present.get(account)) continue
      while (writeRepeatable(() => sql.purgeStates.run({ account, limit: purgeBatch })).changes > 0) {
        await nextTurn()
        if (closed) return
      }
    }
  }

  return {
    present: (accountId) => sql.present.get(accountId) as PresentList | undefined,
    begin,
    saveNote(accountId, number, note) {
      if (note.trim()) sql.saveNote.run(accountId, number, note, searchText(note))
      else sql.removeNote.run(accountId, number)
      revision += 1
    },
    recordForwarding(account, readings) {
      let changes = 0
      let isDifferent = false
      writeRepeatable(() => {
        for (const [number, forwarding] of readings) {
          const { hasForwarding, forwardingKind, forwardingTarget } = summaryOf(forwarding)
          const state = JSON.stringify(forwarding)
          isDifferent ||= sql.stateOf.get(account, number)?.['forwarding'] !== state
          sql.recordState.run(account, number, state, now())
          changes += Number(
            sql.recordForwarding.run({
              account,
              number,
              has: hasForwarding === null ? null : Number(hasForwarding),
              kind: forwardingKind,
              target: forwardingTarget,
              searched: searchedOf(number, forwardingTarget),
            }).changes,
          )
        }
      })
      if (changes > 0) revision += 1
      return isDifferent || changes > 0
    },
    recordOwnership(accountId, number, owned) {
      const list = sql.present.get(accountId) as PresentList | undefined
      const changed = list !== undefined && changeMembership(list.id, number, owned)
      if (changed) revision += 1
      return changed
    },
    applicationOf(accountId, number) {
      const row = sql.applicationOf.get(accountId, number)
      return row && String(row['value'])
    },
    dropAccount(accountId) {
      inTransaction(database, () => {
        sql.discardAll.run(accountId)
        sql.removeNotes.run(accountId)
      })
      revision += 1
    },
    purge: () =>
      (purging ??= purge().finally(() => {
        purging = undefined
      })),
    close() {
      closed = true
    },
    revision: () => revision,
  }
}

// The line break keeps a search from matching the end of one and the beginning of the other.
const searchedOf = (number: string, target: string): string => (target ? `${number}\n${searchText(target)}` : number)
