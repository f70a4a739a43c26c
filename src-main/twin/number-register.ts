/** The console's own record of the numbers it sent to Twin, which no method of the provider lists. */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { StepState } from '@shared/contract/changes'
import { numberOutcomes, type NumberOutcome, type RegisteredNumber } from '@shared/contract/number-batches'
import { numberRowSchema, numberRuleSchema, type NumberRow, type NumberRule } from '@shared/domain/number-batch/batch'
import type { SavedNumber } from '@shared/domain/twin-snapshot'
import { searchTerms, searchText } from '../storage/search-text'
import { inTransaction } from '../storage/transaction'

interface Part {
  rule: NumberRule
  rows: NumberRow[]
  /** SIP passwords in the order of the rows, sealed; null: there are none, or they are not needed any more. */
  sealed: string | null
}

interface RegisterQuery {
  accountId: string
  text: string
  outcomes: readonly NumberOutcome[]
}

export interface NumberRegister {
  begin(batch: { id: string; accountId: string; rule: NumberRule; createdAt: number }): void
  /** Numbers that an earlier console sent, as a snapshot of that moment (ms since 1970) tells of them. */
  enter(accountId: string, takenAt: number, numbers: readonly SavedNumber[]): void
  /** Every number that was sent, as it was sent last, by number. */
  sentNumbers(accountId: string): SavedNumber[]
  /** @param hasPassword in the order of the rows */
  addPart(
    batchId: string,
    part: number,
    rows: readonly NumberRow[],
    hasPassword: boolean[],
    sealed: string | null,
  ): void
  /** Forgets a batch that came to nothing. */
  drop(batchId: string): void
  /** @returns undefined when it is not there */
  readPart(batchId: string, part: number): Part | undefined
  /** Called inside the transaction that records the step. */
  record(batchId: string, part: number, state: StepState): void
  /** Numbers of the part that another batch of the account has sent. */
  sentBefore(batchId: string, part: number): string[]
  query(
    filter: RegisterQuery,
    page: { offset: number; limit: number },
  ): { total: number; numbers: RegisteredNumber[]; counts: Record<NumberOutcome, number> }
  /** Forgets what was planned before that moment, ms since 1970, and never sent. */
  dropPlannedBefore(moment: number): void
  removeAccount(accountId: string): void
}

const partSchema = z.object({ rule: z.string(), sealed: z.string().nullable(), accountId: z.string() })
const detailsSchema = numberRowSchema.omit({ number: true, title: true })
const rowSchema = z.object({ number: z.string(), title: z.string(), details: z.string() })
const registeredSchema = rowSchema.extend({
  sequence: z.number(),
  hasPassword: z.number(),
  state: z.enum(numberOutcomes),
  sentAt: z.number().nullable(),
  rule: z.string(),
  enteredFrom: z.number().nullable(),
})
const sentSchema = rowSchema.extend({
  hasPassword: z.number(),
  state: z.enum(['accepted', 'sent']),
  sentAt: z.number().nullable(),
  rule: z.string(),
})
const countSchema = z.object({ state: z.enum(numberOutcomes), count: z.number() })

/** What a step's state tells of its numbers. */
const outcomeOf: Partial<Record<StepState, NumberOutcome | 'planned'>> = {
  pending: 'planned',
  sent: 'sent',
  unknown: 'sent',
  done: 'accepted',
  failed: 'refused',
}

const toRow = ({ number, title, details }: z.output<typeof rowSchema>): NumberRow => ({
  number,
  title,
  ...detailsSchema.parse(JSON.parse(details)),
})

export function createNumberRegister(database: DatabaseSync, now: () => number): NumberRegister {
  const insertBatch = database.prepare(
    'INSERT INTO number_batches (id, account_id, rule, created_at, snapshot_taken_at) VALUES (?, ?, ?, ?, ?)',
  )
  const insertPart = database.prepare('INSERT INTO number_parts VALUES (?, ?, ?, ?, ?)')
  const insertRow = database.prepare(
    `INSERT INTO number_rows (account_id, batch, part, number, title, details, has_password, search)
     SELECT account_id, ?, ?, ?, ?, ?, ?, ? FROM number_batches WHERE id = ?`,
  )
  const selectSent = database.prepare(
    `SELECT r.number, r.title, r.details, r.has_password AS hasPassword, p.state, p.sent_at AS sentAt, b.rule
     FROM number_rows r JOIN number_parts p ON p.batch = r.batch AND p.part = r.part JOIN number_batches b ON b.id = r.batch
     WHERE r.sequence IN (
       SELECT MAX(latest.sequence) FROM number_rows latest
       JOIN number_parts sent ON sent.batch = latest.batch AND sent.part = latest.part AND sent.state IN ('sent', 'accepted')
       WHERE latest.account_id = ? GROUP BY latest.number)
     ORDER BY r.number`,
  )
  const dropBatch = database.prepare('DELETE FROM number_batches WHERE id = ?')
  const selectPart = database.prepare(
    `SELECT rule, sealed, account_id AS accountId FROM number_parts JOIN number_batches ON id = batch WHERE batch = ? AND part = ?`,
  )
  const selectRows = database.prepare(
    'SELECT number, title, details FROM number_rows WHERE batch = ? AND part = ? ORDER BY sequence',
  )
  const recordState = database.prepare(
    `UPDATE number_parts SET state = ?1, sealed = CASE WHEN ?1 = 'accepted' THEN NULL ELSE sealed END,
       sent_at = CASE WHEN ?1 = 'sent' AND state <> 'sent' THEN ?2 ELSE sent_at END
     WHERE batch = ?3 AND part = ?4`,
  )
  const selectSentBefore = database.prepare(
    `SELECT DISTINCT mine.number FROM number_rows AS mine
     JOIN number_rows AS other ON other.account_id = mine.account_id AND other.number = mine.number AND other.batch <> mine.batch
     JOIN number_parts AS p ON p.batch = other.batch AND p.part = other.part AND p.state IN ('sent', 'accepted')
     WHERE mine.batch = ? AND mine.part = ? ORDER BY mine.sequence`,
  )
  const dropPlanned = database.prepare(
    `DELETE FROM number_batches WHERE created_at < ?
       AND NOT EXISTS (SELECT 1 FROM number_parts WHERE batch = id AND state <> 'planned')`,
  )
  const unseal = database.prepare(
    `UPDATE number_parts SET sealed = NULL WHERE sealed IS NOT NULL
       AND batch IN (SELECT id FROM number_batches WHERE created_at < ?)`,
  )
  const dropAccount = database.prepare('DELETE FROM number_batches WHERE account_id = ?')

  function conditionOf({ accountId, text, outcomes }: RegisterQuery) {
    const terms = searchTerms(text)
    const states = outcomes.length === 0 ? numberOutcomes : outcomes
    const pattern = (part: string) => `%${part.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
    const sql = [
      'b.account_id = ?',
      'p.state IN (SELECT value FROM json_each(?))',
      ...(terms.text === '' ? [] : [String.raw`(r.search LIKE ? ESCAPE '\' OR r.number LIKE ? OR r.number LIKE ?)`]),
    ].join(' AND ')
    const digits = terms.digits === null ? '-' : pattern(terms.digits)
    const national = terms.national === null ? '-' : `${terms.national}%`
    const parameters = [
      accountId,
      JSON.stringify(states),
      ...(terms.text === '' ? [] : [pattern(terms.text), digits, national]),
    ]
    const from = `number_rows r JOIN number_parts p ON p.batch = r.batch AND p.part = r.part JOIN number_batches b ON b.id = r.batch`
    return { from: `${from} WHERE ${sql}`, parameters }
  }

  function insertRows(
    batchId: string,
    part: number,
    rows: readonly NumberRow[],
    hasPassword: readonly boolean[],
  ): void {
    for (const [index, { number, title, ...details }] of rows.entries()) {
      const search = searchText(`${title} ${details.login} ${details.did}`)
      const flag = hasPassword[index] ? 1 : 0
      insertRow.run(batchId, part, number, title, JSON.stringify(details), flag, search, batchId)
    }
  }

  return {
    begin({ id, accountId, rule, createdAt }) {
      insertBatch.run(id, accountId, JSON.stringify(rule), createdAt, null)
    },
    enter(accountId, takenAt, numbers) {
      inTransaction(database, () => {
        for (const [rule, ofRule] of Map.groupBy(numbers, (number) => JSON.stringify(number.rule))) {
          const batch = randomUUID()
          insertBatch.run(batch, accountId, rule, now(), takenAt)
          const parts = Map.groupBy(ofRule, ({ outcome, sentAt }) => `${outcome} ${sentAt}`)
          for (const [index, ofPart] of [...parts.values()].entries()) {
            const [first] = ofPart
            if (!first) continue
            insertPart.run(batch, index + 1, first.outcome, null, first.sentAt)
            const rows = ofPart.map((number) => numberRowSchema.parse(number))
            const hasPassword = ofPart.map((number) => number.hasPassword)
            insertRows(batch, index + 1, rows, hasPassword)
          }
        }
      })
    },
    sentNumbers: (accountId) =>
      selectSent.all(accountId).map((row) => {
        const { hasPassword, state, sentAt, rule, ...rest } = sentSchema.parse(row)
        return {
          ...toRow(rest),
          rule: numberRuleSchema.parse(JSON.parse(rule)),
          hasPassword: hasPassword === 1,
          outcome: state,
          sentAt,
        }
      }),
    addPart(batchId, part, rows, hasPassword, sealed) {
      inTransaction(database, () => {
        insertPart.run(batchId, part, 'planned', sealed, null)
        insertRows(batchId, part, rows, hasPassword)
      })
    },
    drop(batchId) {
      dropBatch.run(batchId)
    },
    readPart(batchId, part) {
      const found = selectPart.get(batchId, part)
      if (!found) return undefined
      const { rule, sealed } = partSchema.parse(found)
      return {
        rule: numberRuleSchema.parse(JSON.parse(rule)),
        sealed,
        rows: selectRows.all(batchId, part).map((row) => toRow(rowSchema.parse(row))),
      }
    },
    record(batchId, part, state) {
      const outcome = outcomeOf[state]
      if (outcome) recordState.run(outcome, now(), batchId, part)
    },
    sentBefore: (batchId, part) =>
      selectSentBefore.all(batchId, part).map((row) => z.object({ number: z.string() }).parse(row).number),
    query(filter, { offset, limit }) {
      const { from, parameters } = conditionOf(filter)
      const all = conditionOf({ ...filter, outcomes: [] })
      const counts = Object.fromEntries(numberOutcomes.map((name) => [name, 0])) as Record<NumberOutcome, number>
      for (const row of database
        .prepare(`SELECT p.state, COUNT(*) AS count FROM ${all.from} GROUP BY p.state`)
        .all(...all.parameters)) {
        const { state, count } = countSchema.parse(row)
        counts[state] = count
      }
      const wanted = filter.outcomes.length === 0 ? numberOutcomes : filter.outcomes
      const rows = database
        .prepare(
          `SELECT r.sequence, r.number, r.title, r.details, r.has_password AS hasPassword, p.state, p.sent_at AS sentAt, b.rule,
             b.snapshot_taken_at AS enteredFrom
           FROM ${from} ORDER BY r.sequence DESC LIMIT ? OFFSET ?`,
        )
        .all(...parameters, limit, offset)
      return {
        total: wanted.reduce((sum, name) => sum + counts[name], 0),
        counts,
        numbers: rows.map((row) => {
          const { sequence, hasPassword, state, sentAt, rule, enteredFrom, ...rest } = registeredSchema.parse(row)
          return {
            ...toRow(rest),
            sequence,
            hasPassword: hasPassword === 1,
            outcome: state,
            sentAt,
            rule: numberRuleSchema.parse(JSON.parse(rule)),
            enteredFrom,
          }
        }),
      }
    },
    dropPlannedBefore(moment) {
      dropPlanned.run(moment)
      unseal.run(moment)
    },
    removeAccount(accountId) {
      dropAccount.run(accountId)
    },
  }
}
