/** Changes and their steps in the database: what main writes, and the few small reads that the engine itself needs. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { changeSchema, stepDecisions, stepStates, type Change } from '@shared/contract/changes'
import { appErrorSchema } from '@shared/domain/app-error'
import { findingSchema } from '@shared/domain/finding'
import type { Json } from '../http/gateway'
import { inTransaction } from '../storage/transaction'

/** JSON text of a column; what an operation put there is checked by that operation's own schema. */
const json = z.string().transform((text) => JSON.parse(text) as Json)

const changeRowSchema = z.object({
  /** Rises with every change; the order of changes, whatever the clock said. */
  sequence: z.number().int(),
  id: z.string(),
  accountId: z.string(),
  /** `planning` and `planned` sent nothing, `applied` is under way whether it runs or stands still. */
  state: z.enum(['planning', 'planned', 'applied', 'finished', 'cancelled']),
  origin: changeSchema.shape.origin,
  undoOf: z.string().nullable(),
  /** How many of its steps have no way back. */
  irreversibleCount: z.number().int(),
  author: z.string(),
  createdAt: z.number(),
  appliedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
})
export type ChangeRow = z.infer<typeof changeRowSchema>

const stepRowSchema = z.object({
  position: z.number().int(),
  /** Row of the file that the step came from, from 1; null: from no file. */
  line: z.number().int().nullable(),
  operation: z.string(),
  objectKind: z.string(),
  object: z.string(),
  state: z.enum(stepStates),
  intent: json,
  /** The provider's state that was planned on; null: not read, because an earlier step makes the object. */
  before: json.nullable(),
  /** Another state than `before` that the operator agreed to set out from, by trying a step again. */
  accepted: json.nullable(),
  /** The provider's state as last seen while the step was carried out. */
  observed: json.nullable(),
  /** What the provider returned, for later steps. */
  result: json.nullable(),
  findings: json.pipe(z.array(findingSchema)).nullable(),
  error: json.pipe(appErrorSchema).nullable(),
  decision: z.enum(stepDecisions).nullable(),
  sentAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
})
export type StepRow = z.infer<typeof stepRowSchema>

export const changeColumns = `sequence, id, account_id AS accountId, state, origin, undo_of AS undoOf,
  irreversible_count AS irreversibleCount, author, created_at AS createdAt, applied_at AS appliedAt, finished_at AS finishedAt`
export const stepColumns = `position, line, operation, object_kind AS objectKind, object, state, intent, before, accepted, observed, result,
  findings, error, decision, sent_at AS sentAt, finished_at AS finishedAt`

/** @throws ZodError for a row that was not written by this program */
export const parseChangeRow = (row: unknown): ChangeRow => changeRowSchema.parse(row)
/** As `parseChangeRow`. */
export const parseStepRow = (row: unknown): StepRow => stepRowSchema.parse(row)

const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

export type ChangeStore = ReturnType<typeof createChangeStore>

/** @param database the one connection that writes; the statements are prepared once */
export function createChangeStore(database: DatabaseSync) {
  const insertChange = database.prepare(
    `INSERT INTO changes (id, account_id, state, origin, undo_of, author, created_at)
     VALUES (?, ?, 'planning', ?, ?, ?, ?)`,
  )
  const findChange = database.prepare(`SELECT ${changeColumns} FROM changes WHERE id = ?`)
  const markPlanned = database.prepare(
    "UPDATE changes SET state = 'planned', irreversible_count = ? WHERE sequence = ?",
  )
  const markApplied = database.prepare(
    `UPDATE changes SET state = 'applied', applied_at = COALESCE(applied_at, ?), finished_at = NULL WHERE sequence = ?`,
  )
  const markOver = database.prepare('UPDATE changes SET state = ?, finished_at = ? WHERE sequence = ?')
  const insertStep = database.prepare(
    `INSERT INTO change_steps (change, position, line, operation, object_kind, object, state, intent, before, findings, error)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const updateStep = database.prepare(
    `UPDATE change_steps SET object = ?, state = ?, intent = ?, before = ?, accepted = ?, observed = ?, result = ?, error = ?,
       decision = ?, sent_at = ?, finished_at = ?
     WHERE change = ? AND position = ?`,
  )
  // What was sent and has no outcome was cut off by a crash or a full disk; nobody knows whether it happened.
  const loseSent = database.prepare("UPDATE change_steps SET state = 'unknown' WHERE change = ? AND state = 'sent'")
  const loseAllSent = database.prepare(
    `UPDATE change_steps SET state = 'unknown'
     WHERE state = 'sent' AND change IN (SELECT sequence FROM changes WHERE state = 'applied')`,
  )
  // A step that had an effect is tried again from what it left behind, which is what the operator saw when deciding.
  const retryFailed = database.prepare(
    `UPDATE change_steps SET state = 'pending', accepted = COALESCE(observed, accepted), error = NULL, finished_at = NULL
     WHERE change = ? AND (state = 'failed' OR state = 'skipped' AND error IS NOT NULL)`,
  )
  const skipSteps = database.prepare(
    "UPDATE change_steps SET state = 'skipped', finished_at = ? WHERE change = ? AND state = 'pending'",
  )
  const stepsAfter = database.prepare(
    `SELECT ${stepColumns} FROM change_steps WHERE change = ? AND state = ? AND position > ? ORDER BY position LIMIT ?`,
  )
  const stepsBefore = database.prepare(
    `SELECT ${stepColumns} FROM change_steps WHERE change = ? AND position < ? ORDER BY position DESC LIMIT ?`,
  )
  const openBefore = database.prepare(
    `SELECT COUNT(*) AS count FROM change_steps WHERE change = ? AND position < ? AND state IN ('pending', 'sent')`,
  )
  const troubleBefore = database.prepare(
    `SELECT MIN(position) AS position FROM change_steps
     WHERE change = ? AND position < ? AND state IN ('failed', 'conflict', 'skipped', 'unknown')`,
  )
  const findStep = database.prepare(`SELECT ${stepColumns} FROM change_steps WHERE change = ? AND position = ?`)
  const lastPlanned = database.prepare(
    `SELECT ${stepColumns} FROM change_steps WHERE change = ? AND object = ? AND object_kind = ? AND state = 'pending'
     ORDER BY position DESC LIMIT 1`,
  )
  // A change holds an object from its first step there until it has none left to do: nobody else comes in between.
  const holders = database.prepare(
    `SELECT changes.sequence FROM changes
     JOIN change_steps ON change_steps.change = changes.sequence AND object = ?1 AND object_kind = ?2
     WHERE changes.state = 'applied' AND account_id = ?3 AND changes.sequence <> ?4
     GROUP BY changes.sequence
     HAVING MAX(change_steps.state IN ('sent', 'unknown', 'done'))
        AND MAX(change_steps.state IN ('pending', 'sent') OR change_steps.state = 'unknown' AND decision IS NOT 'leave')`,
  )
  const hasOthers = database.prepare(
    `SELECT EXISTS (SELECT 1 FROM changes WHERE state = 'applied' AND account_id = ? AND sequence <> ?) AS found`,
  )
  const unfinished = database.prepare(
    `SELECT COUNT(*) AS count FROM changes WHERE state = 'applied' AND account_id = ?`,
  )
  const hideChange = database.prepare("UPDATE changes SET state = 'planning' WHERE sequence = ?")
  const removeChange = database.prepare('DELETE FROM changes WHERE sequence = ?')
  const findOld = database.prepare(
    `SELECT sequence FROM changes WHERE state IN ('planned', 'finished', 'cancelled') AND COALESCE(finished_at, created_at) < ?
     ORDER BY sequence LIMIT 1`,
  )
  const removeSomeSteps = database.prepare(
    'DELETE FROM change_steps WHERE change = ?1 AND position IN (SELECT position FROM change_steps WHERE change = ?1 LIMIT ?2)',
  )
  const removeHalfPlanned = database.prepare("DELETE FROM changes WHERE state = 'planning'")

  /** Removes a part of a change. @returns false when nothing is left of it */
  function removeSome(sequence: number, stepsAtOnce: number): boolean {
    const remove = () => {
      if (Number(removeSomeSteps.run(sequence, stepsAtOnce).changes) === stepsAtOnce) return true
      removeChange.run(sequence)
      return false
    }
    return inTransaction(database, remove, { outlives: 'crash' })
  }

  const count = (row: unknown): number => z.object({ count: z.number() }).parse(row).count
  const stepsOf = (rows: unknown[]): StepRow[] => rows.map(parseStepRow)

  return {
    insertChange(change: Pick<ChangeRow, 'id' | 'accountId' | 'origin' | 'undoOf' | 'author' | 'createdAt'>): number {
      const { id, accountId, origin, undoOf, author, createdAt } = change
      return Number(insertChange.run(id, accountId, origin, undoOf, author, createdAt).lastInsertRowid)
    },
    findChange(id: Change['id']): ChangeRow | undefined {
      const row = findChange.get(id)
      return row && parseChangeRow(row)
    },
    markPlanned(sequence: number, irreversibleCount: number): void {
      markPlanned.run(irreversibleCount, sequence)
    },
    /** Under way from now on, or again. */
    begin(sequence: number, now: number): void {
      inTransaction(database, () => {
        loseSent.run(sequence)
        markApplied.run(now, sequence)
      })
    },
    /** Over: what was not sent will not be. */
    conclude(sequence: number, state: 'finished' | 'cancelled', now: number): void {
      inTransaction(database, () => {
        loseSent.run(sequence)
        skipSteps.run(now, sequence)
        markOver.run(state, now, sequence)
      })
    },
    /** As one that is half planned: not listed, and gone at the next start at the latest. */
    hideChange(sequence: number): void {
      hideChange.run(sequence)
    },
    removeSome,
    /** Removes a part of what was over before that moment, ms since 1970. @returns false when nothing is left to remove */
    removeSomeBefore(moment: number, stepsAtOnce: number): boolean {
      const row = findOld.get(moment)
      if (!row) return false
      removeSome(z.object({ sequence: z.number() }).parse(row).sequence, stepsAtOnce)
      return true
    },
    /** After the program ended in the middle: sends whose outcome was not recorded, and plans that were cut short. */
    recover(): void {
      inTransaction(database, () => {
        loseAllSent.run()
        removeHalfPlanned.run()
      })
    },
    hasUnfinished: (accountId: string): boolean => count(unfinished.get(accountId)) > 0,

    insertStep(change: number, step: StepRow): void {
      const { position, line, operation, objectKind, object, state, intent, before, findings, error } = step
      const values: SQLInputValue[] = [change, position, line, operation, objectKind, object, state, text(intent)]
      insertStep.run(...values, text(before), text(findings), text(error))
    },
    saveStep(change: number, step: StepRow): void {
      const { object, state, intent, before, accepted, observed, result, error, decision } = step
      const states = [text(before), text(accepted), text(observed), text(result), text(error)]
      updateStep.run(
        object,
        state,
        text(intent),
        ...states,
        decision,
        step.sentAt,
        step.finishedAt,
        change,
        step.position,
      )
    },
    findStep(change: number, position: number): StepRow | undefined {
      const row = findStep.get(change, position)
      return row && parseStepRow(row)
    },
    /** Steps before this one are still to be done. */
    hasOpenBefore: (change: number, position: number): boolean => count(openBefore.get(change, position)) > 0,
    /** @returns the position of the first step before this one that did not succeed, or null */
    troubleBefore: (change: number, position: number): number | null =>
      z.object({ position: z.number().nullable() }).parse(troubleBefore.get(change, position)).position,
    retryFailed(change: number): void {
      retryFailed.run(change)
    },
    stepsAfter: (change: number, state: StepRow['state'], position: number, limit: number): StepRow[] =>
      stepsOf(stepsAfter.all(change, state, position, limit)),
    /** Steps of all states below a position, the last one first. */
    stepsBefore: (change: number, position: number, limit: number): StepRow[] =>
      stepsOf(stepsBefore.all(change, position, limit)),
    /** The last step of the change so far that will alter this object. */
    lastPlanned(change: number, objectKind: string, object: string): StepRow | undefined {
      const row = lastPlanned.get(change, object, objectKind)
      return row && parseStepRow(row)
    },
    /** Other changes under way in the account that are between their first and last step on this object. */
    holdersOf(change: ChangeRow, objectKind: string, object: string): number[] {
      // Asked for every step; that no other change is under way is the rule, and quick to find out.
      if (hasOthers.get(change.accountId, change.sequence)?.['found'] === 0) return []
      const rows = holders.all(object, objectKind, change.accountId, change.sequence)
      return rows.map((row) => z.object({ sequence: z.number() }).parse(row).sequence)
    },
  }
}
