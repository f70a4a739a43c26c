/** Everything to one target for a while: reviewed, applied, put back by itself; and what was missed is offered at the next start. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { addAccount, english, goTo, invoke } from './operator'

test.use({ environment: english, sandboxOptions: { exolve: { numbers: 30 } } })

/** The number of the document's examples; it belongs to the application of the sandbox's key. */
const number = '74991112233'
const former = { type: 3, ipcr: { url: 'https://example.com/', reserve: '' } } as const

/** @returns the account's id */
async function openSchedule(page: Page, sandbox: Sandbox): Promise<string> {
  sandbox.exolve.state.setForwarding(number, former)
  const accountId = await addAccount(page, sandbox)
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Fetch the numbers' }).click()
  await expect(page.getByRole('grid', { name: 'Numbers of the account' })).toBeVisible()
  await openArea(page, 'Schedules')
  await page.getByRole('row').filter({ hasText: '+7 499 111-22-33' }).click()
  await expect(page.getByRole('button', { name: 'Temporary override…' })).toBeVisible()
  return accountId
}

async function apply(page: Page): Promise<void> {
  await expect(
    page.getByText(/Until .* everything goes to \+7 495 100-00-01; then the former forwarding/),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
}

/** ms; so long that it is not over before it is applied, on any machine */
const duration = 600_000

/** As the form does it; the review is the operator's. */
async function override(page: Page, accountId: string): Promise<void> {
  const { id } = await invoke(page, 'overrides.plan', {
    accountId,
    scope: { kind: 'numbers', numbers: [number] },
    target: '74951000001',
    timeoutSeconds: 30,
    until: Date.now() + duration,
  })
  await goTo(page, `/at/${accountId}/changes/${id}`)
  await apply(page)
}

const presentType = (sandbox: Sandbox) => sandbox.exolve.state.find(number)?.forwarding.type
const line = (page: Page) => page.getByText(/^\+7 499 111-22-33: everything to \+7 495 100-00-01 until/)
const openOverview = (page: Page) => openArea(page, 'Overview')

test('an override is filled in, reviewed, applied, and taken back before its time', async ({ app, sandbox }) => {
  const { page } = app
  await openSchedule(page, sandbox)
  await page.getByRole('button', { name: 'Temporary override…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('The console must be running at that time.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Review…' }).click()
  await expect(dialog.getByText('Fill this in.')).toBeVisible()
  await dialog.getByLabel('Everything to').fill('+7 495 100-00-01')
  await dialog.getByRole('button', { name: 'Tomorrow 9:00' }).click()
  await dialog.getByRole('button', { name: 'Review…' }).click()
  await apply(page)
  expect(presentType(sandbox)).toBe(2)

  await openOverview(page)
  await expect(line(page)).toBeVisible()
  await page.getByRole('button', { name: 'Put back now…' }).click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
  expect(sandbox.exolve.state.find(number)?.forwarding).toMatchObject({ ipcr: { url: former.ipcr.url } })
  await openOverview(page)
  await expect(line(page)).toHaveCount(0)
})

test('the former forwarding is put back by itself while the console runs', async ({ app, sandbox }) => {
  const { page } = app
  await override(page, await openSchedule(page, sandbox))
  expect(presentType(sandbox)).toBe(2)
  await openOverview(page)
  await expect(line(page)).toBeVisible()
  await app.advanceClock(duration)
  await expect.poll(() => presentType(sandbox)).toBe(3)
  await expect(line(page)).toHaveCount(0)
})

test('what was missed while the console was closed is offered at the next start', async ({ app, sandbox }) => {
  await override(app.page, await openSchedule(app.page, sandbox))
  await app.kill()
  await app.advanceClock(duration)
  await app.start()
  const { page } = app
  await expect(page.getByText('The time has come, but the former forwarding was not put back.')).toBeVisible()
  expect(presentType(sandbox)).toBe(2)
  await page.getByRole('button', { name: 'Put back now…' }).click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Done and read back')).toBeVisible()
  expect(sandbox.exolve.state.find(number)?.forwarding).toMatchObject({ ipcr: { url: former.ipcr.url } })
  await openOverview(page)
  await expect(page.getByText('The time has come')).toHaveCount(0)
})
