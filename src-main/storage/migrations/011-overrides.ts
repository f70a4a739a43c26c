import type { Migration } from '../migration'

export const overrides: Migration = {
  version: 11,
  sql: `
    -- Changes that hold for a while: each is taken back, as a change of its own, when its time has come.
    CREATE TABLE overrides (
      change_id TEXT PRIMARY KEY REFERENCES changes (id) ON DELETE CASCADE,
      account_id TEXT NOT NULL,
      target TEXT NOT NULL, -- where all calls go meanwhile
      until INTEGER NOT NULL, -- ms since 1970
      -- 'waiting' for its time; 'missed' it, so the operator decides; 'kept' for good, or settled in another way
      state TEXT NOT NULL CHECK (state IN ('waiting', 'missed', 'kept')),
      error TEXT -- why the way back could not be planned, AppError as JSON
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX changes_by_undone ON changes (undo_of) WHERE undo_of IS NOT NULL;
  `,
}
