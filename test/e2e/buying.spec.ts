/** Numbers on sale: searched, reserved with a countdown, bought by typing the number; given up the same way. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { formatPhone } from '../../src-shared/domain/phone'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, english, goTo } from './operator'

test.use({ environment: english })

const grid = (page: Page) => page.getByRole('grid')
const detail = (page: Page) => page.getByRole('region', { name: 'Details' })

async function openBuying(page: Page, sandbox: Sandbox): Promise<string> {
  const accountId = await addAccount(page, sandbox)
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await expect(page.getByText('240 numbers')).toBeVisible()
  await openArea(page, 'Buying')
  await expect(page.getByLabel('Mask')).toBeVisible()
  return accountId
}

/** Searches for city numbers and opens the cheapest. @returns its digits */
async function openCheapest(page: Page, sandbox: Sandbox): Promise<string> {
  await page.getByLabel('Mask').fill('+7 (*')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const onSale = sandbox.exolve.state.free().filter(({ category }) => category.type.name === 'DEF')
  const [cheapest] = onSale.toSorted(
    (one, other) =>
      one.category.installFee - other.category.installFee ||
      (one.code < other.code ? -1 : one.code > other.code ? 1 : 0),
  )
  const code = cheapest?.code ?? ''
  await expect(page.getByText(`${onSale.length} numbers`)).toBeVisible()
  await grid(page)
    .getByRole('row', { name: formatPhone(code) })
    .click()
  await expect(detail(page).getByText(formatPhone(code))).toBeVisible()
  return code
}

test('a number is found, reserved, bought and released', async ({ app, sandbox }) => {
  const { page } = app
  await openBuying(page, sandbox)
  const code = await openCheapest(page, sandbox)
  await detail(page).getByRole('button', { name: 'Reserve' }).click()
  await expect(page.getByRole('timer')).toContainText(/Reserved for you\. Time left: (10:00|9:\d\d)/)
  await expect(page.getByRole('list', { name: 'Reserved numbers' })).toContainText(formatPhone(code))
  expect(sandbox.exolve.state.reservation(code)).toBeDefined()

  await detail(page).getByRole('button', { name: 'Buy…' }).click()
  const dialog = page.getByRole('dialog').first()
  await expect(dialog.getByText(/Costs [\d,]+ at once and [\d,]+ a month/)).toBeVisible()
  await expect(dialog.getByText('This cannot be undone.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  const confirm = page.getByRole('dialog', { name: 'Apply 1 step?' })
  await expect(confirm).toContainText(/Costs [\d,]+ at once/)
  await expect(confirm.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await confirm.getByRole('textbox').fill(code)
  await confirm.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
  expect(sandbox.ledger.entries({ path: '/Buy' })).toHaveLength(1)
  await expect(page.getByRole('button', { name: 'Undo…' })).toHaveCount(0)
  await page.getByRole('dialog').first().getByText('Close', { exact: true }).click()
  await expect(page.getByText('The number is yours.')).toBeVisible()
  await page.getByRole('button', { name: 'Open the number' }).click()
  await expect(page.getByText('241 numbers')).toBeVisible()

  await page.getByRole('button', { name: 'Release the number…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('dialog', { name: 'Apply 1 step?' }).getByRole('textbox').fill(code)
  await page.getByRole('dialog', { name: 'Apply 1 step?' }).getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
  await page.getByRole('dialog').first().getByText('Close', { exact: true }).click()
  await expect(page.getByText('240 numbers')).toBeVisible()
  expect(sandbox.exolve.state.find(code)).toBeUndefined()
})

test('a price that changed since the search stops the reservation, and a held number can be given back', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openBuying(page, sandbox)
  const code = await openCheapest(page, sandbox)
  const offer = sandbox.exolve.state.findFree(code)
  if (!offer) throw new Error('not on sale')
  const { category } = offer
  offer.category = { ...category, installFee: category.installFee + 10 }
  await detail(page).getByRole('button', { name: 'Reserve' }).click()
  await expect(detail(page).getByRole('alert')).toContainText('The price has changed since the search')
  offer.category = category
  await detail(page).getByRole('button', { name: 'Reserve' }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  await detail(page).getByRole('button', { name: 'Give back' }).click()
  await expect(page.getByRole('timer')).toBeHidden()
  expect(sandbox.exolve.state.reservation(code)).toBeUndefined()
})

test('detection is switched on from the number', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await openBuying(page, sandbox)
  const [main] = sandbox.exolve.state.applications
  const owned = sandbox.exolve.state.owned().find(({ application, amd }) => application === main && !amd)
  await goTo(page, `/at/${accountId}/numbers/${owned?.code ?? ''}`)
  await page.getByRole('button', { name: 'Switch detection on…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
  await page.getByRole('dialog').first().getByText('Close', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Switch detection off…' })).toBeVisible()
  expect(owned?.amd).toBe(true)
})
