import type { Migration } from '../migration'

export const twinIds: Migration = {
  version: 15,
  sql: `
    -- Names for ids of a Twin account: what the provider lists, and what the operator wrote down.
    CREATE TABLE twin_ids (
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL, -- bot, trunk, callerId, callerIdPool, channel
      id TEXT NOT NULL,
      label TEXT, -- the operator's; null: none
      provider_name TEXT, -- null: not in the provider's list
      PRIMARY KEY (account_id, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE twin_id_fetches (
      account_id TEXT PRIMARY KEY,
      fetched_at INTEGER NOT NULL -- ms since 1970
    ) STRICT;
  `,
}
