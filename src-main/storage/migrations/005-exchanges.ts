import type { Migration } from '../migration'

export const exchanges: Migration = {
  version: 5,
  sql: `
    -- The journal of requests to providers. Bodies have no secrets, and are cut when they are long.
    CREATE TABLE exchanges (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      account_id TEXT NOT NULL,
      change_id TEXT,
      step TEXT, -- change id and position
      method TEXT NOT NULL,
      url TEXT NOT NULL,
      request_body TEXT,
      status INTEGER, -- null: no answer
      response_body TEXT,
      milliseconds INTEGER NOT NULL,
      error_code TEXT,
      started_at INTEGER NOT NULL -- ms since 1970
    ) STRICT;
    CREATE INDEX exchanges_by_time ON exchanges (started_at);
    CREATE INDEX exchanges_by_account ON exchanges (account_id, started_at);
    CREATE INDEX exchanges_by_change ON exchanges (change_id, started_at) WHERE change_id IS NOT NULL;
  `,
}
