/** The steps of the demo, in their order: one account, the forwarding of one number, then of many from a file, a purchase, numbers at Twin and people called by a job there, and calls that are only simulated. */
import type { Locator, Page } from 'playwright-core'
import { openArea } from '../open-area'
import type { Stage, Step } from './demo'
import { autocallSteps } from './autocall-steps'
import { buyingSteps } from './buying-steps'
import { callSteps } from './call-steps'
import { importSteps } from './import-steps'
import { pbxSteps } from './pbx-steps'
import { twinNumberSteps } from './twin-number-steps'

const accountName = 'Support line'
/** The number of the document's examples, which the demo provider owns; as the list shows it and as it is sent. */
const number = { shown: '+7 499 111-22-33', code: '74991112233' }

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name })

const changeForwarding = (page: Page) => page.getByRole('button', { name: /^(Set|Change) forwarding/ })

/** Review, apply, and the outcome that was read back from the provider; the window's picture is of that outcome. */
async function applyReviewed(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await button(dialog, 'Apply').click()
  await dialog.getByText('Done and read back').waitFor()
}

async function closeReview(page: Page): Promise<void> {
  await button(page.getByRole('dialog'), 'Close').last().click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Sends the form as it is, and checks that exactly one request of this name took effect at the provider. */
async function save({ page, sandbox }: Stage, review: string, path: string): Promise<void> {
  const before = sandbox.ledger.entries({ path, acted: true }).length
  await button(page, review).click()
  await applyReviewed(page)
  const sent = sandbox.ledger.entries({ path, acted: true }).length - before
  if (sent !== 1) throw new Error(`The provider carried out ${path} ${sent} times instead of once.`)
}

export const steps: Step[] = [
  {
    title: 'The console opens for the first time and offers to add an account',
    picture: 'first-start',
    async act({ page }) {
      await button(page.getByRole('main'), 'Add account').first().waitFor()
    },
  },
  {
    title: 'An account is added; its key goes into the system keychain',
    picture: 'account-added',
    async act({ page, sandbox }) {
      await button(page.getByRole('main'), 'Add account').first().click()
      await page.getByLabel('Name', { exact: true }).fill(accountName)
      await page.getByLabel('Base URL').fill(sandbox.exolve.baseUrl)
      await page.getByLabel('API key', { exact: true }).fill(sandbox.exolve.apiKey)
      await button(page.locator('form'), 'Add account').click()
      await page.getByText('A key is stored in the system keychain').waitFor()
    },
  },
  {
    title: 'The connection is tested: key, address, connection, answer',
    picture: 'connection-tested',
    async act({ page }) {
      await button(page, 'Test connection').click()
      await page.getByText('The provider answers and accepts the key.').waitFor()
    },
  },
  {
    title: 'The numbers of the account are fetched and listed',
    picture: 'numbers',
    async act({ page }) {
      await openArea(page, 'Numbers')
      await button(page, 'Fetch the numbers').click()
      await page.getByRole('main').getByText('240 numbers').waitFor()
    },
  },
  {
    title: `${number.shown} is found, and its present forwarding is read`,
    picture: 'number',
    async act({ page }) {
      await page.getByRole('textbox', { name: 'Number, note or target' }).fill(number.code)
      await page.getByRole('grid').getByRole('row', { name: number.shown }).click()
      await changeForwarding(page).waitFor()
    },
  },
  {
    title: 'Forwarding to a number on working days is set, and read back',
    picture: 'forwarding-to-number',
    async act(stage) {
      const { page } = stage
      await changeForwarding(page).click()
      await page.getByRole('textbox', { name: 'Number or SIP ID' }).first().fill('+7 (499) 222-33-44')
      await page.getByLabel('Rings for, s').first().fill('16')
      await page.getByLabel('Period', { exact: true }).first().fill('wd {Mon-Fri} hr {9am-6pm}')
      await save(stage, 'Review…', 'SetCallForwarding')
    },
  },
  {
    title: 'Forwarding to a URL takes its place',
    picture: 'forwarding-to-url',
    async act(stage) {
      const { page } = stage
      await closeReview(page)
      await page.getByText('URL', { exact: true }).first().click()
      await page.getByRole('textbox', { name: 'URL', exact: true }).fill('https://example.com/')
      await page.getByLabel('Reserve number').fill('+7 499 333-44-55')
      await save(stage, 'Review…', 'SetCallForwarding')
    },
  },
  {
    title: 'Forwarding to a SIP trunk takes its place',
    picture: 'forwarding-to-static-ip',
    async act(stage) {
      const { page } = stage
      await closeReview(page)
      await page.getByText('SIP trunk (static IP)').click()
      await page.getByLabel('IP address').fill('127.0.0.1')
      await page.getByLabel('Port', { exact: true }).fill('10')
      await page.getByLabel('Timeout, s').fill('30')
      await page.getByLabel('DID number').fill('111')
      await save(stage, 'Review…', 'SetCallForwarding')
    },
  },
  {
    title: 'Forwarding is removed',
    picture: 'forwarding-removed',
    async act(stage) {
      await closeReview(stage.page)
      await save(stage, 'Remove forwarding…', 'DeleteCallForwarding')
    },
  },
  {
    title: 'The console shows what the provider has now: no forwarding',
    picture: 'no-forwarding',
    async act({ page }) {
      await closeReview(page)
      await page.getByText('Now: No forwarding').waitFor()
    },
  },
  ...importSteps,
  ...buyingSteps,
  ...twinNumberSteps,
  ...autocallSteps,
  ...callSteps,
  ...pbxSteps,
]
