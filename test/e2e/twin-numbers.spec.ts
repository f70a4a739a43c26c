/** Numbers of Twin: the page's example out of the form, a pasted table, a file with passwords, an answer that never came. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { changeStands, english } from './operator'
import { addTwinAccount } from './twin-operator'

test.use({ environment: english, sandboxOptions: { twin: { jobs: 0 } } })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-numbers-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = '/incomingRules/create/batch'
const example = readFileSync(join(import.meta.dirname, '../fixtures/twin/incoming-rules.json'), 'utf8')
const received = (sandbox: Sandbox): unknown[] =>
  sandbox.ledger.entries({ path }).map(({ body }) => JSON.parse(body) as unknown)

async function openForm(page: Page): Promise<void> {
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Create numbers' }).click()
  await expect(page.getByRole('heading', { name: 'Create numbers', level: 1 })).toBeVisible()
  // The provider's lists are fetched when they are asked for.
  await page.getByRole('button', { name: 'Fetch the provider’s list' }).click()
}

async function chooseBot(page: Page): Promise<void> {
  await page.getByLabel('Bot', { exact: true }).click()
  await page.locator('.n-base-select-option', { hasText: 'Приём заявок' }).click()
}

/** Creating cannot be taken back, so the review asks for what it is about. */
async function apply(page: Page, word: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await page.getByLabel(`Type ${word} to confirm`).fill(word)
  await page.getByRole('dialog').last().getByRole('button', { name: 'Apply' }).click()
}

const cell = (page: Page, column: string, row: number) => page.getByLabel(`${column}, row ${row}`, { exact: true })

async function fillRow(page: Page, row: number, values: Record<string, string>): Promise<void> {
  for (const [column, value] of Object.entries(values)) await cell(page, column, row).fill(value)
  await cell(page, 'Trunk', row).selectOption('Основной транк')
}

test("the page's example comes out of the form to the letter, and is in the register", async ({ app, sandbox }) => {
  const { page } = app
  await addTwinAccount(page, sandbox)
  await openForm(page)
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByText('4 mistakes to mend')).toBeVisible()

  await chooseBot(page)
  await page.getByLabel('Comment on all the numbers').fill('Комментарий')
  await page.getByRole('button', { name: 'Add an address' }).click()
  await page.getByLabel('Address 1', { exact: true }).fill('https://sample.com')
  await fillRow(page, 1, { Title: 'Название номера 1', Number: '7 (123) 456-70-01', DID: '123' })
  await cell(page, 'Number as DID', 1).uncheck()
  await cell(page, 'All outgoing calls', 1).check()
  await page.getByRole('button', { name: 'Add a row' }).click()
  await fillRow(page, 2, { Title: 'Название номера 2', Number: '71234567002', DID: '456' })
  await cell(page, 'Number as DID', 2).check()
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByRole('dialog').getByText('71234567001 Название номера 1')).toBeVisible()
  await apply(page, '71234567001 +1')
  await expect(page.getByRole('dialog').getByText('Accepted by the provider')).toBeVisible()
  // Escape closes what stands; a change that runs it does not.
  await changeStands(page)
  await page.keyboard.press('Escape')

  expect(received(sandbox)).toEqual([JSON.parse(example)])
  await expect(page.getByRole('grid', { name: 'Numbers sent from this console' })).toContainText('Accepted')
  await page.getByRole('grid', { name: 'Numbers sent from this console' }).getByText('Название номера 1').click()
  await expect(page.getByRole('article')).toContainText('Приём заявок')
})

test('rows pasted from a spreadsheet fill the table; passwords arrive and are shown nowhere', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await addTwinAccount(page, sandbox)
  await openForm(page)
  await chooseBot(page)
  await cell(page, 'Trunk', 1).selectOption('Основной транк')
  const text =
    'Number\tTitle\tLogin\tPassword\n+7 495 123-45-67\tDesk\tline1\tS1p-secret\n8 (495) 765-43-21\tStore\t\t\n'
  await cell(page, 'Title', 1).evaluate((field, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', pasted)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await expect(cell(page, 'Number', 1)).toHaveValue('74951234567')
  await expect(cell(page, 'Title', 2)).toHaveValue('Store')
  await expect(cell(page, 'Password', 1)).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Review…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Show the request' }).click()
  await expect(dialog).toContainText('[redacted]')
  await apply(page, '74951234567 +1')
  await expect(page.getByRole('dialog').getByText('Accepted by the provider')).toBeVisible()
  expect(JSON.stringify(received(sandbox))).toContain('S1p-secret')
  expect(await page.content()).not.toContain('S1p-secret')
  expect(app.output()).not.toContain('S1p-secret')
})

test('a file is checked as a whole, its passwords stay out of the window, and its numbers are created', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const file = join(folder, 'numbers.csv')
  writeFileSync(file, 'Название;Номер;Логин;Пароль\nКасса;+7 495 123-45-67;line1;S1p-secret\nСклад;123;;\n')
  await addTwinAccount(page, sandbox)
  await openForm(page)
  await chooseBot(page)
  await page.getByText('From a file').click()
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByText('Касса')).toBeVisible()
  await expect(page.getByText('••••')).toBeVisible()
  expect(await page.content()).not.toContain('S1p-secret')
  await page.getByLabel('Trunk', { exact: true }).click()
  await page.locator('.n-base-select-option', { hasText: 'Резервный транк' }).click()
  await page.getByRole('button', { name: 'Check the whole file' }).click()
  await expect(page.getByText('3 rows = 1 header + 0 blank + 2 numbers')).toBeVisible()
  await expect(page.getByText('1 number has a mistake')).toBeVisible()

  // The wrong cell is mended here, and as it was in the file again.
  const wrong = page.getByLabel('Number, row 3 of the file')
  await wrong.fill('8 495 123-45-68')
  await wrong.press('Enter')
  await expect(page.getByText('No mistakes.')).toBeVisible()
  await page.getByRole('button', { name: 'As in the file again' }).click()
  await expect(wrong).toHaveValue('123')

  writeFileSync(file, 'Название;Номер;Логин;Пароль\nКасса;+7 495 123-45-67;line1;S1p-secret\n')
  await page.getByRole('button', { name: 'Another file…' }).click()
  await expect(page.getByText('Склад')).toBeHidden()
  await page.getByRole('button', { name: 'Review…' }).click()
  await apply(page, '74951234567')
  await expect(page.getByRole('dialog').getByText('Accepted by the provider')).toBeVisible()
  expect(received(sandbox)).toMatchObject([
    { numbers: ['74951234567'], connectionOptionsList: [{ login: 'line1', password: 'S1p-secret' }] },
  ])
})

test('an answer that never came leaves the numbers unknown, and nothing is sent again', async ({ app, sandbox }) => {
  const { page } = app
  await addTwinAccount(page, sandbox)
  await openForm(page)
  await chooseBot(page)
  await fillRow(page, 1, { Title: 'Desk', Number: '74951234567' })
  sandbox.faults.add({ kind: 'cutAfter', match: { path } })
  await page.getByRole('button', { name: 'Review…' }).click()
  await apply(page, '74951234567')
  await expect(page.getByRole('dialog').getByText('Outcome not known')).toBeVisible()
  // Escape closes what stands; a change that runs it does not.
  await changeStands(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Numbers sent from this console' })).toContainText('Sent, no answer')
  expect(received(sandbox)).toHaveLength(1)
})
