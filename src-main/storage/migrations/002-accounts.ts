import type { Migration } from '../migration'

export const accounts: Migration = {
  version: 2,
  sql: `
    -- Times in ms since 1970. Secrets are in the keychain and never here.
    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      provider TEXT NOT NULL,
      label TEXT NOT NULL,
      colour TEXT NOT NULL,
      group_name TEXT NOT NULL,
      production INTEGER NOT NULL,
      base_url TEXT NOT NULL,
      disabled INTEGER NOT NULL,
      demo INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      secret_origin TEXT, -- origin that the secret in the keychain may be sent to; NULL: no secret there
      last_answer_at INTEGER,
      last_error TEXT, -- AppError as JSON
      last_error_at INTEGER
    ) STRICT;
  `,
}
