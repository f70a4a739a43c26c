import type { Migration } from '../migration'

export const packedContacts: Migration = {
  version: 21,
  sql: `
    -- Rows of contacts are packed from now on; those that are there stay as they are, as bytes.
    CREATE TABLE packed_contact_parts (
      list TEXT NOT NULL REFERENCES contact_lists (id) ON DELETE CASCADE,
      row_group TEXT NOT NULL,
      part INTEGER NOT NULL, -- from 1; a part of new contacts is the step part − 1 of the change
      first_row INTEGER NOT NULL, -- rows of the group before it
      row_count INTEGER NOT NULL,
      added INTEGER NOT NULL DEFAULT 0, -- 1: the provider has them
      hashes BLOB NOT NULL, -- doubles; of every number that is called
      rows BLOB, -- JSON, or a byte 1 and JSON packed by Brotli; null: not needed any more
      PRIMARY KEY (list, row_group, part)
    ) STRICT;
    INSERT INTO packed_contact_parts (list, row_group, part, first_row, row_count, added, hashes, rows)
      SELECT list, row_group, part, first_row, row_count, added, hashes, CAST(rows AS BLOB) FROM contact_parts;
    DROP TABLE contact_parts;
    ALTER TABLE packed_contact_parts RENAME TO contact_parts;
  `,
}
