/** What an operator does in tests of IVR menus. */
import type { Locator, Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect } from './app'
import { openPbxArea } from './pbx-operator'

/** Adds an account and opens its menus. @returns the account's id */
export async function openMenus(page: Page, sandbox: Pick<Sandbox, 'pbx'>): Promise<string> {
  const accountId = await openPbxArea(page, sandbox, 'ivr')
  await expect(page.getByRole('heading', { name: 'IVR menus' })).toBeVisible()
  return accountId
}

export const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Contexts, options and rules' })
export const row = (page: Page, name: string | RegExp): Locator => tree(page).getByRole('treeitem', { name })

/** The rows that are chosen, as they read. */
export const chosen = (page: Page): Locator => tree(page).getByRole('treeitem', { selected: true })

/** From the menus of the account. */
export async function openMenu(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(number) }).click()
  await expect(page.getByRole('heading', { name: new RegExp(`^${number} · `) })).toBeVisible()
}

/** Leaves a menu for another one; what is not published stays as a draft. */
export async function goToMenu(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'All menus' }).click()
  const leave = page.getByRole('button', { name: 'Leave, keep the draft' })
  const menus = page.getByRole('heading', { name: 'IVR menus', level: 1 })
  await expect(leave.or(menus)).toBeVisible()
  if (await leave.isVisible()) await leave.click()
  await openMenu(page, number)
}
