/** What an operator does in tests of the cloud PBX. */
import type { Page } from '@playwright/test'
import type { Input } from '../../src-shared/contract'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect } from './app'
import { goTo, invoke } from './operator'

/** An account on the demo company, as the form sends it. @param application whose keys it has; by default the one that may all */
export function pbxAccount(
  { pbx }: Pick<Sandbox, 'pbx'>,
  label: string,
  application: { clientId: string; clientSecret: string } = pbx,
): Input<'accounts.add'> {
  const { clientId, clientSecret } = application
  return {
    settings: {
      provider: 'pbx',
      label,
      colour: 'teal',
      group: '',
      production: false,
      baseUrl: pbx.baseUrl,
      signIn: 'clientCredentials',
      disabled: false,
    },
    secrets: { clientId, clientSecret },
    keep: 'keychain',
  }
}

const officeLabel = 'Office PBX'

/** @returns the account's id, once the window knows the account: until then its pages lead to the overview */
export async function addPbxAccount(page: Page, sandbox: Pick<Sandbox, 'pbx'>): Promise<string> {
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const { id } = await invoke(page, 'accounts.add', pbxAccount(sandbox, officeLabel))
  await expect(page.getByText(officeLabel).first()).toBeVisible()
  return id
}

/** Adds an account and opens an area of it. @returns the account's id */
export async function openPbxArea(
  page: Page,
  sandbox: Pick<Sandbox, 'pbx'>,
  area: 'intervals' | 'prompts' | 'numbers' | 'ivr',
): Promise<string> {
  const accountId = await addPbxAccount(page, sandbox)
  await goToAccount(page, accountId, area)
  return accountId
}

/** Opens a page of the account by its address, once the window knows the account. */
export async function goToAccount(page: Page, accountId: string, place: string): Promise<void> {
  await expect(page.getByText(officeLabel).first()).toBeVisible()
  await goTo(page, `/at/${accountId}/${place}`)
}

export async function fetchCompany(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fetch', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible()
}
