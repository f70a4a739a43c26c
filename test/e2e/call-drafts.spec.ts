/** Forwarding and routes on their way to the simulator and back, and what would break on the screens of both providers. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { fetchCompany } from './call-flow-steps'
import { addAccount, english, goTo, invoke, openForwarding } from './operator'

test.use({ environment: english })

const number = '74991112233'
const digits = '74951000001'

/** A number that forwards on working days, of an account whose numbers are fetched. @returns the account's id */
async function openForwardedNumber(page: Page, sandbox: Sandbox): Promise<string> {
  sandbox.exolve.state.setForwarding(number, {
    type: 2,
    number: {
      redirect_type: 1,
      call_control: [
        {
          redirect_number: digits,
          timeout: 20,
          active: true,
          name: '',
          period: 'wd {Mon-Fri} hr {9-17}',
          period_description: '',
        },
      ],
      event_url: '',
      event_extended: false,
      client_id: '',
      file_to_a: '',
      file_to_b: '',
      masking: false,
      display_number: '',
    },
  })
  const accountId = await addAccount(page, sandbox)
  await invoke(page, 'numbers.refresh', { accountId })
  await openForwarding(page, accountId, number)
  return accountId
}

test('a forwarding is called as it stands in its form, whose targets and week are lit by the call', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openForwardedNumber(page, sandbox)
  const target = page.getByRole('textbox', { name: 'Number or SIP ID' })
  await target.fill('74957654321')
  await page.getByRole('button', { name: 'Where would it go?' }).click()

  const unpublished = page.getByRole('region', { name: 'Not published' })
  await expect(unpublished).toContainText('Forwarding of +7 499 111-22-33')
  await page.getByLabel('When', { exact: true }).fill('2026-03-02T10:00')
  const changed = page.getByRole('region', { name: 'With the changes' })
  await expect(changed.getByText('+7 495 765-43-21').first()).toBeVisible()
  await changed
    .getByRole('button', { name: /^Show where this is: / })
    .last()
    .click()
  await expect(page.getByRole('status').filter({ hasText: 'Path of the call from' })).toBeVisible()
  await page.getByRole('button', { name: 'Change forwarding' }).click()

  // The draft is there again, and it is what was called.
  await expect(target).toHaveValue('+7 495 765-43-21')
  await expect(page.getByText(/^Ran after 0 s/)).toBeVisible()
  await page.getByRole('button', { name: 'Draw on a week grid' }).click()
  await expect(page.locator('.hours').getByText('The call')).toBeVisible()

  // What was not called is not lit.
  await target.fill('74957654322')
  await target.blur()
  await expect(page.getByText(/^Ran after/)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Back to the call' })).toBeVisible()
})

test('a route is called as it stands in its form', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await fetchCompany(page, sandbox)
  const [did] = [...sandbox.pbx.state.dids.values()].filter(({ extension_id }) => extension_id !== null)
  await goTo(page, `/at/${accountId}/numbers/public/${did?.id ?? 0}`)
  await page.getByLabel('Calls go to').fill('101')
  await page.getByText(/^101 ·/).click()
  await page.getByRole('button', { name: 'Where would it go?' }).click()
  await expect(page.getByRole('region', { name: 'Not published' })).toContainText('leads')
  await expect(page.getByRole('region', { name: 'With the changes' })).toBeVisible()
})

test('what would break without a number, an interval or a prompt is found where each is shown', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const impact = page.getByRole('region', { name: 'What would break without it' })
  const findOutAt = async (path: string) => {
    await goTo(page, path)
    const result = impact.getByText(/Calls that were tried: [\d,]+/)
    // That of the page before is gone.
    await expect(result).toHaveCount(0)
    await impact.getByRole('button', { name: 'Find out' }).click()
    // A week of calls takes its time on a busy machine.
    await expect(result).toBeVisible({ timeout: 0 })
  }
  const company = await fetchCompany(page, sandbox)
  const { dids, intervals, sounds } = sandbox.pbx.state
  const [did] = [...dids.values()].filter(({ extension_id }) => extension_id !== null)
  await findOutAt(`/at/${company}/numbers/public/${did?.id ?? 0}`)
  await findOutAt(`/at/${company}/intervals/${[...intervals.keys()][0] ?? 0}`)
  await findOutAt(`/at/${company}/prompts/${[...sounds.keys()][0] ?? 0}`)

  const exolve = await openForwardedNumber(page, sandbox)
  await findOutAt(`/at/${exolve}/numbers/${number}`)
})
