import type { Migration } from '../migration'

export const promptCopies: Migration = {
  version: 13,
  sql: `
    -- Sound files that were copied into the folder prompts, each under its SHA-256.
    CREATE TABLE recordings (
      sha256 TEXT PRIMARY KEY,
      file_name TEXT NOT NULL,
      format TEXT NOT NULL, -- wav, mp3
      size INTEGER NOT NULL, -- bytes
      seconds REAL NOT NULL,
      added_at INTEGER NOT NULL -- ms since 1970
    ) STRICT, WITHOUT ROWID;

    -- Which recording was uploaded last as which prompt. The API has no way to fetch the audio back.
    CREATE TABLE prompt_copies (
      account_id TEXT NOT NULL,
      prompt_id INTEGER NOT NULL,
      sha256 TEXT NOT NULL REFERENCES recordings,
      uploaded_at INTEGER NOT NULL, -- ms since 1970
      PRIMARY KEY (account_id, prompt_id)
    ) STRICT, WITHOUT ROWID;
  `,
}
