import type { Migration } from '../migration'

export const snapshots: Migration = {
  version: 7,
  sql: `
    -- The last comparison of a snapshot with the present state, one per account. A new one takes its place when it is complete.
    CREATE TABLE comparisons (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('filling', 'present', 'discarded')),
      file_name TEXT NOT NULL,
      taken_at INTEGER NOT NULL, -- ms since 1970, and so is compared_at
      compared_at INTEGER NOT NULL,
      account_label TEXT NOT NULL
    ) STRICT;

    CREATE TABLE compared_numbers (
      comparison INTEGER NOT NULL,
      number TEXT NOT NULL,
      status TEXT NOT NULL,
      saved TEXT, -- forwarding in the snapshot as JSON; null: it is not there
      differences TEXT NOT NULL, -- JSON
      error TEXT, -- AppError as JSON
      PRIMARY KEY (comparison, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX compared_numbers_by_status ON compared_numbers (comparison, status, number);
  `,
}
