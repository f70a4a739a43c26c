/** What was just done is taken back in the dialog that told of it, wherever it has a way back; the screen behind shows what there is then. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toneWav } from '../../src-main/sandbox/pbx/tone'
import { expect, test } from './app'
import { addAccount, applyReviewed, english, goTo, invoke, takeBack } from './operator'
import { fetchCompany, goToAccount, openPbxArea } from './pbx-operator'
import { addRule, addDestinations, openRules, extensionOf, review } from './rule-steps'

test.use({ environment: english })

test('extensions and public numbers', async ({ app, sandbox }) => {
  const { page } = app
  const detail = page.getByRole('region', { name: 'Detail' })
  const accountId = await openPbxArea(page, sandbox, 'numbers')
  await fetchCompany(page)

  await page.getByRole('button', { name: 'New extension' }).click()
  await page.getByLabel('Number, 3 digits').fill('777')
  await detail.getByRole('button', { name: 'Review' }).click()
  await applyReviewed(page)
  await takeBack(page, '777')
  await expect(page).toHaveURL(/\/numbers$/)
  await expect(page.getByText(/^\d+ extensions$/)).toBeVisible()
  await expect(page.getByRole('row', { name: /^777/ })).toHaveCount(0)

  const { id, label: known } = extensionOf(sandbox, '105')
  const label = known ?? ''
  await goToAccount(page, accountId, `numbers/extensions/${id}`)
  const field = detail.getByLabel('Label', { exact: true })
  await expect(field).toHaveValue(label)
  await field.fill('Somebody else')
  await detail.getByRole('button', { name: 'Review' }).click()
  await applyReviewed(page)
  expect(extensionOf(sandbox, '105').label).toBe('Somebody else')
  await takeBack(page)
  expect(extensionOf(sandbox, '105').label).toBe(label)
  await expect(field).toHaveValue(label)
  await expect(detail.getByRole('button', { name: 'Review' })).toBeDisabled()

  const routed = [...sandbox.pbx.state.dids.values()].find(({ extension_id }) => extension_id !== null)
  const before = routed?.extension_id
  await goToAccount(page, accountId, `numbers/public/${routed?.id}`)
  await detail.getByRole('button', { name: 'Detach' }).click()
  await applyReviewed(page)
  expect(routed?.extension_id).toBeNull()
  await takeBack(page)
  expect(routed?.extension_id).toBe(before)
  // Detached, there would be nothing to detach.
  await expect(detail.getByRole('button', { name: 'Detach' })).toBeVisible()
})

test('rules, their order, intervals and prompts', async ({ app, sandbox }) => {
  const { page } = app
  const dialog = page.getByRole('dialog')
  const extension = extensionOf(sandbox, '105')
  const accountId = await openRules(page, sandbox, '105')
  const ids = () => extension.rules.map(({ id }) => id)
  const before = ids()

  await addRule(page)
  await addDestinations(page, '101')
  await review(page)
  await applyReviewed(page)
  expect(ids()).toHaveLength(before.length + 1)
  await takeBack(page)
  expect(ids()).toEqual(before)
  const rules = page.getByRole('button', { name: /^Duplicate rule/ })
  await expect(rules).toHaveCount(before.length)

  await page.getByRole('button', { name: 'Move rule 1 down' }).click()
  await page.getByRole('button', { name: 'Review the order…' }).click()
  await applyReviewed(page)
  await takeBack(page)
  expect(ids()).toEqual(before)
  await expect(page.getByRole('button', { name: 'Review the order…' })).toBeHidden()

  await goToAccount(page, accountId, 'intervals')
  await page.getByRole('button', { name: 'New interval' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Night desk')
  await page.getByLabel('New span: from').fill('22')
  await page.getByLabel('New span: to').fill('23')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  await takeBack(page)
  // What was taken back has no form: the list is all there is.
  await expect(page).toHaveURL(/\/intervals$/)
  await expect(page.getByRole('row', { name: /Ночь/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Night desk/ })).toHaveCount(0)

  await goToAccount(page, accountId, 'prompts')
  await page.getByRole('row', { name: /Приветствие на английском/ }).click()
  const title = page.getByLabel('Title', { exact: true })
  await title.fill('Hello')
  await page.getByRole('button', { name: 'Rename…' }).click()
  await applyReviewed(page)
  await takeBack(page)
  await expect(title).toHaveValue('Приветствие на английском')

  // What it sounded like before was never uploaded from here.
  const path = join(app.userData, 'tone.wav')
  writeFileSync(path, toneWav([440]))
  await page.getByRole('button', { name: 'Replace the recording…' }).click()
  await app.answerFileDialogs(path)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(dialog.getByText('This cannot be undone.')).toBeVisible()
})

test('a published menu: the editor shows the one before, and what was drawn is one step back', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openPbxArea(page, sandbox, 'ivr')
  await page.getByRole('link', { name: /075/ }).click()
  const row = (name: RegExp) => page.getByRole('treeitem', { name })
  await row(/^Язык/).click()
  await page.getByLabel('Name', { exact: true }).fill('Language')
  await page.getByRole('button', { name: 'Publish…' }).click()
  await applyReviewed(page)
  await takeBack(page)
  await expect(row(/^Язык/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
  // What was drawn becomes a step back a moment after the menu is there.
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeEnabled()
  await page.keyboard.press('Control+z')
  await expect(row(/^Language/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish…' })).toBeEnabled()
})

test('what was taken back offers it no more; what took it back does', async ({ app, sandbox }) => {
  const { page } = app
  const undo = page.getByRole('button', { name: 'Undo…' })
  const accountId = await addAccount(page, sandbox)
  const [main] = sandbox.exolve.state.applications
  const owned = sandbox.exolve.state.owned().find(({ application, amd }) => application === main && !amd)
  await goTo(page, `/at/${accountId}/numbers/${owned?.code ?? ''}`)
  await page.getByRole('button', { name: 'Switch detection on…' }).click()
  await applyReviewed(page)
  await takeBack(page)
  await expect(page.getByRole('button', { name: 'Switch detection on…' })).toBeVisible()
  expect(owned?.amd).toBe(false)

  const listed = await invoke(page, 'changes.list', { accountId, states: [], text: '', offset: 0, limit: 2 })
  const [taking, taken] = listed.changes.map(({ id }) => id)
  await goTo(page, `/at/${accountId}/changes/${taking}`)
  await expect(undo).toBeVisible()
  await goTo(page, `/at/${accountId}/changes/${taken}`)
  await expect(page.getByText('Done and read back')).toBeVisible()
  await expect(page.getByText('Takes back this change')).toBeHidden()
  await expect(undo).toHaveCount(0)
})
