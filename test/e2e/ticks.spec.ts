/** Rows of the numbers ticked one by one, by range and all at once, and what is ticked given one forwarding. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, english, pressEnter } from './operator'

test.use({ environment: english, sandboxOptions: { exolve: { numbers: 900 } } })

const grid = (page: Page) => page.getByRole('grid')
/** The cell to tick a row in, once the row is there: its place is there before. */
const box = (page: Page, row: number) =>
  grid(page)
    .locator(`[aria-rowindex="${row + 2}"]`)
    .getByRole('gridcell')
    .filter({ has: page.getByRole('checkbox') })
const ticked = (page: Page) => page.getByText(/^[\d,]+ ticked$/)
const codes = ({ exolve }: Sandbox): string[] =>
  exolve.state
    .owned()
    .map(({ code }) => code)
    .sort()

async function openNumbers(page: Page, sandbox: Sandbox): Promise<void> {
  await addAccount(page, sandbox)
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await expect(page.getByText('900 numbers')).toBeVisible()
}

test('by mouse: single rows, a range beyond what is in sight, all but some', async ({ app, sandbox }) => {
  const { page } = app
  await openNumbers(page, sandbox)
  await box(page, 0).click()
  await expect(ticked(page)).toHaveText('1 ticked')
  // A tick opens nothing.
  await expect(page).toHaveURL(/\/numbers$/)

  await grid(page).focus()
  await page.keyboard.press('End')
  await box(page, 899).click({ modifiers: ['Shift'] })
  await expect(ticked(page)).toHaveText('900 ticked')
  await box(page, 899).click()
  await expect(ticked(page)).toHaveText('899 ticked')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(ticked(page)).toBeHidden()

  await grid(page).getByRole('checkbox', { name: 'Tick all that the filters show' }).check()
  await expect(ticked(page)).toHaveText('900 ticked')
  await box(page, 899).click()
  await expect(ticked(page)).toHaveText('899 ticked')
  // "All" belongs to the filter it was said about.
  await page.getByRole('textbox', { name: 'Number, note or target' }).fill('7495')
  await expect(ticked(page)).toBeHidden()
})

test('by keyboard, and the ticked ones get one forwarding', async ({ app, sandbox }) => {
  const { page } = app
  await openNumbers(page, sandbox)
  await grid(page).focus()
  await page.keyboard.press('Control+a')
  await expect(ticked(page)).toHaveText('900 ticked')
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await expect(ticked(page)).toHaveText('899 ticked')
  await pressEnter(page, 'Clear')
  await expect(ticked(page)).toBeHidden()

  await grid(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await expect(ticked(page)).toHaveText('5 ticked')
  await pressEnter(page, 'The same for 5 numbers…')

  await expect(page.getByRole('heading', { name: '5 numbers' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('+7 495 100-00-01')
  await pressEnter(page, 'Compare and review…')
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '6')
  for (const [row, code] of codes(sandbox).slice(0, 5).entries()) {
    await expect(
      grid(page)
        .getByRole('row')
        .nth(row + 1),
    ).toContainText(code.slice(-2))
  }
})

test('a selection of all names no number on its way to the plan', async ({ app, sandbox }) => {
  const { page } = app
  await openNumbers(page, sandbox)
  const search = page.getByRole('textbox', { name: 'Number, note or target' })
  await search.fill('7800')
  const fitting = codes(sandbox).filter((code) => code.includes('7800')).length
  await expect(page.getByText(`${fitting} of 900`)).toBeVisible()
  await grid(page).getByRole('checkbox', { name: 'Tick all that the filters show' }).check()
  await expect(ticked(page)).toHaveText(`${fitting} ticked`)
  await page.getByRole('button', { name: `The same for ${fitting} numbers…` }).click()
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('+7 495 100-00-01')
  await page.getByRole('button', { name: 'Compare and review…' }).click()
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(fitting + 1))
})
