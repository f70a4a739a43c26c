/** Everything of a cloud PBX company as a file, compared with what it has now, and put back. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './app'
import { english } from './operator'
import { fetchCompany, goToAccount, openPbxArea } from './pbx-operator'

test.use({ environment: english })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-company-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a company is saved, compared, and what differs is put back', async ({ app, sandbox }) => {
  const { page } = app
  const { state, clientSecret } = sandbox.pbx
  const accountId = await openPbxArea(page, sandbox, 'numbers')
  await fetchCompany(page)
  await goToAccount(page, accountId, 'snapshots')
  const file = join(folder, 'company.json')
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Save a snapshot…' }).click()
  await expect(page.getByText(/^Saved: company\.json/)).toBeVisible()
  const text = readFileSync(file, 'utf8')
  expect(text).not.toContain(clientSecret)
  expect(text).toContain('Рабочее время')

  // Somebody else renames an extension, empties an interval and changes a menu.
  const extension = [...state.extensions.values()].find(({ name }) => name === '000*102')
  const label = extension?.label
  if (extension) extension.label = 'Somebody else'
  const interval = [...state.intervals.values()].find(({ name }) => name === 'Рабочее время')
  const conditions = interval?.conditions
  if (interval) interval.conditions = []
  const menu = [...state.extensions.values()].find(({ name }) => name === '000*076')?.ivr.config
  const pause = menu?.sleep_time
  if (menu) menu.sleep_time = 900

  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByRole('radio', { name: 'Different · 3' })).toBeChecked()
  const rows = page.getByRole('grid')
  await rows.getByRole('row').filter({ hasText: '102' }).click()
  await expect(page.getByText('Somebody else')).toBeVisible()
  await page.getByLabel('Choose all that differ').check()
  await page.getByRole('button', { name: /^Restore 3/ }).click()
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  expect(extension?.label).toBe('Somebody else')
  await page.getByRole('grid').getByRole('row').filter({ hasText: '076' }).click()
  await expect(page.getByText('This cannot be undone. The present menu is not kept.')).toBeVisible()
  await page.getByRole('button', { name: 'Apply 3 steps' }).click()
  const confirm = page.getByRole('dialog', { name: 'Apply 3 steps?' })
  await expect(confirm.getByText('1 step cannot be undone.')).toBeVisible()
  await confirm.getByRole('textbox').fill('Office PBX')
  await confirm.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  expect(extension?.label).toBe(label)
  expect(interval?.conditions).toEqual(conditions)
  expect(menu?.sleep_time).toBe(pause)

  await goToAccount(page, accountId, 'snapshots')
  // The comparison before is there until the next one is.
  await expect(page.getByRole('radio', { name: 'Different · 3' })).toBeVisible()
  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByRole('radio', { name: /^Different/ })).toHaveCount(0)
})
