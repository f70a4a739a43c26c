/** Forwarding of many numbers from a file, with mistakes in it: read, checked, reviewed, applied, taken back; and into a file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, english, pressEnter } from './operator'

test.use({ environment: english, sandboxOptions: { exolve: { numbers: 900 } } })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-import-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function openImport(page: Page, sandbox: Sandbox): Promise<void> {
  await addAccount(page, sandbox)
  await openArea(page, 'Forwarding')
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await page.getByRole('button', { name: 'Import and export' }).click()
}

/** Numbers that the sandbox's key may set, without a forwarding that this file could repeat. */
const settable = ({ exolve }: Sandbox): string[] =>
  exolve.state
    .owned()
    .filter(({ application, forwarding }) => application === exolve.state.applications[0] && forwarding.type === 0)
    .map(({ code }) => code)

const forwardings = ({ exolve }: Sandbox): string =>
  JSON.stringify(exolve.state.owned().map(({ code, forwarding }) => [code, forwarding]))

test('500 rows with mistakes are reviewed, applied and taken back', async ({ app, sandbox }) => {
  const { page } = app
  const numbers = settable(sandbox)
  const good = numbers
    .slice(0, 300)
    .map((number, index) => `${number};number;7495123${String(index).padStart(4, '0')};20`)
  const bad = numbers
    .slice(300, 350)
    .flatMap(
      (number, index) =>
        [
          [`${number};number;7,4951E+10;20`],
          [`${number};number;74951234567;soon`],
          [`${number};parcel;74951234567;20`],
          [`7495${String(index).padStart(7, '0')};number;74951234567;20`],
        ][index % 4] ?? [],
    )
  const removals = numbers.slice(350, 370).map((number) => `${number};none;;`)
  const repeats = numbers.slice(0, 100).map((number) => `${number};number;74959999999;20`)
  const blank = Array.from({ length: 29 }, () => '')
  const rows = [
    'Номер;Вид переадресации;Направление 1: номер;Направление 1: звонит, с',
    ...good,
    ...bad,
    ...blank,
    ...removals,
    ...repeats,
  ]
  expect(rows).toHaveLength(500)
  const file = join(folder, 'forwarding.csv')
  writeFileSync(file, rows.join('\r\n'))
  const before = forwardings(sandbox)

  await openImport(page, sandbox)
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByRole('heading', { name: 'forwarding.csv' })).toBeVisible()
  await expect(page.getByText('→ +7 495 123-00-00')).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()

  const fact = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd')
  await expect(fact('Rows in the file')).toHaveText('500')
  await expect(fact('Blank')).toHaveText('29')
  await expect(fact('With a mistake')).toHaveText('50')
  await expect(fact('Repeat a number')).toHaveText('100')
  await expect(page.getByText('Excel has destroyed this number').first()).toBeVisible()

  await page.getByRole('button', { name: 'Compare and review…' }).click()
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  const summary = page.getByLabel('Rows of forwarding.csv')
  for (const words of [
    '500 rows in all',
    'header 1',
    'new 300',
    'same 20',
    'mistakes 50',
    'repeats left out 100',
    'blank 29',
  ]) {
    await expect(summary).toContainText(words)
  }
  expect(forwardings(sandbox)).toBe(before)

  await page.getByRole('button', { name: 'Apply 300 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  expect(sandbox.ledger.entries({ path: 'SetCallForwarding', acted: true })).toHaveLength(300)

  await page.getByRole('button', { name: 'Undo…' }).click()
  await page.getByRole('button', { name: 'Apply 300 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  expect(forwardings(sandbox)).toBe(before)
})

test('the present state goes into a file and comes back unchanged', async ({ app, sandbox }) => {
  const { page } = app
  const file = join(folder, 'present.csv')
  await openImport(page, sandbox)
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Export all numbers…' }).click()
  await expect(page.getByText('900 rows in present.csv')).toBeVisible()
  expect(readFileSync(file, 'utf8').trimEnd().split('\r\n')).toHaveLength(901)

  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Compare and review…' }).click()
  await expect(page.getByLabel('Rows of present.csv')).toContainText('same 900')
})

test('a file of numbers alone gets one forwarding for all, by keyboard', async ({ app, sandbox }) => {
  const { page } = app
  const numbers = settable(sandbox).slice(0, 5)
  const file = join(folder, 'numbers.txt')
  writeFileSync(file, numbers.map((number) => `8${number.slice(1)}`).join('\n'))
  await openImport(page, sandbox)
  await app.answerFileDialogs(file)
  await pressEnter(page, 'Choose a file…')
  await expect(page.getByLabel('Numbers that all get the same forwarding')).toBeChecked()
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('+7 495 100-00-01')
  await pressEnter(page, 'Next')
  await pressEnter(page, 'Compare and review…')
  await page.getByRole('button', { name: 'Apply 5 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  const sent = sandbox.ledger
    .entries({ path: 'SetCallForwarding', acted: true })
    .map(({ body }) => String(JSON.parse(body).number_code))
  expect(sent.toSorted()).toEqual(numbers.toSorted())
})

test('files that are no tables say so and change nothing', async ({ app, sandbox }) => {
  const { page } = app
  await openImport(page, sandbox)
  const file = join(folder, 'a.csv')
  for (const [content, words] of [
    ['', 'The file has no rows.'],
    [Buffer.alloc(5000, 7), 'This is not a table.'],
    ['PK\x03\x04 and no more', 'The file is damaged'],
  ] as const) {
    writeFileSync(file, content)
    await app.answerFileDialogs(file)
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    await expect(page.getByRole('alert')).toContainText(words)
  }
  expect(sandbox.ledger.entries({ path: 'SetCallForwarding' })).toHaveLength(0)
})
