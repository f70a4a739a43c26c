/** The part of the demo in which people are called: a job, its contacts from a file, the look before the start, the report. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openArea } from '../open-area'
import type { Stage, Step } from './demo'

const name = 'Visit tomorrow'
const people = 300
/** ms of the provider's clock in which all of them have been called, every redial included. */
const wholeJob = 3_600_000

/** A header, people with a name each, one who stands there twice, and a number that is none. */
const file = (): string => {
  const rows = Array.from({ length: people }, (_, index) => {
    const digits = String(1_000_000 + index * 7919).slice(-7)
    return `8 (916) ${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)};Анна ${index + 1};МСК`
  })
  return ['Телефон;Имя;Пояс', ...rows, rows[0], '12345;Никто;'].join('\r\n')
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.n-base-select-option', { hasText: option }).click()
}

/** Applies what is under review, whose word has to be typed because nothing takes it back. */
async function applyTyped(page: Page, word: string): Promise<void> {
  await page.getByRole('button', { name: 'Apply' }).first().click()
  const confirm = page.getByRole('dialog', { name: /^Apply \d/ })
  await confirm.getByRole('textbox').fill(word)
  await confirm.getByRole('button', { name: 'Apply' }).click()
}

const acted = ({ sandbox }: Stage, path: string): number =>
  sandbox.ledger.entries({ path, acted: true }).filter(({ method }) => method === 'POST').length

function jobOf({ sandbox }: Stage) {
  const job = [...sandbox.twin.state.jobs.values()].find(({ settings }) => settings.name === name)
  if (!job) throw new Error('The provider has no such job.')
  return job
}

export const autocallSteps: Step[] = [
  {
    title: 'A job is set up in plain words; the ID of the caller’s number is pasted once and named',
    picture: 'job-form',
    async act({ page, sandbox: { twin } }) {
      await openArea(page, 'Autocall')
      await page.getByRole('button', { name: 'New job' }).first().click()
      await page.getByLabel('Name', { exact: true }).fill(name)
      await choose(page, 'Bot (scenario)', 'Подтверждение записи')
      await page.getByLabel('calls per second', { exact: true }).fill('10')
      await page.getByLabel('Call from, on the callee’s clock').fill('0:00')
      await page.getByLabel('Call until, on the callee’s clock').fill('24:00')
      const [callerId] = twin.state.callerIds
      await page
        .locator('form section')
        .filter({ has: page.getByText('Number shown') })
        .getByRole('button', { name: 'Add an ID' })
        .first()
        .click()
      await page.getByLabel('Number: ID from the cabinet').fill(callerId?.id ?? '')
      await page.getByLabel('Number: name for the ID').fill('Office')
      await page.getByRole('button', { name: 'Keep' }).click()
      await page.getByText('showing the number Office').first().waitFor()
    },
  },
  {
    title: 'It is created with one request, and found in the provider’s list',
    picture: 'job-created',
    async act(stage) {
      const { page } = stage
      await page.getByRole('button', { name: 'Review…' }).click()
      await applyTyped(page, name)
      await page.getByRole('dialog').getByText('Done and read back').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('row', { name }).click()
      await page.getByText('No contacts').first().waitFor()
      if (jobOf(stage).status !== 'BLANK') throw new Error('The job does something already.')
    },
  },
  {
    title: `A file of contacts is read: ${people} can be called, one stands there twice, one is no number`,
    picture: 'contacts-file',
    async act({ page, folder, chooseFile }) {
      const path = join(folder, 'people.csv')
      writeFileSync(path, file())
      await chooseFile(path)
      await page.getByRole('button', { name: 'Add contacts' }).click()
      await page.getByRole('button', { name: 'Choose a file…' }).click()
      await page.getByRole('button', { name: 'Read the file' }).click()
      await page.getByText(`${people + 3} = ${people} new + 1 duplicate + 1 invalid + 1 header`).waitFor()
    },
  },
  {
    title: 'They are added to the job, each once, and nobody is called yet',
    picture: 'contacts-added',
    async act(stage) {
      const { page } = stage
      await page.getByRole('button', { name: `Plan adding ${people} contacts` }).click()
      await applyTyped(page, `${name} 1/1`)
      await page.getByRole('heading', { name: 'Outcome of the change' }).waitFor()
      const { candidates, status } = jobOf(stage)
      const phones = new Set(candidates.flatMap((candidate) => candidate.phones))
      if (phones.size !== people || candidates.length !== people || status !== 'READY')
        throw new Error(`The job has ${candidates.length} contacts with ${phones.size} phones and is ${status}.`)
    },
  },
  {
    title: 'Before the start: how many, until when, at which hours of theirs, how often at worst',
    picture: 'job-before-start',
    async act({ page }) {
      await openArea(page, 'Autocall')
      await page.getByRole('row', { name }).click()
      await page.getByRole('button', { name: 'Start…' }).click()
      await page.getByRole('dialog').getByText('UTC+3').waitFor()
    },
  },
  {
    title: 'It is started with one request, and calls to its end',
    picture: 'job-finished',
    async act(stage) {
      const { page } = stage
      const dialog = page.getByRole('dialog')
      const word = dialog.getByRole('textbox')
      if (await word.isVisible()) await word.fill(name)
      await dialog.getByRole('button', { name: 'Review the start' }).click()
      await dialog.getByRole('button', { name: 'Apply' }).click()
      await dialog.getByText('Done and read back').waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      stage.passTime(wholeJob)
      await page.getByText('Finished').first().waitFor()
      if (acted(stage, '/play') !== 1) throw new Error('The job was not started just once.')
    },
  },
  {
    title: 'The report: what became of the calls, and how many people were reached',
    picture: 'job-report',
    async act({ page }) {
      await page.getByText('Report', { exact: true }).click()
      const called = page.locator('dl > div').filter({ hasText: 'People called' }).locator('dd')
      await called.getByText(String(people), { exact: true }).waitFor()
      await page.getByRole('row', { name: 'Answered' }).waitFor()
    },
  },
]
