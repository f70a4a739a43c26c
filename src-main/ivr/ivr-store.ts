/** Menus, how they are arranged, what they refer to, and what was there before each publishing, as kept in the database. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { ivrAccountSchema, type IvrAccount } from '@shared/contract/ivr'
import { arrangementSchema, type Arrangement } from '@shared/domain/ivr/arrangement'
import { namesIn, type MenuNames } from '@shared/domain/ivr/difference-names'
import { menuSchema, type Menu } from '@shared/domain/ivr/menu'

const json = z.string().transform((text): unknown => JSON.parse(text))
const menuRow = z.object({ menu: json.pipe(menuSchema), fetched_at: z.number() })
const arrangementRow = z.object({ contexts: json.pipe(arrangementSchema) })
const accountRow = z.object({ content: json.pipe(ivrAccountSchema) })
const publicationRow = z.object({ number: z.string(), former: json.pipe(menuSchema).nullable() })
const publicationsSchema = z.array(z.object({ changeId: z.string(), isNew: z.number().transform(Boolean) }))

const writtenRows = z.array(z.object({ context: z.string() }))

export interface KeptMenu {
  menu: Menu
  /** ms since 1970; contexts that were written and read again since are of later. */
  fetchedAt: number
  /** Keys of the contexts that changes wrote since, and an empty one for anything else; none: it is as it was read. */
  written: ReadonlySet<string>
}

export function createIvrStore(database: DatabaseSync) {
  const selectMenu = database.prepare(
    'SELECT menu, fetched_at FROM ivr_menus WHERE account_id = ? AND extension_id = ?',
  )
  const saveMenu = database.prepare('INSERT OR REPLACE INTO ivr_menus VALUES (?, ?, ?, ?)')
  const selectWritten = database.prepare(
    'SELECT context FROM ivr_written_contexts WHERE account_id = ? AND extension_id = ?',
  )
  const noteWritten = database.prepare('INSERT OR IGNORE INTO ivr_written_contexts VALUES (?, ?, ?)')
  const clearWritten = database.prepare('DELETE FROM ivr_written_contexts WHERE account_id = ? AND extension_id = ?')
  const selectArrangement = database.prepare(
    'SELECT contexts FROM ivr_arrangements WHERE account_id = ? AND extension_id = ?',
  )
  const saveArrangement = database.prepare('INSERT OR REPLACE INTO ivr_arrangements VALUES (?, ?, ?)')
  const selectAccount = database.prepare('SELECT content FROM ivr_accounts WHERE account_id = ?')
  const saveAccount = database.prepare('INSERT OR REPLACE INTO ivr_accounts VALUES (?, ?)')
  const selectPublication = database.prepare('SELECT number, former FROM ivr_publications WHERE change_id = ?')
  const selectPublications = database.prepare(
    `SELECT change_id AS changeId, former IS NULL AS isNew FROM ivr_publications
     WHERE account_id = ? AND number = ? ORDER BY rowid DESC LIMIT 100`,
  )
  const savePublication = database.prepare('INSERT OR REPLACE INTO ivr_publications VALUES (?, ?, ?, ?)')
  const removals = ['ivr_menus', 'ivr_written_contexts', 'ivr_arrangements', 'ivr_accounts', 'ivr_publications'].map(
    (table) => database.prepare(`DELETE FROM ${table} WHERE account_id = ?`),
  )

  /** What reading and parsing gave, until it is written anew: a review asks for each step. */
  const named = new Map<string, MenuNames>()
  const forgetNames = (accountId: string): void => {
    for (const key of named.keys()) if (key.startsWith(`${accountId}/`)) named.delete(key)
  }

  function readMenu(accountId: string, extensionId: number): KeptMenu | null {
    const row = menuRow.safeParse(selectMenu.get(accountId, extensionId))
    if (!row.success) return null
    const written = writtenRows.parse(selectWritten.all(accountId, extensionId))
    const { menu, fetched_at: fetchedAt } = row.data
    return { menu, fetchedAt, written: new Set(written.map(({ context }) => context)) }
  }
  const readAccount = (accountId: string): IvrAccount | null =>
    accountRow.safeParse(selectAccount.get(accountId)).data?.content ?? null

  return {
    /** @returns null when it was never read, or is not of this shape any more */
    readMenu,
    saveMenu(accountId: string, extensionId: number, menu: Menu, fetchedAt: number): void {
      saveMenu.run(accountId, extensionId, JSON.stringify(menu), fetchedAt)
      forgetNames(accountId)
    },
    /** Something in this context is written; null: something else of the menu. Its names hold until it is read again. */
    noteWritten(accountId: string, extensionId: number, context: number | null): void {
      noteWritten.run(accountId, extensionId, context === null ? '' : String(context))
    },
    /** What is kept is what was written. */
    clearWritten(accountId: string, extensionId: number): void {
      clearWritten.run(accountId, extensionId)
    },
    /** @returns empty for a menu whose contexts nobody arranged */
    readArrangement: (accountId: string, extensionId: number): Arrangement =>
      arrangementRow.safeParse(selectArrangement.get(accountId, extensionId)).data?.contexts ?? [],
    saveArrangement(accountId: string, extensionId: number, arrangement: Arrangement): void {
      saveArrangement.run(accountId, extensionId, JSON.stringify(arrangement))
    },
    readAccount,
    saveAccount(accountId: string, account: IvrAccount): void {
      saveAccount.run(accountId, JSON.stringify(account))
      forgetNames(accountId)
    },
    /** What the ids in a menu stand for, as far as was read. */
    names(accountId: string, extensionId: number): MenuNames {
      const key = `${accountId}/${extensionId}`
      const known = named.get(key) ?? namesIn(readAccount(accountId), readMenu(accountId, extensionId)?.menu)
      named.set(key, known)
      return known
    },
    /** @returns null for a change that published no menu; `former` null: the menu was not there before */
    isPublication: (changeId: string): boolean => selectPublication.get(changeId) !== undefined,
    readPublication: (changeId: string): { number: string; former: Menu | null } | null =>
      publicationRow.safeParse(selectPublication.get(changeId)).data ?? null,
    /** All that were planned of the menu with this number, the last one first. `isNew`: it was to make the menu. */
    publicationsOf: (accountId: string, number: string): { changeId: string; isNew: boolean }[] =>
      publicationsSchema.parse(selectPublications.all(accountId, number)),
    savePublication(changeId: string, accountId: string, number: string, former: Menu | null): void {
      savePublication.run(changeId, accountId, number, former && JSON.stringify(former))
    },
    removeAccount(accountId: string): void {
      for (const removal of removals) removal.run(accountId)
      forgetNames(accountId)
    },
  }
}
