/** What the keyboard and a screen reader need: names and roles, a way to the first mistake, and a focus that is never lost. */
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, applyReviewed, english, invoke, openForwarding } from './operator'

test.use({ environment: english })

test('a new account is filled in from its first field on, and its choices are named lists', async ({ app }) => {
  const { page } = app
  await openArea(page, 'Accounts')
  await page.getByRole('button', { name: 'Add account' }).last().click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()

  const provider = page.getByRole('combobox', { name: 'Provider' })
  await expect(provider).toHaveAttribute('aria-expanded', 'false')
  await provider.press('ArrowDown')
  await expect(provider).toHaveAttribute('aria-expanded', 'true')
  const options = page.getByRole('listbox').getByRole('option')
  // A key goes to the list once it is there.
  await expect(options.first()).toBeVisible()
  await provider.press('ArrowDown')
  const twin = options.filter({ hasText: 'Twin' })
  await expect(provider).toHaveAttribute('aria-activedescendant', (await twin.getAttribute('id')) ?? '')
  await provider.press('Enter')
  await expect(provider).toHaveText('Twin')
  await expect(page.getByLabel('E-mail', { exact: true })).toBeVisible()
})

test('a review leads to the first mistake, and a finished one can be taken back where it stands', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const accountId = await addAccount(page, sandbox)
  await invoke(page, 'numbers.refresh', { accountId })
  const [owned] = sandbox.exolve.state
    .owned()
    .filter(({ application, forwarding }) => application === sandbox.exolve.state.applications[0] && !forwarding.type)
  const number = owned?.code ?? ''
  await openForwarding(page, accountId, number)
  await page.getByText('One after another', { exact: true }).click()
  await page.getByRole('button', { name: 'Review…' }).click()
  const target = page.getByRole('textbox', { name: 'Number or SIP ID' })
  await expect(target).toBeFocused()
  await page.getByRole('button', { name: 'Remove target 1' }).click()
  await expect(page.getByRole('button', { name: 'Add target' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(target).toBeFocused()

  await page.keyboard.type('74951234567')
  await page.getByRole('button', { name: 'Review…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Outcome of the change' })
  await applyReviewed(page)
  // The button that was pressed is gone; the keys still go to the dialog and not to the page behind it.
  await expect(dialog).toBeFocused()
  await dialog.getByRole('button', { name: 'Undo…' }).click()
  await applyReviewed(page)
  expect(sandbox.exolve.state.find(number)?.forwarding.type).toBe(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('Nothing to save')).toBeVisible()
  // The button that opened the review is disabled by now: its place has the focus.
  await expect(page.locator('form footer:focus, form footer :focus')).toHaveCount(1)
})
