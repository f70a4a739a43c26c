/** The week of numbers with its surprises, and what would break if an extension went, on the demo company. */
import { expect, test } from './app'
import { chooseCalled, fetchCompany, menuNumber } from './call-flow-steps'
import { english, goTo } from './operator'

test.use({ environment: english })

test('surprises and rules that nothing runs are named, all numbers are checked, and a call of the week is opened', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await fetchCompany(page, sandbox)
  await chooseCalled(page, menuNumber(sandbox))
  await page.getByRole('tab', { name: 'The week' }).click()
  await expect(page.getByRole('region', { name: 'Surprises' })).toBeVisible()
  const unreached = page.getByRole('region', { name: 'What no call runs' })
  await expect(unreached).toBeVisible()
  await expect(unreached.getByRole('link').first()).toBeVisible()

  await page.getByRole('tab', { name: 'All numbers' }).click()
  await page.getByRole('button', { name: 'Check the week' }).click()
  await expect(page.getByText(/Numbers with something to look at: \d+ of \d+\./)).toBeVisible()
  await page
    .getByRole('button', { name: /^first on/ })
    .first()
    .click()
  await expect(page.getByRole('tab', { name: 'What happens' })).toHaveAttribute('aria-selected', 'true')
})

test('what would break without an extension is told in words, and one of the calls is opened', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const accountId = await fetchCompany(page, sandbox)
  const routed = [...sandbox.pbx.state.dids.values()].find(
    ({ extension_id: id }) => id !== null && sandbox.pbx.state.extensions.get(id)?.type === 'phone',
  )
  if (!routed?.extension_id) throw new Error('the demo company has no number that leads to a phone')
  await goTo(page, `/at/${accountId}/numbers/extensions/${routed.extension_id}`)
  const impact = page.getByRole('region', { name: 'What would break without it' })
  await impact.getByRole('button', { name: 'Find out' }).click()
  await expect(impact.getByText(/Calls that were tried: [\d,]+; numbers/)).toBeVisible()
  await expect(impact.getByText(/→/).first()).toBeVisible()
  await impact.getByRole('button', { name: 'Show the call' }).first().click()
  await expect(page.getByRole('tab', { name: 'What happens' })).toBeVisible()
})
