/** The hourly quota of a cloud PBX is used up in the middle of a change: the window says so and until when, and the change goes on by itself. */
import type { Intent } from '@shared/contract/changes'
import { newExtension } from '@shared/domain/pbx/extension'
import { expect, test } from './app'
import { english, goTo, invoke } from './operator'
import { addPbxAccount } from './pbx-operator'

const hour = 3_600_000
/** s until the quota is full again. Shorter waits are no pause: requests are held back for them. */
const untilReset = 63
/** The provider's clock: it stands a little before the full hour until the test lets the hour end. */
const clock = { hourIsOver: false }
const endOfHour = Math.ceil(Date.now() / hour) * hour
const now = (): number => (clock.hourIsOver ? endOfHour + 1_000 : endOfHour - untilReset * 1_000)

test.use({ environment: english, sandboxOptions: { now } })

const numbers = ['781', '782', '783', '784']
const create = (number: string): Intent => ({
  operation: 'pbx.createExtension',
  wanted: newExtension(number),
})

test('a change waits for the quota, says until when, and goes on by itself', async ({ app, sandbox }) => {
  const { page } = app
  const { quota } = sandbox.pbx.state
  const accountId = await addPbxAccount(page, sandbox)
  await goTo(page, `/at/${accountId}/numbers`)
  await page.getByRole('button', { name: 'Fetch', exact: true }).click()
  await expect(page.getByText(/^\d+ extensions$/)).toBeVisible()
  const { id } = await invoke(page, 'changes.plan', { accountId, origin: 'bulk', intents: numbers.map(create) })
  await goTo(page, `/at/${accountId}/changes/${id}`)
  quota.limit = quota.used + 2
  await page.getByRole('button', { name: 'Apply 4 steps' }).click()

  await expect(page.getByRole('heading', { name: 'Paused change' })).toBeVisible()
  await expect(
    page.getByRole('alert').getByText(/^The provider takes no more requests until .+ its quota is used up\.$/),
  ).toBeVisible()
  const until = page.getByText(/^It goes on by itself at .+, as long as the program runs\.$/)
  await expect(until).toBeVisible()
  await expect(page.getByRole('button', { name: 'Do not go on by itself' })).toBeVisible()
  const posts = () =>
    sandbox.ledger
      .entries({ acted: true })
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/extension/'))
  expect(posts().length).toBeLessThan(numbers.length)

  // Every page says that something stands still, and the account says what is left of its quota.
  await goTo(page, '/')
  await expect(page.getByRole('status').filter({ hasText: 'It goes on by itself at' })).toBeVisible()
  await goTo(page, `/accounts/${accountId}`)
  await expect(page.getByText(/^The quota of \d+ requests is used up\. Work can go on at /)).toBeVisible()
  await goTo(page, `/at/${accountId}/changes/${id}`)
  await expect(until).toBeVisible()

  clock.hourIsOver = true
  quota.limit = 10_000
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible({ timeout: 150_000 })
  await expect(until).toBeHidden()
  expect(
    posts()
      .map(({ body }) => (JSON.parse(body) as { name: string }).name)
      .sort(),
  ).toEqual(numbers)
})
