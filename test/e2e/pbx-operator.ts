/** What an operator does in tests of the cloud PBX. */
import type { Page } from '@playwright/test'
import type { Output } from '../../src-shared/contract'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect } from './app'

/** Adds an account on the sandbox through the bridge, as the form does, and opens an area of it. @returns the account's id */
export async function openPbxArea(
  page: Page,
  { pbx }: Pick<Sandbox, 'pbx'>,
  area: 'intervals' | 'prompts' | 'numbers',
): Promise<string> {
  const input: unknown = {
    settings: {
      provider: 'pbx',
      label: 'Office PBX',
      colour: 'teal',
      group: '',
      production: false,
      baseUrl: pbx.baseUrl,
      signIn: 'clientCredentials',
      disabled: false,
    },
    secrets: { clientId: pbx.clientId, clientSecret: pbx.clientSecret },
    keep: 'keychain',
  }
  const added = (await page.evaluate((given: unknown) => window.switchboard.invoke('accounts.add', given), input)) as {
    ok: true
    value: Output<'accounts.add'>
  }
  expect(added.ok).toBe(true)
  const accountId = added.value.id
  await goToAccount(page, accountId, area)
  return accountId
}

/** Opens a page of the account by its address, once the window knows the account. */
export async function goToAccount(page: Page, accountId: string, place: string): Promise<void> {
  await expect(page.getByText('Office PBX').first()).toBeVisible()
  // The first page is there by then, and does not come after the one that is asked for.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate((hash) => (location.hash = hash), `#/at/${accountId}/${place}`)
}

export async function fetchCompany(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fetch', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible()
}
