/** The part of the demo at Twin: numbers that share one incoming rule, from a file with SIP passwords. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openArea } from '../open-area'
import type { Step } from './demo'

const count = 120

/** A header and a number with its own SIP line in each row. */
const file = (): string =>
  [
    'title;number;trunk;login;password',
    ...Array.from({ length: count }, (_, index) => {
      const place = String(index).padStart(4, '0')
      return `Desk ${index + 1};+7 495 123-${place.slice(0, 2)}-${place.slice(2)};Основной транк;line${index};sip-${place}-x`
    }),
  ].join('\r\n')

export const twinNumberSteps: Step[] = [
  {
    title: 'An account of Twin is added; e-mail and password go into the system keychain',
    picture: 'twin-account',
    async act({ page, sandbox }) {
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await openArea(page, 'Accounts')
      await page.getByRole('main').getByRole('button', { name: 'Add account' }).first().click()
      await page.locator('form .n-base-selection').first().click()
      await page.locator('.n-base-select-option', { hasText: 'Twin' }).click()
      await page.getByLabel('Name', { exact: true }).fill('Clinic')
      await page.getByLabel('Base URL').fill(sandbox.twin.baseUrl)
      await page.getByLabel('E-mail', { exact: true }).fill(sandbox.twin.email)
      await page.getByLabel('Password', { exact: true }).fill(sandbox.twin.password)
      await page.locator('form').getByRole('button', { name: 'Add account' }).click()
      await page.getByRole('button', { name: 'Test connection' }).click()
      await page.getByText('The provider answers and accepts').waitFor()
    },
  },
  {
    title: `A file of ${count} numbers is checked; their SIP passwords stay out of the window`,
    picture: 'twin-numbers-file',
    async act({ page, folder, chooseFile }) {
      const path = join(folder, 'numbers.csv')
      writeFileSync(path, file())
      await openArea(page, 'Numbers')
      await page.getByRole('button', { name: 'Create numbers' }).click()
      await page.getByRole('button', { name: 'Fetch the provider’s list' }).click()
      await page.getByLabel('Bot', { exact: true }).click()
      await page.locator('.n-base-select-option', { hasText: 'Приём заявок' }).click()
      await page.getByText('From a file').click()
      await chooseFile(path)
      await page.getByRole('button', { name: 'Choose a file…' }).click()
      await page.getByText('••••').first().waitFor()
      await page.getByRole('button', { name: 'Check the whole file' }).click()
      await page.getByText(`121 rows = 1 header + 0 blank + ${count} numbers`).waitFor()
      if ((await page.content()).includes('sip-0000-x')) throw new Error('The window was given a SIP password.')
    },
  },
  {
    title: 'They are created in two requests, each once, and stand in the register of what was sent',
    picture: 'twin-numbers-register',
    async act({ page, sandbox }) {
      await page.getByRole('button', { name: 'Review…' }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Apply/ })
        .click()
      await page.getByLabel('Type Clinic to confirm').fill('Clinic')
      await page
        .getByRole('dialog')
        .last()
        .getByRole('button', { name: /^Apply/ })
        .click()
      await page.getByRole('dialog').getByText('Outcome of the change').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('main').getByText(`${count} numbers`).waitFor()
      const sent = sandbox.ledger.entries({ path: '/incomingRules/create/batch', acted: true }).length
      if (sent !== 2 || sandbox.twin.state.numbers.length !== count)
        throw new Error(
          `The provider carried out ${sent} requests and has ${sandbox.twin.state.numbers.length} numbers.`,
        )
    },
  },
]
