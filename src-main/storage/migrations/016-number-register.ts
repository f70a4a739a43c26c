import type { Migration } from '../migration'

export const numberRegister: Migration = {
  version: 16,
  sql: `
    -- Numbers with an incoming rule that this console sent to Twin. No method of the provider lists them.
    CREATE TABLE number_batches (
      id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      rule TEXT NOT NULL, -- JSON
      created_at INTEGER NOT NULL -- ms since 1970
    ) STRICT;
    CREATE INDEX number_batches_by_account ON number_batches (account_id);
    -- One part is one request.
    CREATE TABLE number_parts (
      batch TEXT NOT NULL REFERENCES number_batches (id) ON DELETE CASCADE,
      part INTEGER NOT NULL, -- from 1
      -- planned, sent (no answer came, or not yet), accepted, refused
      state TEXT NOT NULL,
      sealed TEXT, -- SIP passwords, encrypted; null: none, or not needed any more
      sent_at INTEGER, -- ms since 1970
      PRIMARY KEY (batch, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE number_rows (
      sequence INTEGER PRIMARY KEY,
      account_id TEXT NOT NULL,
      batch TEXT NOT NULL REFERENCES number_batches (id) ON DELETE CASCADE,
      part INTEGER NOT NULL,
      number TEXT NOT NULL, -- digits
      title TEXT NOT NULL,
      details TEXT NOT NULL, -- JSON: trunk, DID, login and the rest, no password
      has_password INTEGER NOT NULL,
      search TEXT NOT NULL
    ) STRICT;
    CREATE INDEX number_rows_by_part ON number_rows (batch, part, sequence);
    CREATE INDEX number_rows_by_number ON number_rows (account_id, number);
  `,
}
