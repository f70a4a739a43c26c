import type { Migration } from '../migration'

export const app: Migration = {
  version: 1,
  sql: `
    -- What the program remembers about itself, one JSON value per name: settings, the window's place.
    CREATE TABLE state (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Unsaved forms.
    CREATE TABLE drafts (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      saved_at INTEGER NOT NULL -- ms since 1970
    ) STRICT, WITHOUT ROWID;
  `,
}
