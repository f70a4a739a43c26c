import type { Migration } from '../migration'

export const signIn: Migration = {
  version: 8,
  sql: `
    -- How an account proves itself; until now there was one way.
    ALTER TABLE accounts ADD COLUMN sign_in TEXT NOT NULL DEFAULT 'apiKey';
  `,
}
