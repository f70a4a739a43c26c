/** Extensions and public numbers of a cloud PBX account. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { areaLink, openArea } from '../open-area'
import { expect, test } from './app'
import { applyReviewed, english, invoke } from './operator'
import { addPbxAccount, pbxAccount } from './pbx-operator'

test.use({ environment: english })

const grid = (page: Page) => page.getByRole('grid')
const detail = (page: Page) => page.getByRole('region', { name: 'Detail' })

/** Adds an account on the demo company, fetches it, and opens its numbers. */
async function openNumbers(page: Page, sandbox: Pick<Sandbox, 'pbx'>): Promise<void> {
  await addPbxAccount(page, sandbox)
  await openArea(page, 'Numbers')
  await page.getByRole('button', { name: 'Fetch', exact: true }).click()
  await expect(page.getByText(/^\d+ extensions$/)).toBeVisible()
}

const find = ({ pbx }: Pick<Sandbox, 'pbx'>, number: string) =>
  [...pbx.state.extensions.values()].find(({ name }) => name === `000*${number}`)

async function openExtension(page: Page, number: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Number or label' }).fill(number)
  await expect(page.getByText('1 extension', { exact: true })).toBeVisible()
  await grid(page)
    .getByRole('row', { name: new RegExp(`^${number}\\b`) })
    .click()
  await expect(detail(page).getByRole('heading', { level: 2 })).toContainText(number)
}

/** Goes to another area, and keeps what was entered here. */
async function leaveFor(page: Page, area: string): Promise<void> {
  await areaLink(page, area).click()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await expect(page.getByRole('heading', { name: area, level: 1 })).toBeVisible()
}

test('an extension is added, changed and deleted; mistakes are named before anything is sent', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openNumbers(page, sandbox)
  await page.getByRole('button', { name: 'New extension' }).click()
  await page.getByLabel('Number, 3 digits').fill('77')
  await expect(detail(page).getByText('All extensions of this company have 3 digits.')).toBeVisible()
  await page.getByLabel('Number, 3 digits').fill('777')
  await detail(page).getByLabel('Label', { exact: true }).fill('Night shift')
  await detail(page).getByRole('button', { name: 'Review' }).click()
  await applyReviewed(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText('777 Night shift')
  expect(find(sandbox, '777')).toMatchObject({ status: 'active', type: 'phone' })
  await expect(detail(page).getByText('000*777')).toBeVisible()
  await expect(detail(page).getByText('Not registered')).toBeVisible()

  await detail(page).getByLabel('Label', { exact: true }).fill('Day shift')
  await detail(page).getByText('Blocked', { exact: true }).click()
  await detail(page).getByRole('button', { name: 'Review' }).click()
  await expect(page.getByRole('dialog').getByText('Night shift')).toBeVisible()
  await applyReviewed(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect.poll(() => find(sandbox, '777')).toMatchObject({ label: 'Day shift', status: 'blocked' })

  await detail(page).getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByRole('dialog').getByText(/Undo cannot bring them back/)).toBeVisible()
})

test('a provider that asks to wait is named as the reason why a fetch stands still, and until when', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await addPbxAccount(page, sandbox)
  await openArea(page, 'Numbers')
  sandbox.faults.add({ kind: 'status', status: 429, retryAfter: '10', match: { path: '/extension/', times: 1 } })
  await page.getByRole('button', { name: 'Fetch', exact: true }).click()
  const reason = page.getByText(/^The provider asked to wait until \d\d:\d\d:\d\d UTC/)
  await expect(reason).toBeVisible()
  await expect(page.getByText(/^\d+ extensions$/)).toBeVisible({ timeout: 60_000 })
  await expect(reason).toHaveCount(0)
})

test('what refers to an extension is linked, and keeps it from being deleted', async ({ app, sandbox }) => {
  const { page } = app
  await openNumbers(page, sandbox)
  const did = [...sandbox.pbx.state.dids.values()].find(({ extension_id }) => extension_id !== null)
  const target = [...sandbox.pbx.state.extensions.values()].find(({ id }) => id === did?.extension_id)
  await openExtension(page, target?.name.split('*')[1] ?? '')
  await expect(detail(page).getByRole('button', { name: 'Delete…' })).toBeDisabled()
  await detail(page).getByRole('list').getByRole('link').filter({ hasText: /^\+7/ }).first().click()
  await expect(page).toHaveURL(/numbers\/public\/\d+$/)
})

test('an extension of a type that nobody knows is shown and left alone', async ({ app, sandbox }) => {
  const { page } = app
  Object.assign(find(sandbox, '085') ?? {}, { type: 'conference' })
  await openNumbers(page, sandbox)
  await openExtension(page, '085')
  await expect(detail(page).getByText('conference', { exact: true })).toBeVisible()
  await expect(detail(page).getByText(/^The console does not know this type of extension/)).toBeVisible()
  await expect(detail(page).getByRole('textbox')).toHaveCount(0)
  await expect(detail(page).getByRole('button', { name: /Review|Delete/ })).toHaveCount(0)
})

test('the foot of an extension’s form is in sight in the smallest window, wherever the pane stands', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 1024, height: 700 })
  await openNumbers(page, sandbox)
  await openExtension(page, '101')
  await expect(detail(page).getByRole('button', { name: 'Review…' })).toBeInViewport({ ratio: 1 })
})

test('a public number is routed to another extension and detached', async ({ app, sandbox }) => {
  const { page } = app
  await openNumbers(page, sandbox)
  await page.getByRole('link', { name: 'Public numbers' }).click()
  await expect(page.getByText(/^\d+ public numbers$/)).toBeVisible()
  await grid(page).getByRole('row').nth(1).click()
  await expect(page).toHaveURL(/numbers\/public\/\d+$/)
  const id = Number(/public\/(\d+)$/.exec(page.url())?.[1])
  const did = sandbox.pbx.state.dids.get(id)
  await detail(page).getByLabel('Calls go to').fill('101')
  await page.getByText(/^101 ·/).click()
  // Left on the way, it is kept.
  await leaveFor(page, 'Prompts')
  await page.goBack()
  await expect(detail(page).getByText(/^Continued from the draft/)).toBeVisible()
  await expect(detail(page).getByRole('button', { name: 'Review' })).toBeEnabled()
  await detail(page).getByRole('button', { name: 'Review' }).click()
  await applyReviewed(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  expect(did?.extension_id).toBe(find(sandbox, '101')?.id)
  await detail(page).getByRole('button', { name: 'Detach' }).click()
  await applyReviewed(page)
  expect(did?.extension_id).toBeNull()
})

test('what a key may not do is explained where the connection is tested', async ({ app, sandbox }) => {
  const { page } = app
  const [user] = sandbox.pbx.state.users
  if (!user) throw new Error('the demo has users')
  const calling = sandbox.pbx.state.applications.find(({ access }) => access === 'Call API')
  await openNumbers(page, sandbox)
  await invoke(page, 'accounts.add', pbxAccount(sandbox, 'Calls only', calling))
  await openArea(page, 'Accounts')
  await page.getByRole('main').getByText('Calls only').first().click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Calls only')
  const testing = page.getByRole('region', { name: 'Connection test' })
  const test = () => testing.getByRole('button', { name: 'Test connection' }).click()
  await test()
  await expect(testing.getByRole('alert').getByText(/Managing the PBX needs the access “All”/)).toBeVisible()

  await page.getByRole('main').getByText('Office PBX').first().click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Office PBX')
  user.access = 'read_only'
  await test()
  await expect(testing.getByText('The provider answers and accepts the key.')).toBeVisible()
  await expect(testing.getByText(/may look and change nothing/)).toBeVisible()
  user.status = 'blocked'
  await test()
  await expect(testing.getByRole('alert').getByText(/whole company, is blocked/)).toBeVisible()
})
