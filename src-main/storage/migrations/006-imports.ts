import type { Migration } from '../migration'

export const imports: Migration = {
  version: 6,
  sql: `
    -- Where the rows of the file went that a change was planned from: the counts add up to the rows.
    CREATE TABLE imports (
      change_id TEXT PRIMARY KEY REFERENCES changes (id) ON DELETE CASCADE,
      file_name TEXT NOT NULL,
      rows INTEGER NOT NULL,
      header INTEGER NOT NULL,
      blank INTEGER NOT NULL,
      dropped INTEGER NOT NULL,
      added INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      refused INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
