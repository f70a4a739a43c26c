/** Prompts: chosen, checked, heard, uploaded, replaced, taken back; what was uploaded can be heard, the rest cannot. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { toneWav } from '../../src-main/sandbox/pbx/tone'
import { areaLink } from '../open-area'
import { expect, test } from './app'
import { applyReviewed, english, invoke } from './operator'
import { fetchCompany, goToAccount, openPbxArea } from './pbx-operator'

test.use({ environment: english })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-prompts-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const closeDialog = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

test('a prompt is heard, uploaded, and can be heard from then on', async ({ app, sandbox }) => {
  const { page } = app
  const tone = toneWav([440, 660, 880])
  await openPbxArea(page, sandbox, 'prompts')
  await fetchCompany(page)
  await expect(page.getByRole('row', { name: /Приветствие на английском/ })).toContainText('No local copy')

  await page.getByRole('button', { name: 'Upload…' }).click()
  await app.answerFileDialogs(file('Hold on.wav', tone))
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Hold on')
  await expect(page.getByText('0:00 / 0:01')).toBeVisible()
  await page.getByRole('button', { name: 'Play Hold on.wav' }).click()
  await expect(page.getByRole('button', { name: 'Pause Hold on.wav' })).toBeVisible()
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  await closeDialog(page)

  const uploaded = sandbox.pbx.state.sounds.get(51)
  expect(uploaded).toMatchObject({ title: 'Hold on', filename: 'Hold on.wav' })
  expect(hashOf(uploaded?.content ?? Buffer.alloc(0))).toBe(hashOf(tone))
  const row = page.getByRole('row', { name: /Hold on/ })
  await expect(row).toContainText('0.9 sec')
  await row.click()
  await expect(page.getByRole('slider', { name: 'Position in Hold on' })).toBeEnabled()

  // The recording before comes back with undo; here the new one is heard at once.
  const longer = toneWav([440, 660, 880, 440, 660, 880])
  await page.getByRole('button', { name: 'Replace the recording…' }).click()
  await app.answerFileDialogs(file('Longer.wav', longer))
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  await closeDialog(page)
  await expect(page.getByText('Longer.wav, 1.8 sec')).toBeVisible()
  expect(hashOf(sandbox.pbx.state.sounds.get(51)?.content ?? Buffer.alloc(0))).toBe(hashOf(longer))
})

test('a WAV renamed to MP3 is refused at once, with what it is', async ({ app, sandbox }) => {
  const { page } = app
  await openPbxArea(page, sandbox, 'prompts')
  await fetchCompany(page)
  await page.getByRole('button', { name: 'Upload…' }).click()
  await app.answerFileDialogs(file('hello.mp3', toneWav([440])))
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByText('The file is WAV although its name ends in .mp3')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Review…' })).toBeDisabled()
  expect(sandbox.ledger.entries({ path: '/sound/' }).filter(({ method }) => method === 'POST')).toEqual([])
})

test('the program is killed between review and apply: the upload goes on from the copy', async ({ app, sandbox }) => {
  const tone = toneWav([440, 220])
  const path = file('later.wav', tone)
  const accountId = await openPbxArea(app.page, sandbox, 'prompts')
  await fetchCompany(app.page)
  await app.page.getByRole('button', { name: 'Upload…' }).click()
  await app.answerFileDialogs(path)
  await app.page.getByRole('button', { name: 'Choose a file…' }).click()
  await app.page.getByRole('button', { name: 'Review…' }).click()
  await expect(app.page.getByRole('dialog').getByRole('button', { name: 'Apply' })).toBeVisible()
  const listed = await invoke(app.page, 'changes.list', { accountId, states: [], text: '', offset: 0, limit: 1 })
  await app.kill()
  rmSync(path)
  await app.start()
  await goToAccount(app.page, accountId, `changes/${listed.changes[0]?.id ?? ''}`)
  await app.page.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => sandbox.pbx.state.sounds.size).toBe(11)
  expect(hashOf(sandbox.pbx.state.sounds.get(51)?.content ?? Buffer.alloc(0))).toBe(hashOf(tone))
})

test('renamed; not deleted while rules play it; the operator’s own are left alone', async ({ app, sandbox }) => {
  const { page } = app
  const { sounds } = sandbox.pbx.state
  await openPbxArea(page, sandbox, 'prompts')
  await fetchCompany(page)
  await page.getByText('Мы закрыты').click()
  await expect(page.getByRole('region', { name: 'Used by' })).toContainText('Menu of 070: Ночь, Start')
  await page.getByLabel('Title', { exact: true }).fill('Closed')
  await page.getByRole('button', { name: 'Rename…' }).click()
  await applyReviewed(page)
  await closeDialog(page)
  expect(sounds.get(43)?.title).toBe('Closed')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByRole('dialog')).toContainText('These refer to this prompt')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
  await page.getByText('Музыка ожидания').click()
  await expect(page.getByText('This prompt belongs to the operator')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete…' })).toHaveCount(0)

  await page.getByRole('row', { name: /^Closed/ }).click()
  await page.getByRole('link', { name: 'Menu of 070: Ночь, Start' }).click()
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('Start')
})

test('a title and a file that were left are kept as a draft, for a new prompt and for one that is there', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openPbxArea(page, sandbox, 'prompts')
  await fetchCompany(page)
  const tone = file('Later.wav', toneWav([440, 660]))
  const leave = async () => {
    await areaLink(page, 'Intervals').click()
    await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
    await expect(page.getByRole('heading', { name: 'Intervals', level: 1 })).toBeVisible()
    await page.goBack()
    await expect(page.getByText(/^Continued from the draft/)).toBeVisible()
  }
  await page.getByRole('button', { name: 'Upload…' }).click()
  await app.answerFileDialogs(tone)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByRole('button', { name: 'Play Later.wav' })).toBeVisible()
  await page.getByLabel('Title', { exact: true }).fill('For later')
  await leave()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('For later')
  await expect(page.getByRole('button', { name: 'Play Later.wav' })).toBeVisible()
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('')

  await page.getByRole('row', { name: /^Мы закрыты/ }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Мы закрыты')
  await page.getByLabel('Title', { exact: true }).fill('Closed')
  await leave()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Closed')
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Мы закрыты')
})

test('an upload over a slow line shows its bytes; stopping cuts it off, and what is there is found out', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const { sounds } = sandbox.pbx.state
  // More than the buffers of the line take, and slow enough to be stopped on any machine.
  const long = toneWav(Array.from({ length: 2000 }, () => 440))
  sandbox.faults.add({ kind: 'slowUpload', bytesPerSecond: 250_000, match: { path: '/sound/' } })
  await openPbxArea(page, sandbox, 'prompts')
  await fetchCompany(page)
  await page.getByRole('button', { name: 'Upload…' }).click()
  await app.answerFileDialogs(file('Long.wav', long))
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByRole('button', { name: 'Review…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Apply' }).click()

  const megabytes = async () => Number(/^Being sent: ([\d.]+) of 9\.2 MB$/.exec(await status.innerText())?.[1])
  const status = dialog.getByText('Being sent:')
  await expect.poll(megabytes).toBeGreaterThan(0)
  const before = await megabytes()
  await expect.poll(megabytes).toBeGreaterThan(before)

  // It is asked for long enough to be seen.
  sandbox.faults.add({ kind: 'latency', ms: 3000, match: { method: 'GET', path: '/sound/' } })
  await dialog.getByRole('button', { name: 'Stop here' }).click()
  await expect(dialog.getByText('It is being found out what has arrived')).toBeVisible()
  await expect(dialog.getByText('Skipped')).toBeVisible()
  await expect(dialog.getByText('The provider has nothing of it.')).toBeVisible()
  // What the operator asked for did not fail.
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  expect(sounds.size).toBe(10)
  expect(sandbox.ledger.entries({ path: '/sound/', acted: true }).filter(({ method }) => method === 'POST')).toEqual([])

  // The form has kept what it had: on a better day it is sent, once.
  await closeDialog(page)
  sandbox.faults.clear()
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  await closeDialog(page)
  expect(hashOf(sounds.get(51)?.content ?? Buffer.alloc(0))).toBe(hashOf(long))
  expect(sounds.size).toBe(11)
})
