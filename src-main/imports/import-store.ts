/** What became of the rows of imported files, kept beside their changes. */
import type { DatabaseSync } from 'node:sqlite'
import { importSummarySchema, type ImportSummary } from '@shared/contract/imports'

export interface ImportStore {
  save(summary: ImportSummary): void
  /** @returns null for a change that came from no file */
  find(changeId: string): ImportSummary | null
}

export function createImportStore(database: DatabaseSync): ImportStore {
  const insert = database.prepare(
    `INSERT INTO imports (change_id, file_name, rows, header, blank, dropped, added, changed, unchanged, refused)
     VALUES (:changeId, :fileName, :rows, :header, :blank, :dropped, :added, :changed, :unchanged, :refused)`,
  )
  const find = database.prepare(
    `SELECT change_id AS changeId, file_name AS fileName, rows, header, blank, dropped, added, changed, unchanged, refused
     FROM imports WHERE change_id = ?`,
  )
  return {
    save(summary) {
      insert.run({ ...summary })
    },
    find(changeId) {
      const row = find.get(changeId)
      return row ? importSummarySchema.parse(row) : null
    },
  }
}
