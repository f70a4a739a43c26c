/** The steps of the demo, in their order. */
import type { Step } from './demo'

const accountName = 'Support line'

export const steps: Step[] = [
  {
    title: 'The console opens for the first time and offers to add an account',
    picture: 'first-start',
    async act({ page }) {
      await page.getByRole('heading', { level: 1 }).first().waitFor()
    },
  },
  {
    title: 'An account is added; its key goes into the system keychain',
    picture: 'account-added',
    async act({ page, sandbox }) {
      await page
        .getByRole('button', { name: 'Add account' })
        .or(page.getByRole('link', { name: 'Add account' }))
        .first()
        .click()
      await page.getByLabel('Name', { exact: true }).fill(accountName)
      await page.getByLabel('Base URL').fill(sandbox.exolve.baseUrl)
      await page.getByLabel('API key').fill(sandbox.exolve.apiKey)
      await page.getByRole('button', { name: 'Add account' }).last().click()
      await page.getByText('A key is stored in the system keychain').waitFor()
    },
  },
  {
    title: 'The connection is tested: address, connection, answer and key',
    picture: 'connection-tested',
    async act({ page }) {
      await page.getByRole('button', { name: 'Test connection' }).click()
      await page.getByText('The provider answers and accepts the key.').waitFor()
    },
  },
]
