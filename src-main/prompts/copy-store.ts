/** Recordings that were copied into the data folder, and which of them was uploaded last as which prompt. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { recordingSchema, type Recording } from '@shared/domain/pbx/prompt-intent'

const copySchema = z
  .object({ ...recordingSchema.shape, promptId: z.number(), uploadedAt: z.number() })
  .transform(({ promptId, uploadedAt, ...recording }) => ({ promptId, uploadedAt, recording }))
type PromptCopy = z.infer<typeof copySchema>

export function createCopyStore(database: DatabaseSync, now: () => number) {
  const recordingColumns = 'sha256, file_name AS fileName, format, size, seconds'
  const copies = `SELECT ${recordingColumns}, prompt_id AS promptId, uploaded_at AS uploadedAt
    FROM prompt_copies JOIN recordings USING (sha256) WHERE account_id = ?`
  const select = database.prepare(copies)
  const selectOne = database.prepare(`${copies} AND prompt_id = ?`)
  const selectRecording = database.prepare(`SELECT ${recordingColumns} FROM recordings WHERE sha256 = ?`)
  const insertRecording = database.prepare(
    `INSERT INTO recordings (sha256, file_name, format, size, seconds, added_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET file_name = excluded.file_name, added_at = excluded.added_at`,
  )
  const selectUnused = database.prepare(
    `SELECT sha256 FROM recordings WHERE added_at < ? AND sha256 NOT IN (SELECT sha256 FROM prompt_copies)`,
  )
  const removeRecording = database.prepare('DELETE FROM recordings WHERE sha256 = ?')
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO prompt_copies (account_id, prompt_id, sha256, uploaded_at) VALUES (?, ?, ?, ?)',
  )
  const remove = database.prepare('DELETE FROM prompt_copies WHERE account_id = ? AND prompt_id = ?')
  const removeAll = database.prepare('DELETE FROM prompt_copies WHERE account_id = ?')

  return {
    add({ sha256, fileName, format, size, seconds }: Recording): void {
      insertRecording.run(sha256, fileName, format, size, seconds, now())
    },
    recording(sha256: string): Recording | null {
      const row = selectRecording.get(sha256)
      return row ? recordingSchema.parse(row) : null
    },
    list: (accountId: string): PromptCopy[] => z.array(copySchema).parse(select.all(accountId)),
    /** What was uploaded last as this prompt; null: nothing, from this console. */
    of(accountId: string, promptId: number): Recording | null {
      const row = selectOne.get(accountId, promptId)
      return row ? copySchema.parse(row).recording : null
    },
    keep(accountId: string, promptId: number, sha256: string): void {
      upsert.run(accountId, promptId, sha256, now())
    },
    forget(accountId: string, promptId: number): void {
      remove.run(accountId, promptId)
    },
    removeAccount(accountId: string): void {
      removeAll.run(accountId)
    },
    /** Recordings that are no prompt's copy and older than a moment (ms since 1970). */
    unused: (before: number): string[] =>
      z
        .array(z.object({ sha256: z.string() }))
        .parse(selectUnused.all(before))
        .map(({ sha256 }) => sha256),
    drop(sha256: string): void {
      removeRecording.run(sha256)
    },
  }
}
