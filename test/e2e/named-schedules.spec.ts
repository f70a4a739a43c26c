/** A schedule with a name: chosen in a form, changed, and every number that uses it brought up to date by one reviewed change. */
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, applyReviewed, english, openForwarding } from './operator'

test.use({ environment: english, sandboxOptions: { exolve: { numbers: 30 } } })

/** The number of the document's examples; it belongs to the application of the sandbox's key. */
const number = '74991112233'

test('a named schedule is chosen in a form, changed, and its numbers follow', async ({ app, sandbox }) => {
  const { page } = app
  sandbox.exolve.state.setForwarding(number, { type: 0 })
  const accountId = await addAccount(page, sandbox)
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await expect(page.getByRole('grid', { name: 'Numbers of the account' })).toBeVisible()

  await openArea(page, 'Schedules')
  await page.getByRole('link', { name: 'Named schedules' }).click()
  await page.getByRole('button', { name: 'New schedule' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Shop hours')
  await page.getByLabel('Period', { exact: true }).fill('hr {25}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('“25” is outside 0–23')).toBeVisible()
  await page.getByLabel('Period', { exact: true }).fill('wd {Mon-Fri} hr {9-17}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('link', { name: /^Shop hours/ })).toBeVisible()
  await expect(page.getByText('No number uses it')).toBeVisible()

  await openForwarding(page, accountId, number)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('74951000001')
  await page.getByRole('button', { name: 'Named schedule' }).click()
  await page.getByText('Shop hours', { exact: true }).click()
  await expect(page.getByLabel('Period', { exact: true })).toHaveValue('wd {Mon-Fri} hr {9-17}')
  await expect(page.getByLabel('Period in words')).toHaveValue('Shop hours')
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  await openArea(page, 'Schedules')
  await page.getByRole('link', { name: 'Named schedules' }).click()
  await page.getByRole('link', { name: /^Shop hours/ }).click()
  await expect(page.getByText('Up to date.')).toBeVisible()
  await page.getByLabel('Period', { exact: true }).fill('wd {Mon-Fri} hr {10-18}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Review the change of 1 number…' }).click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
  expect(sandbox.exolve.state.find(number)?.forwarding).toMatchObject({
    number: { call_control: [{ period: 'wd {Mon-Fri} hr {10-18}', period_description: 'Shop hours' }] },
  })
  await openArea(page, 'Schedules')
  await page.getByRole('link', { name: 'Named schedules' }).click()
  await page.getByRole('link', { name: /^Shop hours/ }).click()
  await expect(page.getByText('Up to date.')).toBeVisible()
})
