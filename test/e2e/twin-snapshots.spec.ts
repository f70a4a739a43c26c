/** Jobs and the register of a Twin account as a file, and the way back from it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyNumberRule, emptyRow } from '../../src-shared/domain/number-batch/batch'
import { expect, test } from './app'
import { english, goTo, invoke } from './operator'
import { addCallingAccount } from './twin-operator'

test.use({ environment: english, sandboxOptions: { twin: { jobs: 3, contacts: 5 } } })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-twin-snapshot-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bot = 'bce7d22e-dde6-4427-b391-ebbdfda44de6'

test('what is gone is put back after the password was typed; a job is never started', async ({ app, sandbox }) => {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  const old = await addCallingAccount(page, sandbox, { label: 'Old console' })
  const rows = [
    { ...emptyRow(), title: 'Front desk', number: '74951234567', trunkId: bot, login: 'desk', password: 'S1p-pass' },
    { ...emptyRow(), title: 'Night', number: '74951234568', trunkId: bot },
  ]
  const rule = { ...emptyNumberRule(), botId: bot }
  const { id } = await invoke(page, 'numberBatches.plan', {
    accountId: old,
    rule,
    source: { kind: 'rows', rows },
  })
  await invoke(page, 'changes.apply', { changeId: id })
  await expect.poll(() => sandbox.twin.state.numbers.length).toBe(2)

  await goTo(page, `/at/${old}/snapshots`)
  const file = join(folder, 'clinic.json')
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'Save a snapshot…' }).click()
  await expect(page.getByText('Saved: clinic.json, 5 objects.')).toBeVisible()
  expect(readFileSync(file, 'utf8')).not.toContain('S1p-pass')

  const [lost] = [...sandbox.twin.state.jobs.values()]
  sandbox.twin.state.jobs.delete(lost?.id ?? '')
  const fresh = await addCallingAccount(page, sandbox, { label: 'New console' })
  await goTo(page, `/at/${fresh}/snapshots`)
  await page.getByRole('button', { name: 'Compare with a file…' }).click()
  await expect(page.getByRole('radio', { name: 'Not there now · 3' })).toBeChecked()
  await expect(page.getByText('The snapshot was taken of another account.')).toBeVisible()

  const grid = page.getByRole('grid', { name: 'Compared objects' })
  await grid.getByRole('row', { name: '+7 495 123-45-68' }).getByRole('checkbox').check({ force: true })
  await page.getByRole('button', { name: 'Only enter in the register' }).click()
  await expect(page.getByText('Entered in the register as sent by an earlier console: 1 number.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Not there now · 2' })).toBeChecked()

  await page.getByLabel('Choose all that differ').check()
  await page.getByRole('button', { name: 'Restore 2 objects…' }).click()
  const dialog = page.getByRole('dialog', { name: 'SIP passwords' })
  await expect(dialog.getByText('1 number without a password is left out.')).toBeVisible()
  await dialog.getByLabel('+7 495 123-45-67').fill('typed-again')
  await dialog.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByRole('heading', { name: 'Review the change' })).toBeVisible()
  await page.getByRole('button', { name: /^Apply/ }).click()
  const confirm = page.getByRole('dialog', { name: /^Apply/ })
  await confirm.getByRole('textbox').fill('New console')
  await confirm.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
  const jobs = [...sandbox.twin.state.jobs.values()]
  expect(jobs.map(({ settings }) => settings.name)).toContain(lost?.settings.name)
  expect(jobs.find(({ settings }) => settings.name === lost?.settings.name)?.status).toBe('BLANK')
  expect(sandbox.ledger.entries({ path: '/incomingRules/create/batch' }).at(-1)?.body).toContain('typed-again')
  expect(sandbox.ledger.entries({ path: '/play' })).toHaveLength(0)
})
