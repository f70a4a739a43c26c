import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

type Json = z.infer<ReturnType<typeof z.json>>

/** Unsaved forms. Times in ms since 1970. */
export interface DraftStore {
  /** Both null: there is no such draft. */
  read(key: string): { value: Json | null; savedAt: number | null }
  save(key: string, value: Json): void
  discard(key: string): void
  /** Newest first. */
  list(): { key: string; savedAt: number }[]
}

const rowSchema = z.object({ key: z.string(), savedAt: z.number() })

export function createDraftStore(database: DatabaseSync, now: () => number): DraftStore {
  const select = database.prepare('SELECT key, value, saved_at AS savedAt FROM drafts WHERE key = ?')
  const upsert = database.prepare('INSERT OR REPLACE INTO drafts (key, value, saved_at) VALUES (?, ?, ?)')
  const remove = database.prepare('DELETE FROM drafts WHERE key = ?')
  const selectAll = database.prepare('SELECT key, saved_at AS savedAt FROM drafts ORDER BY saved_at DESC, key')
  return {
    read(key) {
      const row = select.get(key)
      if (!row) return { value: null, savedAt: null }
      return { value: z.json().parse(JSON.parse(String(row['value']))), savedAt: rowSchema.parse(row).savedAt }
    },
    save(key, value) {
      upsert.run(key, JSON.stringify(value), now())
    },
    discard(key) {
      remove.run(key)
    },
    list: () => z.array(rowSchema).parse(selectAll.all()),
  }
}
