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

export function createIvrStore(database: DatabaseSync) {
  const selectMenu = database.prepare(
    'SELECT menu, fetched_at FROM ivr_menus WHERE account_id = ? AND extension_id = ?',
  )
  const saveMenu = database.prepare('INSERT OR REPLACE INTO ivr_menus VALUES (?, ?, ?, ?)')
  const selectAccount = database.prepare('SELECT content FROM ivr_accounts WHERE account_id = ?')
  const saveAccount = database.prepare('INSERT OR REPLACE INTO ivr_accounts VALUES (?, ?)')
  const selectPublication = database.prepare('SELECT number, former FROM ivr_publications WHERE change_id = ?')
  const savePublication = database.prepare('INSERT OR REPLACE INTO ivr_publications VALUES (?, ?, ?, ?)')
  const removals = ['ivr_menus', 'ivr_accounts', 'ivr_publications'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE account_id = ?`),
  )

  /** What reading and parsing gave, until it is written anew: a review asks for each step. */
  const named = new Map<string, MenuNames>()
  const forgetNames = (accountId: string): void => {
    for (const key of named.keys()) if (key.startsWith(`${accountId}/`)) named.delete(key)
  }

  function readMenu(accountId: string, extensionId: number): { menu: Menu; fetchedAt: number } | null {
    const row = menuRow.safeParse(selectMenu.get(accountId, extensionId))
    return row.success ? { menu: row.data.menu, fetchedAt: row.data.fetched_at } : null
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
    savePublication(changeId: string, accountId: string, number: string, former: Menu | null): void {
      savePublication.run(changeId, accountId, number, former && JSON.stringify(former))
    },
    removeAccount(accountId: string): void {
      for (const removal of removals) removal.run(accountId)
      forgetNames(accountId)
    },
  }
}
