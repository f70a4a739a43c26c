import type { Migration } from '../migration'

export const numbers: Migration = {
  version: 3,
  sql: `
    -- Every refresh fills a list of its own. It takes the place of the present one when it is complete and not before,
    -- so a refresh that fails, is cancelled or dies with the program leaves the old list as it was.
    CREATE TABLE number_lists (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('filling', 'present', 'discarded')),
      fetched_at INTEGER, -- ms since 1970
      count INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX number_lists_present ON number_lists (account_id) WHERE state = 'present';

    -- The few values that many numbers share, with how many have each: what a list is filtered by. They keep the rows
    -- small, and the time of a search is the bytes it reads.
    CREATE TABLE number_terms (
      id INTEGER PRIMARY KEY,
      list INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('type', 'region', 'category', 'application')),
      value TEXT NOT NULL,
      label TEXT NOT NULL,
      count INTEGER NOT NULL,
      position INTEGER NOT NULL, -- in the order of the labels
      UNIQUE (list, kind, value)
    ) STRICT;

    CREATE TABLE numbers (
      list INTEGER NOT NULL,
      number TEXT NOT NULL,
      searched TEXT NOT NULL, -- number and target of the forwarding as text search compares them
      type INTEGER NOT NULL,
      region INTEGER NOT NULL,
      category INTEGER NOT NULL,
      application INTEGER NOT NULL,
      has_sip INTEGER NOT NULL,
      has_forwarding INTEGER, -- null: not known; the same for forwarding_kind
      forwarding_kind TEXT,
      forwarding_target TEXT NOT NULL,
      bought_at INTEGER, -- ms since 1970
      subscription_fee REAL,
      install_fee REAL,
      PRIMARY KEY (list, number)
    ) STRICT, WITHOUT ROWID;

    -- The operator's own words. They belong to the number and not to a list, so no refresh touches them.
    CREATE TABLE number_notes (
      account_id TEXT NOT NULL,
      number TEXT NOT NULL,
      note TEXT NOT NULL,
      searched TEXT NOT NULL, -- the note as text search compares it
      PRIMARY KEY (account_id, number)
    ) STRICT, WITHOUT ROWID;
  `,
}
