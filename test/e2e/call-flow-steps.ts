/** A company that calls are played in, and what is called. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { formatPhone } from '../../src-shared/domain/phone'
import { openArea } from '../open-area'
import { expect } from './app'
import { invoke } from './operator'
import { addPbxAccount } from './pbx-operator'

/** Adds an account of the cloud PBX and reads all that it holds. @returns its id */
export async function fetchCompany(page: Page, sandbox: Sandbox): Promise<string> {
  const accountId = await addPbxAccount(page, sandbox)
  await invoke(page, 'pbx.refresh', { accountId })
  const fetchedAt = async () => (await invoke(page, 'pbx.refreshState', { accountId })).fetchedAt
  await expect.poll(fetchedAt, { timeout: 0 }).not.toBeNull()
  return accountId
}

/** A public number that leads to a menu. */
export function menuNumber({ pbx: { state } }: Sandbox): string {
  const found = [...state.dids.values()].find(
    ({ extension_id }) => extension_id !== null && state.extensions.get(extension_id)?.type === 'ivr',
  )
  if (!found) throw new Error('the demo company has no number that leads to a menu')
  return found.name
}

/** Chooses what is called, by its public number or a part of its label: the first that is found. */
export async function chooseCalled(page: Page, text: string): Promise<void> {
  await openArea(page, 'Where would it go?')
  // What was found for less of the text stands there until more is found.
  const label = /^\d+$/.test(text) ? formatPhone(text) : text
  const option = page.locator('.n-base-select-option').filter({ hasText: label }).first()
  // From its own page the link empties the form, and what was typed a moment before with it: it is typed again then.
  await expect(async () => {
    await page.getByLabel('Called').fill('')
    await page.getByLabel('Called').fill(text)
    await expect(option).toBeVisible({ timeout: 2000 })
  }).toPass()
  await option.click()
}
