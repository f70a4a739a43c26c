import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** Unsaved forms, each as the JSON text that it wrote. Times in ms since 1970. */
export interface DraftStore {
  /** Both null: there is no such draft. */
  read(key: string): { text: string | null; savedAt: number | null }
  save(key: string, text: string): void
  discard(key: string): void
  /** Newest first. */
  list(): { key: string; savedAt: number }[]
}

const rowSchema = z.object({ key: z.string(), savedAt: z.number() })
const contentSchema = z.object({ text: z.string(), savedAt: z.number() })

export function createDraftStore(database: DatabaseSync, now: () => number): DraftStore {
  const select = database.prepare('SELECT value AS text, saved_at AS savedAt FROM drafts WHERE key = ?')
  const upsert = database.prepare('INSERT OR REPLACE INTO drafts (key, value, saved_at) VALUES (?, ?, ?)')
  const remove = database.prepare('DELETE FROM drafts WHERE key = ?')
  const selectAll = database.prepare('SELECT key, saved_at AS savedAt FROM drafts ORDER BY saved_at DESC, key')
  return {
    read(key) {
      const row = select.get(key)
      return row ? contentSchema.parse(row) : { text: null, savedAt: null }
    },
    save(key, text) {
      upsert.run(key, text, now())
    },
    discard(key) {
      remove.run(key)
    },
    list: () => z.array(rowSchema).parse(selectAll.all()),
  }
}
