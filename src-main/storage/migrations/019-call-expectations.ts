import type { Migration } from '../migration'

export const callExpectations: Migration = {
  version: 19,
  sql: `
    -- Where the operator expects calls to end; judged before anything that decides it is published.
    CREATE TABLE call_expectations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      value TEXT NOT NULL -- JSON
    ) STRICT;
  `,
}
