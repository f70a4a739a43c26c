/** Lists of contacts in the database. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import {
  contactCountsSchema,
  contactListSchema,
  type ContactGroup,
  type ContactList,
  type ContactRow,
} from '@shared/contract/contacts'
import type { Contact } from '@shared/domain/autocall/contact'
import { inTransaction } from '../storage/transaction'
import type { ContactPart } from './contact-sorter'
import type { PreparedCounts } from './contact-task'
import { fromBlob, toBlob } from './hash-blob'
import { parseStored, toContact } from './stored-row'

const summarySchema = z.object({
  counts: contactCountsSchema,
  zones: contactListSchema.shape.zones,
  names: z.array(z.string()),
})
const listRowSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  jobId: z.string(),
  jobName: z.string(),
  fileName: z.string(),
  createdAt: z.number(),
  summary: z.string(),
  changeId: z.string().nullable(),
})
const outcomeRowSchema = z.object({
  added: z.number(),
  waiting: z.number(),
  unknown: z.number(),
  notAdded: z.number(),
  kept: z.number(),
})
const blobRowSchema = z.object({ hashes: z.instanceof(Uint8Array), mine: z.number() })
const partRowSchema = z.object({ part: z.number(), contactCount: z.number(), isKept: z.number() })
const rowsRowSchema = z.object({ rows: z.instanceof(Uint8Array).nullable(), first: z.number() })

/** Parts read at once. */
const partsAtOnce = 64

/** The step that adds a part of `contact_parts p` of `contact_lists l`, and its change, unless that is forgotten or discarded. */
const stepOfPart = `FROM changes c JOIN change_steps s ON s.change = c.sequence AND s.position = p.part - 1
  WHERE c.id = l.change_id AND c.state <> 'planning'`
const stateOfPart = `(SELECT s.state ${stepOfPart})`
const listColumns = `id, account_id AS accountId, job_id AS jobId, job_name AS jobName, file_name AS fileName,
  created_at AS createdAt, summary, change_id AS changeId`

export type NewList = Pick<ContactList, 'id' | 'accountId' | 'jobId' | 'jobName' | 'fileName' | 'createdAt'>

export function createContactStore(database: DatabaseSync) {
  const insertList = database.prepare(
    `INSERT INTO contact_lists (id, account_id, job_id, job_name, file_name, created_at)
     VALUES (:id, :accountId, :jobId, :jobName, :fileName, :createdAt)`,
  )
  const finishList = database.prepare('UPDATE contact_lists SET summary = ? WHERE id = ?')
  const linkList = database.prepare('UPDATE contact_lists SET change_id = ? WHERE id = ?')
  const insertPart = database.prepare(
    `INSERT INTO contact_parts (list, row_group, part, first_row, row_count, hashes, rows)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const findList = database.prepare(`SELECT ${listColumns} FROM contact_lists WHERE id = ? AND summary IS NOT NULL`)
  const listsOfJob = database.prepare(
    `SELECT ${listColumns} FROM contact_lists WHERE account_id = ? AND job_id = ? AND summary IS NOT NULL
     ORDER BY created_at DESC`,
  )
  const outcomes = database.prepare(
    `SELECT COALESCE(SUM(CASE WHEN state = 'added' THEN row_count END), 0) AS added,
       COALESCE(SUM(CASE WHEN state IN ('pending', 'sent') THEN row_count END), 0) AS waiting,
       COALESCE(SUM(CASE WHEN state = 'unknown' THEN row_count END), 0) AS unknown,
       COALESCE(SUM(CASE WHEN state NOT IN ('added', 'pending', 'sent', 'unknown') THEN row_count END), 0) AS notAdded,
       COALESCE(SUM(kept), 0) AS kept
     FROM (SELECT p.row_count, p.rows IS NOT NULL AS kept,
         CASE WHEN p.added = 1 OR ${stateOfPart} = 'done' THEN 'added' ELSE COALESCE(${stateOfPart}, 'none') END AS state
       FROM contact_parts p JOIN contact_lists l ON l.id = p.list WHERE p.list = ? AND p.row_group = 'new')`,
  )
  const partsCovering = database.prepare(
    `SELECT rows, first_row AS first FROM contact_parts
     WHERE list = ?1 AND row_group = ?2 AND first_row < ?3 + ?4 AND first_row + row_count > ?3 ORDER BY part`,
  )
  const newPart = database.prepare(
    `SELECT rows, first_row AS first FROM contact_parts WHERE list = ? AND row_group = 'new' AND part = ?`,
  )
  const unknownParts = database.prepare(
    `SELECT p.part FROM contact_parts p JOIN contact_lists l ON l.id = p.list
     WHERE p.list = ? AND p.row_group = 'new' AND ${stateOfPart} = 'unknown' ORDER BY p.part`,
  )
  // What was not sent, or was refused, calls nobody.
  const calledHashes = database.prepare(
    `SELECT p.hashes, l.job_id = ?2 AS mine FROM contact_lists l JOIN contact_parts p ON p.list = l.id AND p.row_group = 'new'
     WHERE l.account_id = ?1 AND (l.job_id = ?2 OR l.created_at >= ?3)
       AND (p.added = 1 OR ${stateOfPart} IN ('pending', 'sent', 'done', 'unknown', 'conflict'))`,
  )
  const hashesOfParts = database.prepare(
    `SELECT hashes, 1 AS mine FROM contact_parts WHERE list = ? AND row_group = 'new' AND part BETWEEN ? AND ? ORDER BY part`,
  )
  const newParts = database.prepare(
    `SELECT part, row_count AS contactCount, rows IS NOT NULL AS isKept
     FROM contact_parts WHERE list = ? AND row_group = 'new' ORDER BY part`,
  )
  const settleSome = database.prepare(
    `UPDATE contact_parts SET added = 1, rows = NULL WHERE rowid IN (
       SELECT p.rowid FROM contact_lists l JOIN contact_parts p ON p.list = l.id
       WHERE l.change_id IS NOT NULL AND p.row_group = 'new' AND p.added = 0 AND ${stateOfPart} = 'done' LIMIT ?)`,
  )
  const countUnknown = database.prepare(
    `UPDATE contact_parts SET added = 1 WHERE rowid IN (
       SELECT p.rowid FROM contact_lists l JOIN contact_parts p ON p.list = l.id
       WHERE l.created_at < ? AND p.row_group = 'new' AND p.added = 0 AND ${stateOfPart} = 'unknown')`,
  )
  const relink = database.prepare(
    `UPDATE contact_lists SET change_id = (
       SELECT c.id FROM changes c JOIN change_steps s ON s.change = c.sequence AND s.position = 0
       WHERE s.operation = 'twin.addContacts' AND json_extract(s.intent, '$.listId') = contact_lists.id)
     WHERE change_id IS NULL`,
  )
  const changeExists = database.prepare("SELECT 1 FROM changes WHERE id = ? AND state <> 'planning'")
  const removeSomeParts = database.prepare(
    'DELETE FROM contact_parts WHERE rowid IN (SELECT rowid FROM contact_parts WHERE list = ? LIMIT ?)',
  )
  const hideList = database.prepare('UPDATE contact_lists SET summary = NULL, change_id = NULL WHERE id = ?')
  const removeList = database.prepare('DELETE FROM contact_lists WHERE id = ?')
  const unfinished = database.prepare('SELECT id FROM contact_lists WHERE summary IS NULL')
  const listsBefore = database.prepare('SELECT id FROM contact_lists WHERE created_at < ? AND summary IS NOT NULL')
  const listsOfAccount = database.prepare('SELECT id FROM contact_lists WHERE account_id = ?')
  const forgetSomeRows = database.prepare(
    `UPDATE contact_parts SET rows = NULL WHERE rowid IN (
       SELECT p.rowid FROM contact_lists l JOIN contact_parts p ON p.list = l.id
       WHERE l.created_at < ? AND p.rows IS NOT NULL
         AND (p.row_group <> 'new' OR COALESCE(${stateOfPart}, 'none') NOT IN ('pending', 'sent', 'unknown')) LIMIT ?)`,
  )

  function toList(row: unknown): ContactList {
    const { summary, ...list } = listRowSchema.parse(row)
    const { counts, zones } = summarySchema.parse(JSON.parse(summary))
    const { kept, ...states } = outcomeRowSchema.parse(outcomes.get(list.id))
    const changeId = list.changeId !== null && changeExists.get(list.changeId) ? list.changeId : null
    const hasOutcome = changeId !== null || states.added > 0
    return {
      ...list,
      changeId,
      counts,
      zones,
      outcomes: hasOutcome ? states : { added: 0, waiting: 0, unknown: 0, notAdded: 0 },
      hasContacts: kept > 0,
    }
  }

  function summaryOf(listId: string) {
    const row = findList.get(listId)
    return row ? summarySchema.parse(JSON.parse(listRowSchema.parse(row).summary)) : null
  }
  const rowsOf = (listId: string, rows: Uint8Array | null): ContactRow[] =>
    rows === null ? [] : parseStored(rows, summaryOf(listId)?.names ?? [])
  const ids = (rows: unknown[]): string[] => rows.map((row) => z.object({ id: z.string() }).parse(row).id)

  return {
    insertList: (list: NewList): void => void insertList.run({ ...list }),
    /** @param sent rows and parts of each group that are stored already; brought up to date */
    insertParts(
      listId: string,
      parts: readonly ContactPart[],
      sent: Map<ContactGroup, { parts: number; rows: number }>,
    ): void {
      // A list that is not finished is worth nothing after a power cut, so its parts need not wait for the disk; finishing it
      // does, and brings them along.
      const insertAll = () => {
        for (const { group, count, rows, hashes } of parts) {
          const before = sent.get(group) ?? { parts: 0, rows: 0 }
          insertPart.run(listId, group, before.parts + 1, before.rows, count, toBlob(hashes), rows)
          sent.set(group, { parts: before.parts + 1, rows: before.rows + count })
        }
      }
      inTransaction(database, insertAll, { outlives: 'crash' })
    },
    finishList: (listId: string, summary: PreparedCounts): void => void finishList.run(JSON.stringify(summary), listId),
    linkList: (listId: string, changeId: string): void => void linkList.run(changeId, listId),
    /** @returns null for a list that is not there, or not read to its end */
    find(listId: string): ContactList | null {
      const row = findList.get(listId)
      return row ? toList(row) : null
    },
    /** @returns rows of a group; null for a list that is not there. Much cheaper than `find` */
    rowCount: (listId: string, group: ContactGroup): number | null => summaryOf(listId)?.counts.groups[group] ?? null,
    ofJob: (accountId: string, jobId: string): ContactList[] => listsOfJob.all(accountId, jobId).map(toList),
    rows(listId: string, group: ContactGroup, offset: number, limit: number): ContactRow[] {
      const parts = partsCovering.all(listId, group, offset, limit).map((row) => rowsRowSchema.parse(row))
      const all = parts.flatMap(({ rows }) => rowsOf(listId, rows))
      const start = offset - (parts[0]?.first ?? offset)
      return all.slice(start, start + limit)
    },
    /** @returns null when the contacts of a part are not kept any more */
    contactsOf(listId: string, part: number): Contact[] | null {
      const row = newPart.get(listId, part)
      const { rows } = row ? rowsRowSchema.parse(row) : { rows: null }
      return rows === null ? null : rowsOf(listId, rows).map(toContact)
    },
    rowsOfPart(listId: string, part: number): ContactRow[] {
      const row = newPart.get(listId, part)
      return row ? rowsOf(listId, rowsRowSchema.parse(row).rows) : []
    },
    /** Numbers of the parts of which it is not known whether they were added. */
    unknownParts: (listId: string): number[] =>
      unknownParts.all(listId).map((row) => z.object({ part: z.number() }).parse(row).part),
    /** Of whoever the job calls, and whoever other jobs of the account call since that moment, ms since 1970. */
    calledHashes(accountId: string, jobId: string, since: number): { inJob: Float64Array[]; recent: Float64Array[] } {
      const rows = calledHashes.all(accountId, jobId, since).map((row) => blobRowSchema.parse(row))
      const pick = (mine: number) => rows.filter((row) => row.mine === mine).map(({ hashes }) => fromBlob(hashes))
      return { inJob: pick(1), recent: pick(0) }
    },
    /** Of whom the list calls, a few parts at a time. */
    *hashesOf(listId: string): Generator<Float64Array[]> {
      for (let part = 1; ; part += partsAtOnce) {
        const rows = hashesOfParts.all(listId, part, part + partsAtOnce - 1)
        if (rows.length === 0) return
        yield rows.map((row) => fromBlob(blobRowSchema.parse(row).hashes))
      }
    },
    /** What the list sends, part by part, and whether the contacts are still there. */
    newParts: (listId: string): { part: number; contactCount: number; isKept: boolean }[] =>
      newParts.all(listId).map((row) => {
        const { part, contactCount, isKept } = partRowSchema.parse(row)
        return { part, contactCount, isKept: isKept === 1 }
      }),
    /** Forgets contacts that the provider has. @returns false when nothing is left to settle */
    settleSome: (parts: number): boolean => Number(settleSome.run(parts).changes) === parts,
    /** Before their changes are forgotten: whoever may have been added since before that moment counts as added. */
    countUnknownAsAdded: (moment: number): void => void countUnknown.run(moment),
    /** Finds the changes of lists whose plan was made when the program ended. */
    relink: (): void => void relink.run(),
    hide: (listId: string): void => void hideList.run(listId),
    /** @returns false when nothing is left of the list */
    removeSome(listId: string, parts: number): boolean {
      if (Number(removeSomeParts.run(listId, parts).changes) === parts) return true
      removeList.run(listId)
      return false
    },
    /** Lists that were being read when the program ended. */
    unfinished: (): string[] => ids(unfinished.all()),
    before: (moment: number): string[] => ids(listsBefore.all(moment)),
    ofAccount: (accountId: string): string[] => ids(listsOfAccount.all(accountId)),
    /** Forgets the rows of lists older than that moment, ms since 1970, but for those that may still be sent or asked about. */
    forgetSomeRows: (moment: number, parts: number): boolean =>
      Number(forgetSomeRows.run(moment, parts).changes) === parts,
  }
}
