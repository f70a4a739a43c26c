/** What was done and what was asked of the providers: found, filtered, linked, saved as files, forgotten in time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, applyReviewed, english, goTo, openForwarding } from './operator'

test.use({ environment: english })

const number = '74991112233'
let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-activity-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a change is found by its number and leads to its requests; both are saved as files', async ({ app, sandbox }) => {
  const { page } = app
  sandbox.exolve.state.setForwarding(number, { type: 0 })
  const accountId = await addAccount(page, sandbox)
  await openForwarding(page, accountId, number)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('+7 495 100-00-01')
  await page.getByLabel('Name', { exact: true }).fill('=cmd|calc')
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  await openArea(page, 'Activity')
  const changes = page.getByRole('grid', { name: 'Changes' })
  await expect(changes.getByText('Done · 1')).toBeVisible()
  await page.getByLabel('Number', { exact: true }).fill('+7 (495) 999')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.getByLabel('Number', { exact: true }).fill('499 111-22')
  await expect(changes.getByText('Done · 1')).toBeVisible()
  await changes.getByText('Done · 1').click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()

  const file = join(folder, 'change.csv')
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await page.getByText('Table (CSV)').click()
  await expect(page.getByText('Saved: change.csv')).toBeVisible()
  const [header, row] = readFileSync(file, 'utf8').split('\r\n')
  expect(header).toContain('Number,What,State,Differences')
  expect(row).toContain(`,${number},Set forwarding,Done,`)

  await page.getByRole('link', { name: 'Requests of this row' }).click()
  const requests = page.getByRole('grid', { name: 'Requests' })
  await expect(requests.getByText(/SetCallForwarding$/)).toBeVisible()
  await requests.getByText(/SetCallForwarding$/).click()
  const detail = page.getByRole('region', { name: 'Details' })
  await expect(detail.getByText('7499***2233').first()).toBeVisible()
  await expect(detail.getByText(sandbox.exolve.apiKey)).toHaveCount(0)

  const requestsFile = join(folder, 'requests.json')
  await app.answerFileDialogs(requestsFile)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await page.getByText('For programs (JSON)').click()
  await expect(page.getByText('Saved: requests.json')).toBeVisible()
  const text = readFileSync(requestsFile, 'utf8')
  expect(text).toContain('7499***2233')
  expect(text).not.toContain(number)
  expect(text).not.toContain(sandbox.exolve.apiKey)
  expect((JSON.parse(text) as { exchanges: unknown[] }).exchanges.length).toBeGreaterThan(2)
})

test('requests are filtered by text and outcome', async ({ app, sandbox }) => {
  const { page } = app
  sandbox.exolve.state.setForwarding(number, { type: 0 })
  const accountId = await addAccount(page, sandbox)
  sandbox.faults.add({ kind: 'status', status: 500, match: { path: 'GetInfo', times: 1 } })
  await openForwarding(page, accountId, number)
  await goTo(page, '/activity/exchanges')
  const requests = page.getByRole('grid', { name: 'Requests' })
  await expect(requests.getByText(/GetAttributes$/).first()).toBeVisible()
  await page.getByLabel('Address or text of a body').fill('getinfo')
  await expect(requests.getByText(/GetAttributes$/)).toHaveCount(0)
  await expect(requests.getByText(/GetInfo$/).first()).toBeVisible()
  await page.getByLabel('Address or text of a body').fill('no such text')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.getByRole('button', { name: 'Reset filters' }).click()
  await expect(requests.getByText(/GetAttributes$/).first()).toBeVisible()
})

test('how long the journal is kept is a setting', async ({ app }) => {
  await openArea(app.page, 'Settings')
  const days = app.page.getByLabel('Keep the activity journal for, days')
  await expect(days).toHaveValue('90')
  await days.fill('30')
  await days.press('Enter')
  await app.quit()
  await app.start()
  await openArea(app.page, 'Settings')
  await expect(app.page.getByLabel('Keep the activity journal for, days')).toHaveValue('30')
})
