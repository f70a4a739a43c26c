/** The list of numbers: fetched, searched, kept offline, annotated. */
import type { Page } from '@playwright/test'
import { formatPhone } from '@shared/domain/phone'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, english } from './operator'

test.use({ environment: english })

const openNumbers = (page: Page) => openArea(page, 'Numbers')
const grid = (page: Page) => page.getByRole('grid')
const search = (page: Page) => page.getByRole('textbox', { name: 'Number, note or target' })
const count = (page: Page) => page.getByRole('main').getByText(/^[\d,]+ (of [\d,]+|numbers?)$/)

/** Finds the one number that fits, and opens it. */
async function openFound(page: Page, text: string): Promise<void> {
  await search(page).fill(text)
  await expect(count(page)).toHaveText('1 of 240')
  await grid(page).getByRole('row').nth(1).click()
}

async function fetchNumbers(page: Page): Promise<void> {
  await openNumbers(page)
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await expect(count(page)).toHaveText('240 numbers')
}

test('numbers are fetched, filtered and searched', async ({ app, sandbox }) => {
  const { page } = app
  await addAccount(page, sandbox)
  await fetchNumbers(page)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '241')

  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('8 (499) 111-22')
  await expect(count(page)).toHaveText('1 of 240')
  await expect(grid(page).getByRole('row', { name: /\+7 499 111-22-33/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(count(page)).toHaveText('240 numbers')

  const forwarded = sandbox.exolve.state.owned().filter(({ forwarding }) => forwarding.type !== 0).length
  await openArea(page, 'Forwarding')
  await expect(count(page)).toHaveText(`${forwarded} of 240`)
  await page.getByRole('button', { name: 'Reset filters' }).click()
  await expect(count(page)).toHaveText('240 numbers')
})

test('the table is worked by keyboard, to its very end', async ({ app, sandbox }) => {
  const { page } = app
  await addAccount(page, sandbox)
  await fetchNumbers(page)
  const codes = sandbox.exolve.state
    .owned()
    .map(({ code }) => code)
    .sort()
  await grid(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/numbers/${codes.at(-1)}$`))
  await expect(grid(page).getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '241')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/numbers$/)

  await grid(page).getByRole('button', { name: 'Number' }).press('Enter')
  await expect(grid(page).getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'descending')
  await expect(grid(page).getByRole('row').nth(1)).toContainText(formatPhone(codes.at(-1) ?? ''))
  await grid(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/numbers/${codes.at(-1)}$`))
})

test('what is pressed is opened, although the page moves under the pointer', async ({ app, sandbox }) => {
  const { page } = app
  await addAccount(page, sandbox)
  await fetchNumbers(page)
  const row = grid(page).getByRole('row').nth(1)
  await expect(row).toContainText('+7')
  const number = await row.getByRole('gridcell').first().innerText()
  const place = await row.boundingBox()
  await page.mouse.move((place?.x ?? 0) + 30, (place?.y ?? 0) + 10)
  await page.mouse.down()
  await grid(page).evaluate((element) => (element.style.marginTop = '200px'))
  await page.mouse.up()
  await expect(page.getByRole('heading', { name: number })).toBeVisible()
})

test('a note is kept while it is typed, found, and there after a restart without a network', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await addAccount(page, sandbox)
  await fetchNumbers(page)
  await openFound(page, '4991112233')
  await page.getByLabel('Note', { exact: true }).fill('Вывеска на Тверской')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await app.kill()
  await sandbox.close()
  await app.start()

  await openNumbers(app.page)
  await expect(count(app.page)).toHaveText('240 numbers')
  await openFound(app.page, 'ТВЕРСКОЙ')
  await expect(app.page.getByLabel('Note', { exact: true })).toHaveValue('Вывеска на Тверской')
  await expect(app.page.getByRole('alert')).toBeVisible()
  await expect(app.page.getByText('Fee per month')).toBeVisible()
})

test('a refresh that fails or is cancelled leaves the list as it was', async ({ app, sandbox }) => {
  const { page } = app
  await addAccount(page, sandbox)
  await fetchNumbers(page)
  sandbox.faults.add({ kind: 'status', status: 403, match: { path: 'GetList' } })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('The list was not refreshed.')).toBeVisible()
  await expect(count(page)).toHaveText('240 numbers')

  sandbox.faults.clear()
  // So long that it can be cancelled on any machine.
  sandbox.faults.add({ kind: 'latency', ms: 60_000 })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible()
  await expect(count(page)).toHaveText('240 numbers')
})

test('the detail tells the present state and leads to the form', async ({ app, sandbox }) => {
  const { page } = app
  const forwarded = sandbox.exolve.state.owned().find(({ forwarding }) => forwarding.type === 3)
  if (!forwarded) throw new Error('no number of the sandbox is forwarded to a URL')
  await addAccount(page, sandbox)
  await fetchNumbers(page)
  await openFound(page, forwarded.code)
  await expect(page.getByText(/^URL: https/)).toBeVisible()
  await expect(page.getByText('Call recording')).toBeVisible()
  await page.getByRole('button', { name: 'Change forwarding' }).click()
  await expect(page.getByRole('button', { name: 'Review…' })).toBeVisible()
})
