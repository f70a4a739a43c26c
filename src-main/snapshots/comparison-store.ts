/** Comparisons of snapshots in the database: one per account that is seen, and the one being made. */
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Output, ParsedInput } from '@shared/contract'
import { differenceSchema } from '@shared/contract/changes'
import { snapshotStatuses, type ComparedNumber, type Comparison } from '@shared/contract/snapshots'
import { appErrorSchema } from '@shared/domain/app-error'
import { forwardingSchema, type Forwarding } from '@shared/domain/forwarding/forwarding'
import type { SnapshotNumber } from '@shared/domain/snapshot'
import type { Reader } from '../storage/reader'
import { inTransaction } from '../storage/transaction'

export type ComparisonHead = Omit<Comparison, 'counts'>
export type ComparisonRow = ComparedNumber & { saved: Forwarding | null }

const json = z.string().transform((text): unknown => JSON.parse(text))
const headSchema = z.object({
  id: z.number(),
  fileName: z.string(),
  takenAt: z.number(),
  comparedAt: z.number(),
  accountLabel: z.string(),
})
const numberSchema = z.object({
  number: z.string(),
  status: z.enum(snapshotStatuses),
  differences: json.pipe(z.array(differenceSchema)),
  error: json.pipe(appErrorSchema).nullable(),
})
const savedSchema = z.object({ number: z.string(), saved: json.pipe(forwardingSchema) })
const countSchema = z.object({ status: z.enum(snapshotStatuses), count: z.number() })
const totalSchema = z.tuple([z.object({ total: z.number() })])

/** Rows deleted or read in one go: few ms. */
const rowsAtOnce = 1000

export function createComparisonStore(database: DatabaseSync, reader: Reader) {
  const insert = database.prepare(
    `INSERT INTO comparisons (account_id, state, file_name, taken_at, compared_at, account_label)
     VALUES (?, 'filling', ?, ?, ?, ?)`,
  )
  const insertNumber = database.prepare(
    'INSERT INTO compared_numbers (comparison, number, status, saved, differences, error) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const present = database.prepare(
    `SELECT id, file_name AS fileName, taken_at AS takenAt, compared_at AS comparedAt, account_label AS accountLabel
     FROM comparisons WHERE account_id = ? AND state = 'present'`,
  )
  const discardPresent = database.prepare(
    "UPDATE comparisons SET state = 'discarded' WHERE account_id = ? AND state = 'present'",
  )
  const setState = database.prepare('UPDATE comparisons SET state = ? WHERE id = ?')
  const discardHalf = database.prepare("UPDATE comparisons SET state = 'discarded' WHERE state = 'filling'")
  const findDiscarded = database.prepare("SELECT id FROM comparisons WHERE state = 'discarded' LIMIT 1")
  const deleteNumbers = database.prepare(
    `DELETE FROM compared_numbers WHERE comparison = ?1
     AND number IN (SELECT number FROM compared_numbers WHERE comparison = ?1 LIMIT ?2)`,
  )
  const deleteComparison = database.prepare('DELETE FROM comparisons WHERE id = ?')
  let closed = false

  const find = (accountId: string) => {
    const row = present.get(accountId)
    return row && headSchema.parse(row)
  }

  /** Deletes what nobody sees any more, little by little. */
  async function purge(): Promise<void> {
    for (let row = findDiscarded.get(); row && !closed; row = closed ? undefined : findDiscarded.get()) {
      const id = Number(row['id'])
      if (Number(deleteNumbers.run(id, rowsAtOnce).changes) < rowsAtOnce) deleteComparison.run(id)
      await nextTurn()
    }
  }

  // What an earlier run left behind.
  discardHalf.run()
  void purge()

  return {
    /** A comparison that nobody sees before `publish`. */
    begin(accountId: string, { fileName, takenAt, comparedAt, accountLabel }: ComparisonHead) {
      const id = Number(insert.run(accountId, fileName, takenAt, comparedAt, accountLabel).lastInsertRowid)
      return {
        add(rows: readonly ComparisonRow[]): void {
          const insertAll = () => {
            for (const { number, status, saved, differences, error } of rows) {
              const values = [
                saved && JSON.stringify(saved),
                JSON.stringify(differences),
                error && JSON.stringify(error),
              ]
              insertNumber.run(id, number, status, ...values)
            }
          }
          inTransaction(database, insertAll, { outlives: 'crash' })
        },
        publish(): void {
          inTransaction(database, () => {
            discardPresent.run(accountId)
            setState.run('present', id)
          })
          void purge()
        },
        discard(): void {
          setState.run('discarded', id)
          void purge()
        },
      }
    },

    async read(accountId: string): Promise<Comparison | null> {
      const found = find(accountId)
      if (!found) return null
      const { id, ...head } = found
      const rows = await reader.all(
        'SELECT status, COUNT(*) AS count FROM compared_numbers WHERE comparison = ? GROUP BY status',
        [id],
      )
      const counts = { different: 0, same: 0, missing: 0, added: 0, unread: 0 }
      for (const { status, count } of z.array(countSchema).parse(rows)) counts[status] = count
      return { ...head, counts }
    },

    async numbers(input: ParsedInput<'snapshots.numbers'>): Promise<Output<'snapshots.numbers'>> {
      const { accountId, statuses, text, offset, limit } = input
      const id = find(accountId)?.id
      if (id === undefined) return { total: 0, numbers: [] }
      const digits = text.replaceAll(/\D/g, '')
      const condition = [
        'comparison = ?',
        ...(statuses.length > 0 ? ['status IN (SELECT value FROM json_each(?))'] : []),
        ...(text.trim() === '' ? [] : ['number LIKE ?']),
      ].join(' AND ')
      const parameters = [
        id,
        ...(statuses.length > 0 ? [JSON.stringify(statuses)] : []),
        ...(text.trim() === '' ? [] : [digits === '' ? '' : `%${digits}%`]),
      ]
      const [[{ total }], rows] = await Promise.all([
        reader
          .all(`SELECT COUNT(*) AS total FROM compared_numbers WHERE ${condition}`, parameters)
          .then(totalSchema.parse),
        reader.all(
          `SELECT number, status, differences, error FROM compared_numbers WHERE ${condition}
           ORDER BY number LIMIT ? OFFSET ?`,
          [...parameters, limit, offset],
        ),
      ])
      return { total, numbers: z.array(numberSchema).parse(rows) }
    },

    /** What the snapshot holds for each number that differs, in the order of the numbers. */
    async *differing(accountId: string): AsyncGenerator<SnapshotNumber> {
      const id = find(accountId)?.id
      if (id === undefined) return
      for (let after = ''; ;) {
        const rows = await reader.all(
          `SELECT number, saved FROM compared_numbers
           WHERE comparison = ? AND status = 'different' AND number > ? ORDER BY number LIMIT ?`,
          [id, after, rowsAtOnce],
        )
        const numbers = z.array(savedSchema).parse(rows)
        yield* numbers.map(({ number, saved }) => ({ number, forwarding: saved }))
        if (numbers.length < rowsAtOnce) return
        after = numbers.at(-1)?.number ?? ''
      }
    },

    /** Forgets the comparison of an account that is being removed. */
    removeAccount(accountId: string): void {
      discardPresent.run(accountId)
      void purge()
    },
    close(): void {
      closed = true
    },
  }
}
