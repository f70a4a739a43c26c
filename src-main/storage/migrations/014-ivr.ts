import type { Migration } from '../migration'

export const ivr: Migration = {
  version: 14,
  sql: `
    -- Menus as they were read last: reading one takes a request for every option.
    CREATE TABLE ivr_menus (
      account_id TEXT NOT NULL,
      extension_id INTEGER NOT NULL,
      menu TEXT NOT NULL, -- JSON
      fetched_at INTEGER NOT NULL, -- ms since 1970
      PRIMARY KEY (account_id, extension_id)
    ) STRICT;

    -- What menus refer to: extensions, sounds, intervals.
    CREATE TABLE ivr_accounts (
      account_id TEXT PRIMARY KEY,
      content TEXT NOT NULL -- JSON
    ) STRICT;

    -- The menu before each publishing: a change of a menu is taken back as a whole, by the way from what is there to this.
    CREATE TABLE ivr_publications (
      change_id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      number TEXT NOT NULL,
      former TEXT -- JSON; null: the menu was not there
    ) STRICT;
  `,
}
