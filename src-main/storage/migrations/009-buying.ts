import type { Migration } from '../migration'

export const buying: Migration = {
  version: 9,
  sql: `
    -- The dictionaries of an account as the provider last told them, as JSON. Times here are ms since 1970.
    CREATE TABLE dictionaries (
      account_id TEXT PRIMARY KEY,
      content TEXT NOT NULL,
      fetched_at INTEGER NOT NULL
    ) STRICT;

    -- The last search of an account for numbers on sale, and what it found.
    CREATE TABLE free_number_searches (
      account_id TEXT PRIMARY KEY,
      search TEXT NOT NULL,
      cut INTEGER NOT NULL,
      ended_at INTEGER,
      error TEXT
    ) STRICT;
    CREATE TABLE free_numbers (
      account_id TEXT NOT NULL,
      number TEXT NOT NULL,
      type_id INTEGER NOT NULL,
      type TEXT NOT NULL,
      region TEXT NOT NULL,
      category TEXT NOT NULL,
      subscription_fee REAL,
      install_fee REAL,
      incoming_calls INTEGER NOT NULL,
      outgoing_calls INTEGER NOT NULL,
      incoming_sms INTEGER NOT NULL,
      outgoing_sms INTEGER NOT NULL,
      PRIMARY KEY (account_id, number)
    ) STRICT, WITHOUT ROWID;

    -- Numbers held for an account: no method of the provider lists them.
    CREATE TABLE number_reservations (
      account_id TEXT NOT NULL,
      number TEXT NOT NULL,
      reservation INTEGER NOT NULL,
      until INTEGER NOT NULL,
      facts TEXT NOT NULL, -- the number as it was found, JSON
      PRIMARY KEY (account_id, number)
    ) STRICT, WITHOUT ROWID;
  `,
}
