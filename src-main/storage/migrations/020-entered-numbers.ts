import type { Migration } from '../migration'

export const enteredNumbers: Migration = {
  version: 20,
  sql: `
    -- Of numbers that were not sent from here but entered from a snapshot: when that was taken, ms since 1970.
    ALTER TABLE number_batches ADD COLUMN snapshot_taken_at INTEGER;
  `,
}
