import type { Migration } from '../migration'

export const changes: Migration = {
  version: 4,
  sql: `
    -- Times in ms since 1970, for the operator only: the order is that of \`sequence\`, whatever the clock does.
    CREATE TABLE changes (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      account_id TEXT NOT NULL,
      -- 'planning' and 'planned' sent nothing; 'applied' is under way, running or not; 'finished' and 'cancelled' are over
      state TEXT NOT NULL,
      origin TEXT NOT NULL,
      undo_of TEXT,
      irreversible_count INTEGER NOT NULL DEFAULT 0,
      author TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      applied_at INTEGER,
      finished_at INTEGER
    ) STRICT;
    CREATE INDEX changes_by_state ON changes (state, account_id);

    CREATE TABLE change_steps (
      change INTEGER NOT NULL REFERENCES changes (sequence) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      line INTEGER, -- row of the file that the step came from
      operation TEXT NOT NULL,
      -- what the step acts on: a kind, and the name the operator knows; empty until an earlier step tells it
      object_kind TEXT NOT NULL,
      object TEXT NOT NULL,
      state TEXT NOT NULL,
      -- all JSON; the shapes are the operation's own
      intent TEXT NOT NULL,
      before TEXT, -- state that was planned on
      accepted TEXT, -- another state that the operator agreed to set out from, by trying again
      observed TEXT, -- state seen after sending, or in its place
      result TEXT, -- the answer, for later steps that need an id from it
      findings TEXT,
      error TEXT,
      decision TEXT,
      sent_at INTEGER,
      finished_at INTEGER,
      PRIMARY KEY (change, position)
    ) STRICT;
    CREATE INDEX change_steps_by_state ON change_steps (change, state, position);
    CREATE INDEX change_steps_by_object ON change_steps (change, object_kind, object, position);
  `,
}
