import type { Migration } from '../migration'

export const pbx: Migration = {
  version: 17,
  sql: `
    -- What was read of cloud PBX accounts.
    CREATE TABLE pbx_objects (
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL, -- company, extension, publicNumber, prompt, interval, rules, menu
      id INTEGER NOT NULL, -- of rules and a menu: that of their extension
      name TEXT NOT NULL, -- what the operator calls it
      value TEXT NOT NULL, -- JSON
      PRIMARY KEY (account_id, kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pbx_fetches (
      account_id TEXT PRIMARY KEY,
      fetched_at INTEGER NOT NULL -- when everything was read last, ms since 1970
    ) STRICT, WITHOUT ROWID;
  `,
}
