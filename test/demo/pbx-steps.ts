/** The part of the demo at the cloud PBX: an interval and a prompt are made, and an incoming rule that uses both. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { toneWav } from '../../src-main/sandbox/pbx/tone'
import { openArea } from '../open-area'
import type { Stage, Step } from './demo'

const extension = '105'
const intervalName = 'Night desk'
const promptTitle = 'Night greeting'

/** Review, apply, and the outcome that was read back; exactly one request may have changed something. */
async function save({ page, sandbox }: Stage): Promise<void> {
  const before = written(sandbox).length
  await page.getByRole('button', { name: 'Review…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await dialog.getByText('Done and read back').waitFor()
  const count = written(sandbox).length - before
  if (count !== 1) throw new Error(`The provider carried out ${count} requests instead of one.`)
}

const written = ({ ledger }: Sandbox) =>
  ledger.entries({ acted: true }).filter(({ method, path }) => method !== 'GET' && path.includes('/api/ver1.0/'))

async function closeReview(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(field, { exact: true }).click()
  await page.locator('.n-base-select-option:visible').filter({ hasText: option }).first().click()
  // The next one must not be looked for in the list that is just closing.
  await page.locator('.n-base-select-menu:visible').waitFor({ state: 'detached' })
}

export const pbxSteps: Step[] = [
  {
    title: 'An interval for the night is drawn as one span and sent as two conditions',
    picture: 'pbx-interval',
    async act(stage) {
      const { page, sandbox } = stage
      await openArea(page, 'Intervals')
      await page.getByRole('button', { name: 'New interval' }).click()
      await page.getByLabel('Name', { exact: true }).fill(intervalName)
      await page.getByLabel('New span: from').fill('22')
      await page.getByLabel('New span: to').fill('6:30')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await save(stage)
      const made = [...sandbox.pbx.state.intervals.values()].find(({ name }) => name === intervalName)
      if (made?.conditions.length !== 2) throw new Error('The provider does not hold the night as two conditions.')
    },
  },
  {
    title: 'A prompt is checked by its content, uploaded, and can be heard from here on',
    picture: 'pbx-prompt',
    async act(stage) {
      const { page, folder, chooseFile } = stage
      const path = join(folder, `${promptTitle}.wav`)
      writeFileSync(path, toneWav([440, 660, 880]))
      await closeReview(page)
      await openArea(page, 'Prompts')
      await page.getByRole('button', { name: 'Upload…' }).click()
      await chooseFile(path)
      await page.getByRole('button', { name: 'Choose a file…' }).click()
      await page.getByText('0:00 / 0:01').waitFor()
      await save(stage)
    },
  },
  {
    title: `Extension ${extension} plays it at night: the rule is told in a sentence before it is sent`,
    picture: 'pbx-rule',
    async act({ page }) {
      await closeReview(page)
      await openArea(page, 'Incoming rules')
      await page.getByLabel('Number or label').fill(extension)
      await page.getByRole('row', { name: new RegExp(`^${extension}`) }).click()
      await page.getByRole('button', { name: 'Add rule' }).click()
      await choose(page, 'What happens', /^Play a prompt$/)
      await choose(page, 'Prompt', promptTitle)
      await choose(page, 'Interval', intervalName)
      await page.getByText(`play “${promptTitle}”`).waitFor()
    },
  },
  {
    title: 'It is reviewed with the names of prompt and interval, sent, and read back',
    picture: 'pbx-rule-applied',
    async act(stage) {
      const { page, sandbox } = stage
      await save(stage)
      await page.getByRole('dialog').getByText(intervalName).first().waitFor()
      const { intervals, sounds } = sandbox.pbx.state
      const interval = [...intervals.values()].find(({ name }) => name === intervalName)?.id
      const sound = [...sounds.values()].find(({ title }) => title === promptTitle)?.id
      const sent = JSON.parse(written(sandbox).at(-1)?.body ?? '{}') as Record<string, unknown>
      if (sent['playfile_sound'] !== sound || sent['interval'] !== interval)
        throw new Error('The rule that was sent does not name the prompt and the interval.')
    },
  },
]
