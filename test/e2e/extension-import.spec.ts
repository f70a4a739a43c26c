/** Extensions of a cloud PBX from a file, with mistakes in it: read, checked, reviewed, applied, taken back; and into a file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { english } from './operator'
import { fetchCompany, openPbxArea } from './pbx-operator'

test.use({ environment: english })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-import-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function openImport(page: Page, sandbox: Sandbox): Promise<void> {
  await openPbxArea(page, sandbox, 'numbers')
  await fetchCompany(page)
  await page.getByRole('button', { name: 'Import and export' }).click()
}

const find = ({ pbx }: Sandbox, number: string) =>
  [...pbx.state.extensions.values()].find(({ name }) => name === `000*${number}`)

test('rows are new, changed, the same or mistakes; they are applied and taken back', async ({ app, sandbox }) => {
  const { page } = app
  const file = join(folder, 'extensions.csv')
  const before = find(sandbox, '102')?.label
  writeFileSync(
    file,
    [
      'Номер;Тип;Подпись;Статус',
      '777;телефон;Night shift;активен',
      '000*778;очередь;Night queue;',
      `101;phone;${find(sandbox, '101')?.label ?? ''};active`,
      '102;;Stock;',
      '77;phone;;',
      '103;fax;;',
      '',
      '777;phone;Again;',
    ].join('\r\n'),
  )
  await openImport(page, sandbox)
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByRole('heading', { name: 'extensions.csv' })).toBeVisible()
  await expect(page.getByText('777 new · Phone · Night shift')).toBeVisible()
  await expect(page.getByText('778 new · Queue · Night queue')).toBeVisible()
  await expect(page.getByText(/If a spreadsheet took zeros from the front, write 000\*077/)).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.locator('dl > div').filter({ hasText: 'With a mistake' }).locator('dd')).toHaveText('2')
  await expect(page.getByText(/Type:\s+It is there with the type “Phone”/)).toBeVisible()

  await page.getByRole('button', { name: 'Compare and review…' }).click()
  const summary = page.getByLabel('Rows of extensions.csv')
  for (const words of [
    '9 rows in all',
    'new 2',
    'changed 1',
    'same 1',
    'mistakes 2',
    'repeats left out 1',
    'blank 1',
  ]) {
    await expect(summary).toContainText(words)
  }
  expect(find(sandbox, '777')).toBeUndefined()
  await page.getByRole('button', { name: 'Apply 3 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  expect(find(sandbox, '777')).toMatchObject({ type: 'phone', status: 'active', label: 'Night shift' })
  expect(find(sandbox, '778')).toMatchObject({ type: 'queue', status: 'active' })
  expect(find(sandbox, '102')?.label).toBe('Stock')

  // Extensions that were made are deleted again, and what belongs to them would not come back.
  await page.getByRole('button', { name: 'Undo…' }).click()
  await page.getByRole('button', { name: 'Apply 3 steps' }).click()
  await page.getByLabel('Type Office PBX to confirm').fill('Office PBX')
  await page.getByRole('dialog').getByRole('button', { name: 'Apply 3 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  expect(find(sandbox, '777')).toBeUndefined()
  expect(find(sandbox, '102')?.label).toBe(before)
})

test('the present extensions go into a file and come back unchanged', async ({ app, sandbox }) => {
  const { page } = app
  const file = join(folder, 'present.csv')
  await openImport(page, sandbox)
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Export all extensions…' }).click()
  const count = sandbox.pbx.state.extensions.size
  await expect(page.getByText(`${count} rows in present.csv`)).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain('000*101,phone,')

  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Compare and review…' }).click()
  await expect(page.getByLabel('Rows of present.csv')).toContainText(`same ${count}`)
})
