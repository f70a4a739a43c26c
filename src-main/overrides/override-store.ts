/** Overrides in the database. What became of one is told by its change and by the change that undoes it, so nothing is recorded twice. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { appErrorSchema, type AppError } from '@shared/domain/app-error'
import { overrideSchema, type Override } from '@shared/contract/overrides'

const json = z.string().transform((text): unknown => JSON.parse(text))
const rowsSchema = z.array(overrideSchema.extend({ error: json.pipe(appErrorSchema).nullable() }))

/** `way_back`: the newest change that undoes it and is more than a plan. */
const select = `
  SELECT o.change_id AS changeId, o.account_id AS accountId, o.target, o.until, way_back.id AS returnChangeId, o.error,
    change.created_at AS createdAt,
    CASE
      WHEN change.state = 'planned' THEN 'planned'
      WHEN o.state = 'kept' THEN 'over'
      WHEN way_back.state IN ('finished', 'cancelled') AND EXISTS (
        SELECT 1 FROM change_steps WHERE change = way_back.sequence AND state NOT IN ('done', 'unchanged')
      ) THEN 'incomplete'
      WHEN way_back.id IS NOT NULL THEN 'over'
      ELSE o.state
    END AS state,
    (SELECT COUNT(*) FROM change_steps WHERE change = change.sequence) AS numberCount,
    coalesce((SELECT object FROM change_steps WHERE change = change.sequence ORDER BY position LIMIT 1), '') AS firstNumber
  FROM overrides AS o
  JOIN changes AS change ON change.id = o.change_id
  LEFT JOIN changes AS way_back ON way_back.sequence = (
    SELECT MAX(sequence) FROM changes WHERE undo_of = o.change_id AND state IN ('applied', 'finished', 'cancelled')
  )`

export function createOverrideStore(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO overrides (change_id, account_id, target, until, state) VALUES (?, ?, ?, ?, 'waiting')`,
  )
  const all = database.prepare(`${select} WHERE o.state <> 'kept' ORDER BY o.until, o.change_id`)
  const one = database.prepare(`${select} WHERE o.change_id = ?`)
  const settle = database.prepare('UPDATE overrides SET state = ?, error = ? WHERE change_id = ?')
  const removeAccount = database.prepare('DELETE FROM overrides WHERE account_id = ?')
  const oldest = database.prepare(
    `SELECT MIN(createdAt) AS createdAt FROM (${select}) WHERE state IN ('waiting', 'missed', 'incomplete')`,
  )

  return {
    add(changeId: string, { accountId, target, until }: Pick<Override, 'accountId' | 'target' | 'until'>): void {
      insert.run(changeId, accountId, target, until)
    },
    /** Those that are not kept for good, by their time. */
    list: (): Override[] => rowsSchema.parse(all.all()),
    find: (changeId: string): Override | undefined => rowsSchema.parse(one.all(changeId))[0],
    /** @param error why the way back failed; null: it did not */
    settle(changeId: string, state: 'waiting' | 'missed' | 'kept', error: AppError | null = null): void {
      settle.run(state, error && JSON.stringify(error), changeId)
    },
    removeAccount(accountId: string): void {
      removeAccount.run(accountId)
    },
    /** When the oldest change was made that an override still needs for its way back, ms since 1970; null: none is needed. */
    oldestNeeded(): number | null {
      return z.object({ createdAt: z.number().nullable() }).parse(oldest.get()).createdAt
    },
  }
}
