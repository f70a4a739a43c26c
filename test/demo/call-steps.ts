/** Steps of the demo: a cloud PBX company is fetched, and three calls to its main number are played without asking the provider. */
import type { Page } from 'playwright-core'
import { openArea } from '../open-area'
import type { Stage, Step } from './demo'

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })

/** The first public number that leads to a menu. */
function mainNumber({ sandbox: { pbx } }: Stage): string {
  const { dids, extensions } = pbx.state
  const found = [...dids.values()].find(
    ({ extension_id }) => extension_id !== null && extensions.get(extension_id)?.type === 'ivr',
  )
  if (!found) throw new Error('The demo company has no number that leads to a menu.')
  return found.name
}

/** Nothing is asked of the provider while a call is played. */
async function playCall(stage: Stage, act: (page: Page) => Promise<void>, words: RegExp): Promise<void> {
  const before = stage.sandbox.ledger.total
  await act(stage.page)
  await stage.page.getByRole('region', { name: 'What happens' }).getByText(words).first().waitFor()
  if (stage.sandbox.ledger.total !== before) throw new Error('A simulated call must not reach the provider.')
}

const setMoment = (moment: string) => (page: Page) => page.getByLabel('When').fill(moment)

export const callSteps: Step[] = [
  {
    title: 'An account of a cloud PBX is added, and all that the company holds is fetched',
    picture: 'pbx-fetched',
    async act({ page, sandbox: { pbx } }) {
      await openArea(page, 'Accounts')
      await button(page, 'Add account').first().click()
      await page.getByLabel('Name', { exact: true }).fill('Company')
      await page.locator('form .n-base-selection').first().click()
      await page.locator('.n-base-select-option').filter({ hasText: 'Cloud PBX' }).click()
      await page.getByLabel('Base URL').fill(pbx.baseUrl)
      await page.getByLabel('Application ID', { exact: true }).fill(pbx.clientId)
      await page.getByLabel('Application secret', { exact: true }).fill(pbx.clientSecret)
      await page.locator('form').getByRole('button', { name: 'Add account' }).click()
      await button(page, 'Test connection').waitFor()
      await openArea(page, 'Numbers')
      await button(page, 'Fetch').click()
      await page.getByText('Reception').or(page.getByRole('grid')).first().waitFor()
    },
  },
  {
    title: 'Where would a call go on Monday morning? Each rule says why it ran or was skipped',
    picture: 'call-morning',
    async act(stage) {
      const { page } = stage
      await openArea(page, 'Where would it go?')
      await page.getByLabel('Called').fill(mainNumber(stage))
      await page.locator('.n-base-select-option').first().click()
      await playCall(stage, setMoment('2026-03-02T10:00'), /^Pause/)
    },
  },
  {
    title: 'The same call at night, with key 1 pressed in the menu',
    picture: 'call-night',
    act: (stage) =>
      playCall(
        stage,
        async (page) => {
          await setMoment('2026-03-02T23:30')(page)
          await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '1' }).click()
        },
        /^Presses 1/,
      ),
  },
  {
    title: 'And from a hidden number, without a key',
    picture: 'call-hidden',
    act: (stage) =>
      playCall(
        stage,
        async (page) => {
          await page.getByLabel('Hidden number').check()
          await page.getByLabel('Keys pressed').fill('')
        },
        /^Waits/,
      ),
  },
]
