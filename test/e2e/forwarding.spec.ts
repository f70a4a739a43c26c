/** The form of one number's forwarding: from typing to what the provider received and gave back. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { addAccount, applyReviewed, english, keepEditing, openForwarding } from './operator'

test.use({ environment: english })

/** The number of the document's examples; it belongs to the application of the sandbox's key. */
const number = '74991112233'

/** An example body of the document, without its comment. */
const example = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'exolve', `set-forwarding-${name}.json`), 'utf8'))

const received = (sandbox: Sandbox, path: string): unknown[] =>
  sandbox.ledger.entries({ path, acted: true }).map(({ body }) => JSON.parse(body ?? 'null') as unknown)

const review = (page: Page) => page.getByRole('button', { name: 'Review…' }).click()

async function openEmptyForm(page: Page, sandbox: Sandbox): Promise<string> {
  sandbox.exolve.state.setForwarding(number, { type: 0 })
  const accountId = await addAccount(page, sandbox)
  await openForwarding(page, accountId, number)
  return accountId
}

test('the document’s example of forwarding to a number is produced by the form', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('+7 (499) 222-33-44')
  await page.getByLabel('Rings for, s').fill('16')
  await page.getByLabel('Name', { exact: true }).fill('звонит клиент')
  await page.getByLabel('Period', { exact: true }).fill('wd {Mon-Fri} hr {6am-14pm}')
  await expect(page.getByText('“14pm” probably means 2pm')).toBeVisible()
  await page.getByLabel('Period in words').fill('график будни')
  await page.getByLabel('Notification URL').fill('https://example.com/')
  await page.getByLabel('Extended notifications').check()
  await page.getByLabel('Client call ID').fill('test')
  await page.getByLabel('Prompt to the caller, file ID').fill('12345')
  await page.getByLabel('Prompt to the target, file ID').fill('54321')
  await page.getByLabel('Hide the caller’s number').check()
  await page.getByLabel('Number shown instead').fill('74995556677')
  await review(page)
  await applyReviewed(page)
  expect(received(sandbox, 'SetCallForwarding')).toEqual([example('number')])
})

test('the document’s example of forwarding to a URL is produced by the form', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByText('URL', { exact: true }).first().click()
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill('https://example.com/')
  await page.getByLabel('Reserve number').fill('+74993334455')
  await review(page)
  await applyReviewed(page)
  expect(received(sandbox, 'SetCallForwarding')).toEqual([example('url')])
})

test('the document’s example of forwarding to a SIP trunk is produced by the form', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByText('SIP trunk (static IP)').click()
  await page.getByLabel('IP address').fill('127.0.0.1')
  await page.getByLabel('Port').fill('10')
  await page.getByLabel('Timeout, s').fill('30')
  await page.getByLabel('DID number').fill('111')
  await review(page)
  await applyReviewed(page)
  expect(received(sandbox, 'SetCallForwarding')).toEqual([example('static-ip')])
})

test('mistakes are shown at their place and nothing is sent', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('12ab')
  await page.getByLabel('Period', { exact: true }).fill('wd {1-5}')
  await page.getByLabel('Number shown instead').fill('74951234567')
  await page.getByLabel('Notification URL').fill('ftp://example.com')
  await review(page)
  await expect(page.getByText(/mistakes to mend/)).toBeVisible()
  await expect(page.getByLabel('Period', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Notification URL')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(received(sandbox, 'SetCallForwarding')).toEqual([])
})

test('the fix for a doubtful period is one click', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByLabel('Period', { exact: true }).fill('wd {Mon-Fri} hr {6am-14pm}')
  await page.getByRole('button', { name: 'Use wd {Mon-Fri} hr {6am-2pm}' }).click()
  await expect(page.getByLabel('Period', { exact: true })).toHaveValue('wd {Mon-Fri} hr {6am-2pm}')
})

test('targets are moved by keyboard, duplicated and removed', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  const numbers = page.getByRole('textbox', { name: 'Number or SIP ID' })
  await page.getByText('One after another').click()
  await numbers.fill('74951000001')
  await page.getByRole('button', { name: 'Add target' }).click()
  await numbers.nth(1).fill('74951000002')
  await page.getByRole('button', { name: 'Duplicate target 2' }).click()
  await numbers.nth(2).fill('74951000003')
  await numbers.nth(2).press('Alt+ArrowUp')
  await page.getByRole('button', { name: 'Target 2: drag, or press Alt with an arrow key' }).press('Alt+ArrowUp')
  await page.getByRole('button', { name: 'Remove target 3' }).click()
  await review(page)
  await applyReviewed(page)
  expect(received(sandbox, 'SetCallForwarding')).toMatchObject([
    {
      call_forwarding_number: {
        redirect_type: 2,
        call_control: [{ redirect_number: '74951000003' }, { redirect_number: '74951000001' }],
      },
    },
  ])
})

test('removing is reviewed, sent and read back', async ({ app, sandbox }) => {
  const { page } = app
  sandbox.exolve.state.setForwarding(number, { type: 3, ipcr: { url: 'https://example.com/', reserve: '' } })
  const accountId = await addAccount(page, sandbox)
  await openForwarding(page, accountId, number)
  await page.getByRole('button', { name: 'Remove forwarding…' }).click()
  await applyReviewed(page)
  expect(received(sandbox, 'DeleteCallForwarding')).toEqual([{ number_code: 74991112233 }])
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('Now: No forwarding')).toBeVisible()
})

test('what the provider refuses is said at the form’s field and nothing is lost', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('74951000001')
  sandbox.faults.add({
    kind: 'status',
    status: 400,
    body: '{"error":"proto: (line 1:2): invalid value for uint64 field redirectNumber"}',
    match: { path: 'SetCallForwarding', times: 1 },
  })
  await review(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('dialog').getByText('The provider refused the request.')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('textbox', { name: 'Number or SIP ID' })).toHaveValue('+7 495 100-00-01')
})

test('an answer that was lost on the way is found out by reading back, not by sending again', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('74951000001')
  sandbox.faults.add({ kind: 'cutAfter', match: { path: 'SetCallForwarding', times: 1 } })
  await review(page)
  await applyReviewed(page)
  expect(received(sandbox, 'SetCallForwarding')).toHaveLength(1)
})

test('a change behind our back is a conflict and sends nothing', async ({ app, sandbox }) => {
  const { page } = app
  await openEmptyForm(page, sandbox)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('74951000001')
  await review(page)
  await expect(page.getByRole('dialog').getByText('Will be sent')).toBeVisible()
  sandbox.exolve.state.setForwarding(number, { type: 3, ipcr: { url: 'https://other.example/', reserve: '' } })
  await applyReviewed(page, 'Changed by someone else')
  expect(received(sandbox, 'SetCallForwarding')).toEqual([])
})

test('quitting with an unsaved form asks, and the draft is there at the next start', async ({ app, sandbox }) => {
  await openEmptyForm(app.page, sandbox)
  await app.page.getByRole('textbox', { name: 'Number or SIP ID' }).fill('74951000001')
  await app.quit()
  await keepEditing(app.page)
  await expect(app.page.getByRole('textbox', { name: 'Number or SIP ID' })).toHaveValue('+7 495 100-00-01')
  await app.quit()
  await app.page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await app.start()
  await app.page.getByRole('button', { name: 'Continue' }).click()
  await expect(app.page.getByText('Continued from the draft')).toBeVisible()
  await expect(app.page.getByRole('textbox', { name: 'Number or SIP ID' })).toHaveValue('+7 495 100-00-01')
})
