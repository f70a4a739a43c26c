/** A company that calls are played in, and what is called. */
import type { Page } from '@playwright/test'
import type { Bridge } from '../../src-shared/contract'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect } from './app'

declare const switchboard: Bridge

/** Adds an account of the cloud PBX and reads all that it holds. @returns its id */
export async function fetchCompany(page: Page, { pbx }: Sandbox): Promise<string> {
  await expect(page.getByRole('navigation')).toBeVisible()
  const { baseUrl, clientId, clientSecret } = pbx
  const id = await page.evaluate(
    async ({ baseUrl: url, ...secrets }) => {
      const settings = {
        provider: 'pbx',
        label: 'Company',
        colour: 'blue',
        group: '',
        production: false,
        baseUrl: url,
        signIn: 'clientCredentials',
        disabled: false,
      }
      const added = await switchboard.invoke('accounts.add', { settings, secrets, keep: 'session' })
      const { value } = added as { value: { id: string } }
      await switchboard.invoke('pbx.refresh', { accountId: value.id })
      return value.id
    },
    { baseUrl, clientId, clientSecret },
  )
  const isFetched = () =>
    page.evaluate(async (accountId) => {
      const answer = await switchboard.invoke('pbx.refreshState', { accountId })
      return (answer as { value: { fetchedAt: number | null } }).value.fetchedAt !== null
    }, id)
  await expect.poll(isFetched, { timeout: 0 }).toBe(true)
  return id
}

/** A public number that leads to a menu. */
export function menuNumber({ pbx: { state } }: Sandbox): string {
  const found = [...state.dids.values()].find(
    ({ extension_id }) => extension_id !== null && state.extensions.get(extension_id)?.type === 'ivr',
  )
  if (!found) throw new Error('the demo company has no number that leads to a menu')
  return found.name
}

/** Chooses what is called, by its number or label: the first that is found. */
export async function chooseCalled(page: Page, text: string): Promise<void> {
  await openArea(page, 'Where would it go?')
  const option = page.locator('.n-base-select-option').first()
  // From its own page the link empties the form, and what was typed a moment before with it: it is typed again then.
  await expect(async () => {
    await page.getByLabel('Called').fill('')
    await page.getByLabel('Called').fill(text)
    await expect(option).toBeVisible({ timeout: 2000 })
  }).toPass()
  await option.click()
}
