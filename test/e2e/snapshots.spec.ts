/** All forwarding of an account as a file, and the way back from it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { addAccount, english, goTo } from './operator'

test.use({ environment: english })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-snapshot-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function openSnapshots(page: Page, accountId: string): Promise<void> {
  await goTo(page, `/at/${accountId}/snapshots`)
  await expect(page.getByRole('button', { name: 'Save a snapshot…' })).toBeVisible()
}

async function fetchNumbers(page: Page, accountId: string): Promise<void> {
  await goTo(page, `/at/${accountId}/numbers`)
  await page.getByRole('button', { name: 'Fetch the numbers' }).first().click()
  await expect(page.getByRole('grid', { name: 'Numbers of the account' })).toBeVisible()
}

test('what was changed after a snapshot is found by comparing, chosen, and put back', async ({ app, sandbox }) => {
  const { page } = app
  const { state } = sandbox.exolve
  const [first = '', second = ''] = state
    .owned()
    .filter(({ application, forwarding }) => application === state.applications[0] && forwarding.type === 0)
    .map(({ code }) => code)
  const accountId = await addAccount(page, sandbox)
  await openSnapshots(page, accountId)
  await page.getByRole('button', { name: 'Save a snapshot…' }).click()
  await expect(page.getByText('have not been fetched yet')).toBeVisible()
  await fetchNumbers(page, accountId)

  await openSnapshots(page, accountId)
  const file = join(folder, 'office.json')
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Save a snapshot…' }).click()
  await expect(page.getByText(/^Saved: office\.json, \d+ numbers\.$/)).toBeVisible()
  const text = readFileSync(file, 'utf8')
  expect(text).not.toContain(sandbox.exolve.apiKey)
  expect(JSON.parse(text)).toMatchObject({ format: 'switchboard-snapshot', version: 1, account: { label: 'Office' } })

  for (const number of [first, second]) {
    state.setForwarding(number, { type: 3, ipcr: { url: 'https://other.example/', reserve: '' } })
  }
  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByRole('radio', { name: 'Different · 2' })).toBeChecked()
  await page.getByLabel('Choose all that differ').check()
  await expect(page.getByRole('button', { name: 'Restore 2 numbers…' })).toBeEnabled()
  const rows = page.getByRole('grid', { name: 'Compared numbers' })
  await rows.getByRole('checkbox').first().uncheck({ force: true })
  await rows.getByRole('row').nth(2).click()
  await expect(page.getByRole('region', { name: 'Details' }).getByText('https://other.example/')).toBeVisible()

  await page.getByRole('button', { name: 'Restore 1 number…' }).click()
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  expect([first, second].map((number) => state.find(number)?.forwarding.type).sort()).toEqual([0, 3])
})

test('a file that is no snapshot, or a newer one, is refused with a reason', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await addAccount(page, sandbox)
  await fetchNumbers(page, accountId)
  await openSnapshots(page, accountId)
  const file = join(folder, 'strange.json')
  await app.answerFileDialogs(file)
  writeFileSync(file, 'PK\u0003\u0004')
  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByText('not a snapshot of Switchboard')).toBeVisible()
  writeFileSync(file, '{"format":"switchboard-snapshot","version":9}')
  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByText('A newer version of the program wrote this snapshot')).toBeVisible()
  await app.answerFileDialogs(null)
  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
})
