import type { Migration } from '../migration'

export const arrangements: Migration = {
  version: 23,
  sql: `
    -- The order in which the operator put the contexts of a menu: the provider keeps none.
    CREATE TABLE ivr_arrangements (
      account_id TEXT NOT NULL,
      extension_id INTEGER NOT NULL,
      contexts TEXT NOT NULL, -- JSON: their keys and names
      PRIMARY KEY (account_id, extension_id)
    ) STRICT;
  `,
}
