/** What an operator does with incoming rules, and what the provider is to receive of them. */
import type { Locator, Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect } from './app'
import { applyReviewed, goTo } from './operator'
import { addPbxAccount } from './pbx-operator'

export const extensionOf = (sandbox: Sandbox, number: string) => {
  const found = [...sandbox.pbx.state.extensions.values()].find(({ name }) => name.endsWith(`*${number}`))
  if (!found) throw new Error(`the demo has no extension ${number}`)
  return found
}

/** Opens the rules of an extension, everything fetched. @returns the account's id */
export async function openRules(page: Page, sandbox: Sandbox, number: string): Promise<string> {
  const accountId = await addPbxAccount(page, sandbox)
  await goTo(page, `/at/${accountId}/rules`)
  await expect(page.getByRole('heading', { name: 'Incoming rules' })).toBeVisible()
  await page.getByRole('button', { name: 'Fetch', exact: true }).click()
  await page.getByLabel('Number or label').fill(number)
  await page.getByRole('row', { name: new RegExp(`^${number}`) }).click()
  await expect(page.getByRole('heading', { name: number })).toBeVisible()
  return accountId
}

/** Bodies of what the provider was sent to this extension. */
export const received = (sandbox: Sandbox, method: string, extension: number, end = '/incom_rule/'): unknown[] =>
  sandbox.ledger
    .entries({ acted: true })
    .filter((entry) => entry.method === method && entry.path.endsWith(`/extension/${extension}${end}`))
    .map(({ body }) => JSON.parse(body) as unknown)

export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(field, { exact: true }).click()
  await page.locator('.n-base-select-option:visible').filter({ hasText: option }).first().click()
  // The next one must not be looked for in the list that is just closing.
  await expect(page.locator('.n-base-select-menu:visible')).toHaveCount(0)
}

export const addRule = (page: Page) => page.getByRole('button', { name: 'Add rule' }).click()
export const review = (page: Page) => page.getByRole('button', { name: 'Review…' }).click()

export async function save(page: Page): Promise<void> {
  await review(page)
  await applyReviewed(page)
  await closeReview(page)
}

export async function closeReview(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

export async function addDestinations(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Add a number', { exact: true })
  await field.fill(text)
  await field.press('Enter')
}

export async function fillLeg(page: Page, leg: Locator, number: string, delay: string): Promise<void> {
  await leg.getByLabel('Number', { exact: true }).fill(number)
  await leg.getByLabel('Joins after, s').fill(delay)
  await page.keyboard.press('Tab')
}

/** What a rule has unless somebody sets another, by the table of page /incom_rule/. */
export const usual = {
  name: null,
  enabled: true,
  final: true,
  caller_id_action: 'any',
  caller_id: null,
  call_status: 'any',
  extension_call_status: 'any',
  extension_status: 'any',
  interval: null,
}
export const ringing = { transfer_timeout: 60, ignore_early_media: true, allow_public_transfer: false }
