import type { Migration } from '../migration'

export const forwardingStates: Migration = {
  version: 10,
  sql: `
    -- The forwarding of single numbers as it was last read. The provider's list tells only a summary, without any schedule.
    CREATE TABLE forwarding_states (
      account_id TEXT NOT NULL,
      number TEXT NOT NULL,
      forwarding TEXT NOT NULL, -- JSON
      read_at INTEGER NOT NULL, -- ms since 1970
      PRIMARY KEY (account_id, number)
    ) STRICT, WITHOUT ROWID;
  `,
}
