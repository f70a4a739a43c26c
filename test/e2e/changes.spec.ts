/** Changes of many rows: reviewed, carried out, stopped, continued after a power cut, taken back. */
import type { Page } from '@playwright/test'
import type { Intent } from '@shared/contract/changes'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { addAccount, english, goTo, invoke } from './operator'

test.use({ environment: english, sandboxOptions: { exolve: { numbers: 900 } } })

/** Numbers of the key's application that have no forwarding. */
const freeNumbers = ({ exolve }: Sandbox, count: number): string[] =>
  exolve.state
    .owned()
    .filter(({ application, forwarding }) => application === exolve.state.applications[0] && forwarding.type === 0)
    .slice(0, count)
    .map(({ code }) => code)

const setForwarding = (number: string, target = '74951000001'): Intent => ({
  operation: 'exolve.setForwarding',
  number,
  wanted: {
    kind: 'number',
    redirect: 'single',
    targets: [{ number: target, timeoutSeconds: 20, active: true, name: '', period: '', periodDescription: '' }],
    eventUrl: '',
    extendedEvents: false,
    clientId: '',
    promptToCaller: '',
    promptToCallee: '',
    masking: false,
    displayNumber: '',
  },
})

/** Plans as every form and wizard does, through the bridge, and opens the review. @returns the change's id */
async function planAndOpen(page: Page, accountId: string, intents: Intent[]): Promise<string> {
  const { id } = await invoke(page, 'changes.plan', { accountId, origin: 'bulk', intents })
  await openChange(page, accountId, id)
  return id
}

async function openChange(page: Page, accountId: string, changeId: string): Promise<void> {
  await goTo(page, `/at/${accountId}/changes/${changeId}`)
}

/** How often each number's forwarding was set or removed at the provider. */
function writes(sandbox: Sandbox): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { path, body } of sandbox.ledger.entries({ acted: true })) {
    if (!/(Set|Delete)CallForwarding$/.test(path)) continue
    const number = String((JSON.parse(body) as { number_code: unknown }).number_code)
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}

const filter = (page: Page, name: RegExp) => page.getByRole('radio', { name })

/** Opens the one row that a filter lets through, once the list has no other: until then the rows are those before. */
async function openTheOne(page: Page, filterText: string): Promise<void> {
  await page.getByText(filterText).click()
  const rows = page.getByRole('grid', { name: 'Rows of the change' })
  await expect(rows).toHaveAttribute('aria-rowcount', '2')
  await rows.getByRole('row').nth(1).click()
}

test('a bulk change is reviewed by filters that add up, applied, and taken back', async ({ app, sandbox }) => {
  const { page } = app
  const [first = '', second = '', third = '', mistaken = ''] = freeNumbers(sandbox, 4)
  const accountId = await addAccount(page, sandbox)
  await planAndOpen(page, accountId, [
    setForwarding(first),
    setForwarding(second),
    // What the provider cannot do is found before anything is sent.
    setForwarding(mistaken, '12'),
    { operation: 'exolve.removeForwarding', number: third },
  ])
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  await expect(filter(page, /^All · 4$/)).toBeVisible()
  await expect(filter(page, /^To be sent · 2$/)).toBeVisible()
  await expect(filter(page, /^Errors · 1$/)).toBeVisible()
  await expect(filter(page, /^Unchanged · 1$/)).toBeVisible()

  await openTheOne(page, 'Errors · 1')
  const detail = page.getByRole('region', { name: 'Details' })
  await expect(detail.getByText('Not allowed')).toBeVisible()
  expect(writes(sandbox).size).toBe(0)

  await page.getByRole('button', { name: 'Apply 2 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  await expect(filter(page, /^Done · 2$/)).toBeVisible()
  expect([...writes(sandbox)]).toEqual([
    [first, 1],
    [second, 1],
  ])

  await page.getByRole('button', { name: 'Undo…' }).click()
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Takes back this change' })).toBeVisible()
  await page.getByRole('button', { name: 'Apply 2 steps' }).click()
  await expect(filter(page, /^Done · 2$/)).toBeVisible()
  expect(sandbox.exolve.state.find(first)?.forwarding.type).toBe(0)
})

test('a change on a production account asks for the account’s name', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await addAccount(page, sandbox)
  await goTo(page, `/accounts/${accountId}`)
  await page.getByLabel('Production').first().check()
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByRole('button', { name: 'Discard changes' })).toBeHidden()
  await planAndOpen(
    page,
    accountId,
    freeNumbers(sandbox, 5).map((number) => setForwarding(number)),
  )
  await page.getByRole('button', { name: 'Apply 5 steps' }).click()
  const question = page.getByRole('dialog')
  await expect(question.getByRole('button', { name: 'Apply 5 steps' })).toBeDisabled()
  expect(writes(sandbox).size).toBe(0)
  await question.getByRole('textbox').fill('Office')
  await question.getByRole('button', { name: 'Apply 5 steps' }).click()
  await expect(filter(page, /^Done · 5$/)).toBeVisible()
})

test('a change that is paused goes on, one that the computer’s sleep paused too, and one that is stopped skips the rest', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  // More than are sent before it is paused on any machine.
  const numbers = freeNumbers(sandbox, 200)
  const accountId = await addAccount(page, sandbox)
  sandbox.faults.add({ kind: 'latency', ms: 1500, match: { path: 'SetCallForwarding' } })
  await planAndOpen(
    page,
    accountId,
    numbers.map((number) => setForwarding(number)),
  )
  await page.getByRole('button', { name: 'Apply 200 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Change under way' })).toBeVisible()
  await expect.poll(() => writes(sandbox).size).toBeGreaterThan(8)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('heading', { name: 'Paused change' })).toBeVisible()
  const sent = writes(sandbox).size
  expect(sent).toBeLessThan(200)

  await page.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => writes(sandbox).size).toBeGreaterThan(sent)
  await app.power('suspend')
  await expect(page.getByRole('heading', { name: 'Paused change' })).toBeVisible()
  await expect(page.getByText(/^The computer went to sleep/)).toBeVisible()
  const before = writes(sandbox).size

  await page.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => writes(sandbox).size).toBeGreaterThan(before)
  await page.getByRole('button', { name: 'Stop here' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  const { size } = writes(sandbox)
  await expect(filter(page, new RegExp(`^Done · ${size}$`))).toBeVisible()
  await expect(filter(page, new RegExp(`^Skipped · ${200 - size}$`))).toBeVisible()
})

test('a change cut off by a power cut is continued at the next start, each step exactly once', async ({
  app,
  sandbox,
}) => {
  // More than are sent before the kill on any machine.
  const numbers = freeNumbers(sandbox, 200)
  const accountId = await addAccount(app.page, sandbox)
  sandbox.faults.add({ kind: 'latency', ms: 300, match: { path: 'SetCallForwarding' } })
  await planAndOpen(
    app.page,
    accountId,
    numbers.map((number) => setForwarding(number)),
  )
  await app.page.getByRole('button', { name: 'Apply 200 steps' }).click()
  await expect.poll(() => writes(sandbox).size).toBeGreaterThan(8)
  await app.kill()
  expect(writes(sandbox).size).toBeLessThan(200)

  await app.start()
  const { page } = app
  await expect(page.getByText('An unfinished change of 200 rows')).toBeVisible()
  await page.getByRole('button', { name: 'Look' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(filter(page, /^Done · 200$/)).toBeVisible({ timeout: 120_000 })
  expect([...writes(sandbox).values()]).toEqual(numbers.map(() => 1))
})

test('what somebody else changed meanwhile is shown in three columns and sends nothing', async ({ app, sandbox }) => {
  const { page } = app
  const [first = '', second = ''] = freeNumbers(sandbox, 2)
  const accountId = await addAccount(page, sandbox)
  await planAndOpen(page, accountId, [setForwarding(first), setForwarding(second)])
  await expect(page.getByRole('button', { name: 'Apply 2 steps' })).toBeEnabled()
  sandbox.exolve.state.setForwarding(second, { type: 3, ipcr: { url: 'https://other.example/', reserve: '' } })
  await page.getByRole('button', { name: 'Apply 2 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  await openTheOne(page, 'Conflicts · 1')
  const detail = page.getByRole('region', { name: 'Details' })
  for (const column of ['When planned', 'Now', 'Wanted']) {
    await expect(detail.getByRole('columnheader', { name: column })).toBeVisible()
  }
  await expect(detail.getByText('https://other.example/')).toBeVisible()
  expect([...writes(sandbox).keys()]).toEqual([first])
})

test('a failed row says the provider’s words, is tried again, and leads to its requests', async ({ app, sandbox }) => {
  const { page } = app
  const [first = '', second = ''] = freeNumbers(sandbox, 2)
  const accountId = await addAccount(page, sandbox)
  sandbox.faults.add({
    kind: 'status',
    status: 403,
    body: '{"error":"number is blocked"}',
    match: { path: 'SetCallForwarding', body: second },
  })
  await planAndOpen(page, accountId, [setForwarding(first), setForwarding(second)])
  await page.getByRole('button', { name: 'Apply 2 steps' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  await openTheOne(page, 'Failed · 1')
  const detail = page.getByRole('region', { name: 'Details' })
  await expect(detail.getByText('number is blocked')).toBeVisible()

  await detail.getByRole('link', { name: 'Requests of this row' }).click()
  const requests = page.getByRole('grid', { name: 'Requests' })
  await expect(requests.getByText('403')).toBeVisible()
  await requests.getByText('403').click()
  await expect(page.getByText('number is blocked')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Details' }).getByText(second)).toHaveCount(0)
  await page.getByText('Show numbers').click()
  await expect(page.getByRole('region', { name: 'Details' }).getByText(second)).toBeVisible()
  await page.getByRole('link', { name: 'The row of the change that caused it' }).click()

  sandbox.faults.clear()
  await page.getByRole('button', { name: 'Try the failed ones again' }).click()
  await expect(filter(page, /^Done · 2$/)).toBeVisible()
})
