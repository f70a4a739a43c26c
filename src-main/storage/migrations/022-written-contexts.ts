import type { Migration } from '../migration'

export const writtenContexts: Migration = {
  version: 22,
  sql: `
    -- Contexts of menus that were written since they were read: those alone are read again.
    CREATE TABLE ivr_written_contexts (
      account_id TEXT NOT NULL,
      extension_id INTEGER NOT NULL,
      context TEXT NOT NULL, -- its key; empty: settings of the menu
      PRIMARY KEY (account_id, extension_id, context)
    ) STRICT;
  `,
}
