/** Menus, what they refer to, and what was there before each publishing, as they are kept in the database. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { ivrAccountSchema, type IvrAccount } from '@shared/contract/ivr'
import { namesIn, type MenuNames } from '@shared/domain/ivr/difference-names'
import { menuSchema, type Menu } from '@shared/domain/ivr/menu'

const json = z.string().transform((text): unknown => JSON.parse(text))
const menuRow = z.object({ menu: json.pipe(menuSchema), fetched_at: z.number() })
const accountRow = z.object({ content: json.pipe(ivrAccountSchema) })
const publicationRow = z.object({ number: z.string(), former: json.pipe(menuSchema).nullable() })
const publicationsSchema = z.array(z.object({ changeId: z.string(), isNew: z.number().transform(Boolean) }))

interface Kept {
  menu: Menu
  /** ms since 1970; 0: a change has written to it since. */
  fetchedAt: number
}

export function createIvrStore(database: DatabaseSync) {
  const selectMenu = database.prepare(
    'SELECT menu, fetched_at FROM ivr_menus WHERE account_id = ? AND extension_id = ?',
  )
  const saveMenu = database.prepare('INSERT OR REPLACE INTO ivr_menus VALUES (?, ?, ?, ?)')
  const outdate = database.prepare('UPDATE ivr_menus SET fetched_at = 0 WHERE account_id = ? AND extension_id = ?')
  const selectAccount = database.prepare('SELECT content FROM ivr_accounts WHERE account_id = ?')
  const saveAccount = database.prepare('INSERT OR REPLACE INTO ivr_accounts VALUES (?, ?)')
  const selectPublication = database.prepare('SELECT number, former FROM ivr_publications WHERE change_id = ?')
  const selectPublications = database.prepare(
    `SELECT change_id AS changeId, former IS NULL AS isNew FROM ivr_publications
     WHERE account_id = ? AND number = ? ORDER BY rowid DESC LIMIT 100`,
  )
  const savePublication = database.prepare('INSERT OR REPLACE INTO ivr_publications VALUES (?, ?, ?, ?)')
  const removals = ['ivr_menus', 'ivr_accounts', 'ivr_publications'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE account_id = ?`),
  )

  /** What reading and parsing gave, until it is written anew: a review asks for each step. */
  const named = new Map<string, MenuNames>()
  const forgetNames = (accountId: string): void => {
    for (const key of named.keys()) if (key.startsWith(`${accountId}/`)) named.delete(key)
  }

  function readMenu(accountId: string, extensionId: number): Kept | null {
    const row = menuRow.safeParse(selectMenu.get(accountId, extensionId))
    return row.success ? { menu: row.data.menu, fetchedAt: row.data.fetched_at } : null
  }
  const readAccount = (accountId: string): IvrAccount | null =>
    accountRow.safeParse(selectAccount.get(accountId)).data?.content ?? null

  return {
    /** @returns null when it was never read, was written since, or is not of this shape any more */
    readMenu: (accountId: string, extensionId: number): Kept | null => {
      const kept = readMenu(accountId, extensionId)
      return kept && kept.fetchedAt > 0 ? kept : null
    },
    saveMenu(accountId: string, extensionId: number, menu: Menu, fetchedAt: number): void {
      saveMenu.run(accountId, extensionId, JSON.stringify(menu), fetchedAt)
      forgetNames(accountId)
    },
    /** Something of it was written: it is read anew when it is looked at next. Its names hold until then. */
    forgetMenu(accountId: string, extensionId: number): void {
      outdate.run(accountId, extensionId)
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
