/** Who gets the calls, and when: all numbers of an account as a table, one number as lanes over a week. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, english } from './operator'

test.use({ environment: english, sandboxOptions: { exolve: { numbers: 30 } } })

/** The number of the document's examples; it belongs to the application of the sandbox's key. */
const number = '74991112233'

const control = (redirect_number: string, period: string, active = true) => ({
  redirect_number,
  timeout: 20,
  active,
  name: '',
  period,
  period_description: '',
})

function setSchedule(sandbox: Sandbox, ...controls: ReturnType<typeof control>[]): void {
  sandbox.exolve.state.setForwarding(number, {
    type: 2,
    number: {
      redirect_type: 1,
      call_control: controls,
      event_url: '',
      event_extended: false,
      client_id: '',
      file_to_a: '',
      file_to_b: '',
      masking: false,
      display_number: '',
    },
  })
}

async function openSchedules(page: Page, sandbox: Sandbox): Promise<void> {
  await addAccount(page, sandbox)
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await expect(page.getByRole('grid', { name: 'Numbers of the account' })).toBeVisible()
  await openArea(page, 'Schedules')
}

test('schedules that the list does not tell are read, and the table says who answers and where nobody does', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  setSchedule(sandbox, control('74951000001', 'wd {Mon-Fri} hr {9-17}'))
  await openSchedules(page, sandbox)
  await page.getByRole('button', { name: /^Read \d+ numbers?$/ }).click()
  await expect(page.getByText('could not be read')).toHaveCount(0)
  const row = page.getByRole('row').filter({ hasText: '+7 499 111-22-33' })
  await page.getByLabel('Moment').fill('2026-03-02T10:00')
  await expect(row).toContainText('Rings')
  await expect(row).toContainText('+7 495 100-00-01')
  await expect(row).toContainText('23 gaps, 546 hr')
  await page.getByLabel('Moment').fill('2026-03-07T10:00')
  await expect(row).toContainText('Nobody')
  await page.getByText('Nobody is called').click()
  await expect(row).toBeVisible()
  await page.getByLabel('Moment').fill('2026-03-02T10:00')
  await expect(row).toHaveCount(0)
})

test('a number is shown as lanes over a week, those of a clock change included', async ({ app, sandbox }) => {
  const { page } = app
  setSchedule(
    sandbox,
    control('74951000001', 'wd {Mon-Fri} hr {9-17}'),
    control('74951000002', 'wd {Mon} hr {12}'),
    control('74951000003', 'wd {Sat} hr {10-13}', false),
  )
  await openSchedules(page, sandbox)
  await page.getByRole('row').filter({ hasText: '+7 499 111-22-33' }).click()
  await page.getByLabel('Week of').fill('2026-03-04')
  await expect(page.getByText('Week Mar 2, 2026 – Mar 8, 2026')).toBeVisible()
  const lane = (name: RegExp) => page.getByRole('listitem', { name })
  await expect(lane(/^\+7 495 100-00-01: Mon 2 9–18, rings/)).toBeVisible()
  await expect(lane(/^\+7 495 100-00-02: Mon 2 12–13, not reached$/)).toBeVisible()
  await expect(lane(/^\+7 495 100-00-03: Sat 7 10–14, drops the call$/)).toBeVisible()
  await expect(page.getByText('Mon 2 12–13: only +7 495 100-00-01 is called')).toBeVisible()
  await expect(page.getByText('+7 495 100-00-02: in the twelve months from this week on')).toBeVisible()
  await expect(page.getByText(/Europe\/Moscow\. The provider does not document the zone/)).toBeVisible()
  await expect(page.getByText(/^Now:.*Next change:/)).toBeVisible()

  await page.getByLabel('Time zone').fill('Europe/London')
  await page.keyboard.press('Enter')
  // A week that never is the present one again.
  await page.getByLabel('Week of').fill('2020-10-21')
  await expect(page.getByText(/The clock is put back by 1 hr: Oct 25, 2020, 01:00/)).toBeVisible()
  await expect(page.getByText('Week Oct 19, 2020 – Oct 25, 2020')).toBeVisible()
  await page.getByRole('button', { name: 'This week' }).click()
  await expect(page.getByText(/^Week .* 2020/)).toHaveCount(0)
  await expect(page.getByText(/^Week [A-Z]/)).toBeVisible()
})
