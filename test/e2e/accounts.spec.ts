import type { Page } from '@playwright/test'
import { areaLink, openArea } from '../open-area'
import { expect, test } from './app'
import { keepEditing } from './operator'

test.use({ environment: { LANG: 'en_US.UTF-8', LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' } })

interface Entered {
  name: string
  baseUrl: string
  apiKey: string
}

async function openNewAccount(page: Page) {
  await openArea(page, 'Accounts')
  await page.getByRole('main').getByRole('button', { name: 'Add account' }).first().click()
  await expect(page.getByRole('heading', { name: 'New account' })).toBeVisible()
}

async function enterAccount(page: Page, { name, baseUrl, apiKey }: Entered) {
  await openNewAccount(page)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Base URL').fill(baseUrl)
  await page.getByLabel('API key', { exact: true }).fill(apiKey)
}

async function addAccount(page: Page, entered: Entered) {
  await enterAccount(page, entered)
  await page.locator('form').getByRole('button', { name: 'Add account' }).click()
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeVisible()
}

const stage = (page: Page, name: string) => page.locator(`[data-stage="${name}"]`)
const question = (page: Page) => page.getByRole('dialog')

test('an account with its key in the keychain works, and is there after a restart', async ({ app, sandbox }) => {
  await addAccount(app.page, { name: 'Office', ...sandbox.exolve })
  await expect(app.page.getByText('A key is stored in the system keychain.')).toBeVisible()

  await app.page.getByRole('button', { name: 'Test connection' }).click()
  await expect(app.page.getByText('The provider answers and accepts the key.')).toBeVisible()
  await expect(stage(app.page, 'key')).toContainText('Passed')
  // Plain http on loopback has no certificate and no name to look up.
  await expect(stage(app.page, 'tls')).toContainText('Skipped')

  await app.quit()
  await app.start()
  await app.page.getByRole('link', { name: 'Office' }).click()
  await expect(app.page.getByText('A key is stored in the system keychain.')).toBeVisible()
  await app.page.getByRole('button', { name: 'Test connection' }).click()
  await expect(app.page.getByText('The provider answers and accepts the key.')).toBeVisible()
})

test('a wrong key is named at the stage that it fails at', async ({ app, sandbox }) => {
  await addAccount(app.page, { name: 'Office', baseUrl: sandbox.exolve.baseUrl, apiKey: 'wrong-key' })
  await app.page.getByRole('button', { name: 'Test connection' }).click()
  await expect(app.page.getByText('Failed at: Key check')).toBeVisible()
  await expect(stage(app.page, 'http')).toContainText('Passed')
  await expect(stage(app.page, 'key')).toContainText('Failed')
  await expect(app.page.getByText('The provider does not accept this key or password.')).toBeVisible()
})

test('an address at which nothing listens fails at the connection', async ({ app, sandbox }) => {
  await sandbox.close()
  await addAccount(app.page, { name: 'Office', ...sandbox.exolve })
  await app.page.getByRole('button', { name: 'Test connection' }).click()
  await expect(app.page.getByText('Failed at: Connection')).toBeVisible()
  await expect(stage(app.page, 'http')).toContainText('Skipped')
})

test('mistakes are shown at their fields and nothing is sent', async ({ app, sandbox }) => {
  await enterAccount(app.page, { name: '', baseUrl: 'http://api.example.com', apiKey: '' })
  await expect(app.page.getByText('Only https is allowed')).toBeVisible()
  await expect(app.page.getByText('Fill this in.')).toHaveCount(0)
  await app.page.locator('form').getByRole('button', { name: 'Add account' }).click()
  await expect(app.page.getByText('Fill this in.')).toHaveCount(2)
  await expect(app.page.getByLabel('Name', { exact: true })).toBeFocused()
  expect(sandbox.ledger.entries()).toEqual([])
})

test('a key moves to another host only when it is entered again', async ({ app, sandbox }) => {
  await addAccount(app.page, { name: 'Office', ...sandbox.exolve })
  await app.page.getByLabel('Base URL').fill('https://api.exolve.ru')
  await app.page.getByRole('button', { name: 'Save' }).click()
  await expect(app.page.getByText('The stored key was entered for another address.')).toBeVisible()
  await app.page.getByLabel('API key, new').fill('another-key')
  await app.page.getByRole('button', { name: 'Save' }).click()
  await expect(app.page.getByText('A key is stored in the system keychain.')).toBeVisible()
  await expect(app.page.getByLabel('API key, new')).toHaveValue('')
})

test('a production account is removed only after its name was typed', async ({ app, sandbox }) => {
  await enterAccount(app.page, { name: 'Live office', ...sandbox.exolve })
  await app.page.getByRole('checkbox', { name: 'Production account' }).click()
  await app.page.locator('form').getByRole('button', { name: 'Add account' }).click()
  await app.page.getByRole('button', { name: 'Remove…' }).click()

  const confirm = question(app.page).getByRole('button', { name: 'Remove account' })
  await expect(confirm).toBeDisabled()
  await question(app.page).getByRole('textbox').fill('Live office')
  await confirm.click()
  await expect(app.page.getByText('Add the first account')).toBeVisible()
  await app.quit()
  await app.start()
  await expect(app.page.getByText('Add the first account')).toBeVisible()
})

test('a form that is being filled in holds up closing, and its draft waits at the next start', async ({ app }) => {
  await openNewAccount(app.page)
  await app.page.getByLabel('Name', { exact: true }).fill('Half-typed office')
  await app.page.getByLabel('API key', { exact: true }).fill('S3cr3t-half-typed')

  await app.quit()
  await keepEditing(app.page)
  await expect(app.page.getByLabel('API key', { exact: true })).toHaveValue('S3cr3t-half-typed')

  await areaLink(app.page, 'Overview').click()
  await keepEditing(app.page)
  await expect(app.page.getByRole('heading', { name: 'New account' })).toBeVisible()

  await app.quit()
  await question(app.page).getByRole('button', { name: 'Leave, keep the draft' }).click()
  expect(await app.ended).toBe(0)

  await app.start()
  await app.page.getByRole('button', { name: 'Continue' }).click()
  await expect(app.page.getByText(/^Continued from the draft of/)).toBeVisible()
  await expect(app.page.getByLabel('Name', { exact: true })).toHaveValue('Half-typed office')
  await expect(app.page.getByLabel('API key', { exact: true })).toHaveValue('')

  await app.page.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(app.page.getByLabel('Name', { exact: true })).toHaveValue('')
})

test('the first start offers the demo provider, and everything is reached by keyboard', async ({ app }) => {
  await app.page.getByRole('button', { name: 'Try with the demo provider' }).click()
  await expect(app.page.getByRole('table')).toContainText('MTS Exolve')

  await app.page.keyboard.press('Control+K')
  await expect(app.page.getByRole('combobox', { name: 'Area, account or command' })).toBeFocused()
  await app.page.keyboard.type('sett')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await app.page.keyboard.press('Alt+1')
  await expect(app.page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
})

test('the language and the theme chosen are those of the next start', async ({ app }) => {
  await openArea(app.page, 'Settings')
  await app.page.getByText('Dark', { exact: true }).click()
  await app.page.getByText('Русский').click()
  await expect(app.page.getByRole('heading', { name: 'Настройки', level: 1 })).toBeVisible()
  await app.quit()
  await app.start()
  await expect(app.page.getByRole('heading', { name: 'Обзор', level: 1 })).toBeVisible()
  expect(await app.page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark')
})

test.describe('without a keychain', () => {
  test.use({ keychain: 'absent' })

  test('the key is kept for this session only, and the window says what to do', async ({ app, sandbox }) => {
    await openNewAccount(app.page)
    await expect(app.page.getByText('No system keychain found')).toBeVisible()
    await expect(app.page.getByText(/Until then keys can be kept for this session only/)).toBeVisible()
    await expect(app.page.getByRole('radio', { name: 'Keep in the system keychain' })).toBeDisabled()

    await app.page.getByLabel('Name', { exact: true }).fill('Office')
    await app.page.getByLabel('Base URL').fill(sandbox.exolve.baseUrl)
    await app.page.getByLabel('API key', { exact: true }).fill(sandbox.exolve.apiKey)
    await app.page.locator('form').getByRole('button', { name: 'Add account' }).click()
    await expect(app.page.getByText('A key is kept for this session only.')).toBeVisible()
    await app.page.getByRole('button', { name: 'Test connection' }).click()
    await expect(app.page.getByText('The provider answers and accepts the key.')).toBeVisible()

    await app.quit()
    await app.start()
    await expect(app.page.getByRole('row', { name: /Office/ })).toContainText('No key')
  })
})
