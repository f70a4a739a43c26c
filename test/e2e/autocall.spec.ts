/** Autocall: a job as the provider's page has it, its contacts from a file, the look before the start, and what became of the calls. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { AutocallJob } from '../../src-shared/domain/autocall/job'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { applyTyped, closeDone, english, goTo, invoke } from './operator'
import { addCallingAccount } from './twin-operator'

/** ms by which the provider's clock is ahead: calls take minutes, and a test does not. */
let ahead = 0
test.use({ environment: english, sandboxOptions: { now: () => Date.now() + ahead, twin: { jobs: 2, contacts: 20 } } })

let folder: string
test.beforeEach(() => {
  ahead = 0
  folder = mkdtempSync(join(tmpdir(), 'switchboard-autocall-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const example = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/twin/auto-call.json'), 'utf8'),
) as Record<string, unknown>

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.n-base-select-option', { hasText: option }).click()
}

/** Fills what a job cannot do without. */
async function fillJob(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await choose(page, 'Bot (scenario)', 'The bot')
  await choose(page, 'Number', 'The callerId')
}

async function jobsOf(page: Page, accountId: string, statuses: string[], text = ''): Promise<AutocallJob[]> {
  const filter = { statuses, text, from: null, to: null }
  return (await invoke(page, 'autocall.list', { accountId, filter, offset: 0, limit: 10 })).jobs
}

const bodyOf = (sandbox: Sandbox, path: string): unknown =>
  JSON.parse(
    sandbox.ledger
      .entries({ path, acted: true })
      .filter(({ method }) => method === 'POST')
      .at(-1)?.body ?? 'null',
  )

test('the form makes the job of the provider’s page, to the letter', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await addCallingAccount(page, sandbox)
  await goTo(page, `/at/${accountId}/autocall/new`)

  await fillJob(page, 'test_autocall')
  await page.getByLabel('Comment').fill(String(example['taskComment']))
  await page.getByLabel('calls per second', { exact: true }).fill('3')
  await page.getByText('At a time').click()
  await page.getByLabel('Start, on the company’s clock').fill('2023-06-02T10:00')
  await expect(page.getByText('This moment is over in Europe/Moscow.')).toBeVisible()
  await page.getByLabel('Call from, on the callee’s clock').fill('0:00')
  await page.getByLabel('Call until, on the callee’s clock').fill('24:00')
  await page.getByText('Call only from – to, on their own clock').click()
  await page.getByText('Transfer to a channel').click()
  await choose(page, 'Channel', 'The channel')
  await page.getByText('Tell people from machines').click()
  const webhooks = example['webhookUrls'] as string[]
  for (const [index, url] of webhooks.entries()) {
    await page.getByRole('button', { name: 'Add an address' }).click()
    await page.getByLabel(`Address ${index + 1}`, { exact: true }).fill(url)
  }
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByRole('dialog').getByText('Rate: 3 per second', { exact: false })).toBeVisible()
  await applyTyped(page, 'test_autocall')
  expect(bodyOf(sandbox, '/telephony/autoCall')).toEqual(example)
  await expect(page.getByRole('row', { name: 'test_autocall' })).toBeVisible()
})

test('mistakes are shown at their fields, and nothing is sent', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await addCallingAccount(page, sandbox)
  await goTo(page, `/at/${accountId}/autocall/new`)
  await page.getByText('One call per several seconds').click()
  await page.getByLabel('s between calls', { exact: true }).fill('100')
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByText('A whole number from 1 to 99.')).toBeVisible()
  await expect(page.getByText('Fill this in.').first()).toBeVisible()
  expect(sandbox.ledger.entries({ path: '/telephony/autoCall' })).toEqual([])
})

test('300 people from a file are called, and the report tells what became of it', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await addCallingAccount(page, sandbox)
  await goTo(page, `/at/${accountId}/autocall/new`)
  await fillJob(page, 'Reminder')
  await page.getByLabel('calls per second', { exact: true }).fill('10')
  await page.getByLabel('Call from, on the callee’s clock').fill('0:00')
  await page.getByLabel('Call until, on the callee’s clock').fill('24:00')
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyTyped(page, 'Reminder')
  await page.getByRole('row', { name: 'Reminder' }).click()
  await expect(page.getByText('No contacts').first()).toBeVisible()

  const file = join(folder, 'people.csv')
  const people = Array.from(
    { length: 300 },
    (_, index) =>
      `8 (916) ${String(100 + (index % 900))}-${String(10 + (index % 90))}-${String(10 + (index % 80))};Анна ${index};МСК`,
  )
  const rows = ['Телефон;Имя;Пояс', ...people, people[0], '12345;Кратко;', '+49 30 901820;Klaus;']
  writeFileSync(file, rows.join('\r\n'))
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Add contacts' }).click()
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByText('+7 916 100-10-10').first()).toBeVisible()
  await page.getByRole('button', { name: 'Read the file' }).click()
  await expect(page.getByText('304 = 300 new + 1 duplicate + 1 foreign + 1 invalid + 1 header')).toBeVisible()

  const saved = join(folder, 'duplicate.csv')
  await page.getByText('Duplicate · 1').click()
  await app.answerFileDialogs(saved)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Table (CSV)').click()
  await expect(page.getByText('Saved: duplicate.csv')).toBeVisible()
  expect(readFileSync(saved, 'utf8')).toContain('also in row 2')

  await page.getByRole('button', { name: 'Plan adding 300 contacts' }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  const confirm = page.getByRole('dialog', { name: /^Apply \d/ })
  await confirm.getByRole('textbox').fill('Reminder 1/1')
  await confirm.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo…' })).toHaveCount(0)
  const batch = bodyOf(sandbox, '/autoCallCandidate/batch') as { forceStart: boolean; batch: unknown[] }
  expect([batch.forceStart, batch.batch.length, batch.batch[0]]).toMatchObject([
    false,
    300,
    { phone: ['79161001010'], variables: { Имя: 'Анна 0' } },
  ])

  const [job] = await jobsOf(page, accountId, [], 'Reminder')
  await goTo(page, `/at/${accountId}/autocall/${job?.id ?? ''}`)
  await page.getByRole('button', { name: 'Start…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('UTC+3')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Review the start' })).toBeDisabled()
  await dialog.getByRole('textbox').fill('Reminder')
  await dialog.getByRole('button', { name: 'Review the start' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await closeDone(page)

  ahead += 3_600_000
  await expect(page.getByText('Finished').first()).toBeVisible()
  await page.getByText('Report', { exact: true }).click()
  const fact = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd')
  await expect(fact('People called')).toHaveText('300')
  await expect(page.getByRole('row', { name: 'Answered' })).toBeVisible()
})

test('a production account asks for the name whatever the number', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await addCallingAccount(page, sandbox, { production: true })
  const [waiting] = sandbox.twin.state.jobs.values()
  if (waiting) waiting.status = 'PAUSED'
  const [job] = await jobsOf(page, accountId, ['PAUSED'])
  await goTo(page, `/at/${accountId}/autocall/${job?.id ?? ''}`)
  await page.getByRole('button', { name: 'Continue…' }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Review the start' })).toBeDisabled()
})

test('the detail of a job follows the list, which hears first of what was done in the cabinet', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const accountId = await addCallingAccount(page, sandbox)
  const [waiting] = sandbox.twin.state.jobs.values()
  if (!waiting) throw new Error('the demo company has no job')
  waiting.status = 'PAUSED'
  const [job] = await jobsOf(page, accountId, ['PAUSED'])
  await goTo(page, `/at/${accountId}/autocall/${job?.id ?? ''}`)
  await expect(page.getByRole('button', { name: 'Continue…' })).toBeVisible()
  waiting.status = 'HALTED'
  // A window that comes to the front asks for the list at once; a job at rest is not asked for again by itself.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page.getByRole('button', { name: 'Continue…' })).toHaveCount(0)
})
