import type { Migration } from '../migration'

export const contacts: Migration = {
  version: 18,
  sql: `
    -- Files of contacts that were read for an autocall job, and what they hold.
    CREATE TABLE contact_lists (
      id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      job_id TEXT NOT NULL,
      job_name TEXT NOT NULL,
      file_name TEXT NOT NULL,
      created_at INTEGER NOT NULL, -- ms since 1970
      summary TEXT, -- JSON; null: the file is still being read, or that was cut short
      change_id TEXT -- the change that sends it, which may be forgotten before the list
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contact_lists_by_job ON contact_lists (account_id, job_id, created_at);

    -- The rows of a list by what they are, some hundred in one part. A part of new contacts is one request.
    CREATE TABLE contact_parts (
      list TEXT NOT NULL REFERENCES contact_lists (id) ON DELETE CASCADE,
      row_group TEXT NOT NULL,
      part INTEGER NOT NULL, -- from 1; a part of new contacts is the step part − 1 of the change
      first_row INTEGER NOT NULL, -- rows of the group before it
      row_count INTEGER NOT NULL,
      added INTEGER NOT NULL DEFAULT 0, -- 1: the provider has them
      hashes BLOB NOT NULL, -- doubles; of every number that is called
      rows TEXT, -- JSON; null: not needed any more
      PRIMARY KEY (list, row_group, part)
    ) STRICT;

    -- Numbers that nobody may call, for all accounts: only as what tells them again.
    CREATE TABLE stop_parts (
      sequence INTEGER PRIMARY KEY,
      number_count INTEGER NOT NULL,
      hashes BLOB NOT NULL -- doubles
    ) STRICT;

    -- What no provider tells about an account's calling: JSON, its company's zone among others.
    CREATE TABLE calling_rules (
      account_id TEXT PRIMARY KEY,
      rules TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
