import type { DatabaseSync } from 'node:sqlite'
import type { z } from 'zod'

/** What the program remembers about itself: one JSON value per name. */
export interface StateStore {
  /** @returns null when nothing is kept, or when what is kept is not of this shape (any more). */
  read<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> | null
  write(name: string, value: unknown): void
}

export function createStateStore(database: DatabaseSync): StateStore {
  const select = database.prepare('SELECT value FROM state WHERE name = ?')
  const upsert = database.prepare('INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)')
  return {
    read(name, schema) {
      const row = select.get(name)
      return row ? (schema.safeParse(JSON.parse(String(row['value']))).data ?? null) : null
    },
    write(name, value) {
      upsert.run(name, JSON.stringify(value))
    },
  }
}
