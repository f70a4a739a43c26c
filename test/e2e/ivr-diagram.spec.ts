/** What leads to a place in the diagram of a menu, and what is drawn for the first time. */
import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { chosen, openMenu, openMenus, row } from './ivr-operator'
import { english } from './operator'

test.use({ environment: english })

/** Rows of the box of a context. */
const rowsOf = (page: Page, context: string) =>
  page.locator('.vue-flow__node-context').filter({ has: page.getByRole('button', { name: `Collapse: ${context}` }) })

test('a finding leads to its row in the diagram, in a box that was closed too', async ({ app, sandbox }) => {
  const { page } = app
  await openMenus(page, sandbox)
  await openMenu(page, '072')
  await page.getByRole('tab', { name: 'Diagram' }).click()
  await expect(rowsOf(page, 'Выбор города')).toBeInViewport()
  const payment = rowsOf(page, 'Москва: Оплата').getByRole('button', { name: /^Wrong input/ })
  await expect(payment).toHaveCount(0)
  await page.getByRole('button', { name: /^Москва: Оплата › Wrong input/ }).click()
  await expect(payment).toBeInViewport()
  await expect(page.getByRole('heading', { name: 'Wrong input' })).toBeVisible()
  await expect(page.getByText('Москва: Оплата › Wrong input', { exact: true }).last()).toBeVisible()

  await page.getByRole('button', { name: 'Collapse all' }).click()
  await expect(payment).toHaveCount(0)
  const order = rowsOf(page, 'Москва: Заказ').getByRole('button', { name: /^Wrong input/ })
  await page.getByRole('button', { name: /^Москва: Заказ › Wrong input/ }).click()
  await expect(order).toBeInViewport()
  await expect(payment).toHaveCount(0)

  // What is done here is undone there, and its place is shown.
  await page.getByLabel('Jump to…', { exact: true }).click()
  await page.locator('.n-base-select-option').filter({ hasText: 'Выбор города' }).first().click()
  await expect(order).toContainText('1 rule')
  await page.getByRole('tab', { name: 'Outline' }).click()
  await expect(chosen(page)).toHaveText([/Go to Выбор города › Start/])
  await page.keyboard.press('Control+z')
  await expect(chosen(page)).toHaveText([/^Wrong input/])
})

test('a new menu says what comes first; keys that are picked name an option at once; its number is drawn once', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openMenus(page, sandbox)
  const begin = async () => {
    await page.getByRole('button', { name: 'New menu' }).click()
    await expect(page.getByLabel('Extension number')).toBeFocused()
    await page.getByLabel('Extension number').fill('977')
  }
  await begin()
  await page.getByLabel('Name', { exact: true }).fill('Shop')
  await page.getByRole('button', { name: 'Draw it' }).click()
  await page.getByRole('button', { name: 'Add the first context' }).click()
  await expect(page.getByText(/^Continued from the draft/)).toHaveCount(0)

  await page.getByRole('button', { name: 'Option', exact: true }).click()
  await page.getByRole('group', { name: 'Keys' }).getByRole('button', { name: '5', exact: true }).click()
  await expect(row(page, /^Pressed 15/)).toBeVisible()
  await page.getByRole('group', { name: 'Keys' }).getByRole('button', { name: '7', exact: true }).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await expect(page.getByText('Context 1 › Pressed 157 › rule 1', { exact: true }).first()).toBeVisible()
  // The rule, then both keys at once.
  await page.keyboard.press('Control+z')
  await expect(row(page, /^Pressed 157/)).toContainText('no rules')
  await page.keyboard.press('Control+z')
  await expect(row(page, /^Pressed 1$/)).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(row(page, /^Pressed 157/)).toBeVisible()

  await page.getByRole('button', { name: 'All menus' }).click()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await begin()
  await expect(page.getByText('Menu 977 is being drawn already: it stands below.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Draw it' })).toBeDisabled()
  await page.getByRole('link', { name: '977' }).click()
  await expect(page.getByText(/^Continued from the draft/)).toBeVisible()
  await expect(row(page, /^Pressed 157/)).toBeVisible()
})
