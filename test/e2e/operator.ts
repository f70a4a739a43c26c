/** What an operator does in several tests. */
import type { Page } from '@playwright/test'
import type { ChannelName, Input, Output } from '../../src-shared/contract'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect } from './app'

/** Texts in the tests are the English ones, whatever the machine speaks. */
export const english = { LANG: 'en_US.UTF-8', LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' }

/** Calls main as the window does. @throws Error with what main says against it */
export async function invoke<Name extends ChannelName>(
  page: Page,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const answer = await page.evaluate(
    async ([channel, text]) => JSON.stringify(await window.switchboard.invoke(channel, JSON.parse(text))),
    [name, JSON.stringify(input)] as const,
  )
  const { ok, value, error } = JSON.parse(answer) as { ok: boolean; value: Output<Name>; error: unknown }
  if (!ok) throw new Error(JSON.stringify(error))
  return value
}

/** Opens a page by its address. @param path begins with `/` */
export async function goTo(page: Page, path: string): Promise<void> {
  // The first page is there by then, and does not come after the one that is asked for.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await page.evaluate((hash) => void (location.hash = hash), path)
}

/** Adds an account on the sandbox through the form. @returns the account's id */
export async function addAccount(page: Page, { exolve }: Pick<Sandbox, 'exolve'>, name = 'Office'): Promise<string> {
  await openArea(page, 'Accounts')
  await page.getByRole('main').getByRole('button', { name: 'Add account' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Base URL').fill(exolve.baseUrl)
  await page.getByLabel('API key', { exact: true }).fill(exolve.apiKey)
  await page.locator('form').getByRole('button', { name: 'Add account' }).click()
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeVisible()
  return /accounts\/([^/?]+)/.exec(page.url())?.[1] ?? ''
}

/** Opens the forwarding of a number by its address, and waits for its present state. */
export async function openForwarding(page: Page, accountId: string, number: string): Promise<void> {
  await goTo(page, `/at/${accountId}/forwarding/${number}/forwarding`)
  await expect(page.getByRole('button', { name: 'Review…' })).toBeVisible()
}

/** Presses a button with the keyboard, once it can be: a key that a button is not ready for is lost. */
export async function pressEnter(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name })
  await expect(button).toBeEnabled()
  await button.press('Enter')
}

/** Goes through review and apply, and waits for the outcome. */
export async function applyReviewed(page: Page, outcome = 'Done and read back'): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog.getByText(outcome)).toBeVisible()
  await changeStands(page)
}

/** Waits until the change in the dialog is over: its rows may say so before, and until then Escape leaves it open. */
export async function changeStands(page: Page): Promise<void> {
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' }).last()).toBeVisible()
}

/** Answers the question that holds up leaving with "stay", and waits until it is gone: the next one looks the same. */
export async function keepEditing(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Takes back what the outcome in the dialog tells of, through its own review, and leaves it. @param word typed where nothing takes that back */
export async function takeBack(page: Page, word?: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Undo…' }).click()
  await expect(page.getByRole('dialog', { name: 'Review the change' })).toBeVisible()
  if (word !== undefined) return applyTyped(page, word)
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  return closeDone(page)
}

/** The same for a change whose word has to be typed because nothing takes it back, and leaves it. */
export async function applyTyped(page: Page, word: string): Promise<void> {
  await page.getByRole('dialog').first().getByRole('button', { name: 'Apply' }).click()
  const confirm = page.getByRole('dialog', { name: /^Apply \d/ })
  await confirm.getByRole('textbox').fill(word)
  await confirm.getByRole('button', { name: 'Apply' }).click()
  await closeDone(page)
}

/** Waits until the reviewed change is done, and leaves it. */
export async function closeDone(page: Page): Promise<void> {
  const review = page.getByRole('dialog').first()
  await expect(review.getByText('Done and read back')).toBeVisible()
  await review.getByRole('button', { name: 'Close' }).last().click()
}
