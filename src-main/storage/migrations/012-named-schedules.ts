import type { Migration } from '../migration'

export const namedSchedules: Migration = {
  version: 12,
  sql: `
    -- Periods with a name, kept in the console. A number uses one when a target's description of its period is that name, so the use is
    -- kept with the number at the provider and is seen from every console.
    CREATE TABLE named_schedules (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      period TEXT NOT NULL,
      former_names TEXT NOT NULL, -- JSON: names it had, which numbers may still carry
      changed_at INTEGER NOT NULL -- ms since 1970
    ) STRICT, WITHOUT ROWID;
  `,
}
