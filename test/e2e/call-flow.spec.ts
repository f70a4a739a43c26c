/** "Where would this call go?" on the demo company: traces, a week, expectations, all without asking the provider. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toneWav } from '../../src-main/sandbox/pbx/tone'
import { openArea } from '../open-area'
import { expect, test } from './app'
import { chooseCalled, fetchCompany, menuNumber } from './call-flow-steps'
import { applyTyped, english, goTo } from './operator'

test.use({ environment: english })

test('a call is played as it is described, with its assumptions, and nothing is sent for it', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await fetchCompany(page, sandbox)
  const before = sandbox.ledger.entries().length
  await openArea(page, 'Where would it go?')
  await expect(page.getByText('Choose what is called')).toBeVisible()
  await chooseCalled(page, menuNumber(sandbox))
  const trace = page.getByRole('region', { name: 'What happens' })
  await expect(trace.getByText('Number +7')).toBeVisible()
  await expect(trace.getByText(/assumptions? behind this/)).toBeVisible()
  const first = await trace.innerText()
  await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '1' }).click()
  await expect(trace.getByText('Presses 1')).toBeVisible()
  expect(await trace.innerText()).not.toBe(first)

  await page.getByRole('tab', { name: 'The week' }).click()
  const week = page.getByRole('region', { name: 'The week' })
  await expect(week.getByText('Caller: Hidden number')).toBeVisible()

  await page.getByRole('tab', { name: 'Expectations' }).click()
  await page.getByLabel('Name of the expectation').fill('Key 1')
  await page.getByRole('button', { name: 'Expect this call to end so' }).click()
  await expect(page.getByText('Met', { exact: true })).toBeVisible()
  expect(sandbox.ledger.entries().length).toBe(before)
})

test('a call is stepped through by keyboard, and a key is pressed at the moment that is shown', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await fetchCompany(page, sandbox)
  await chooseCalled(page, menuNumber(sandbox))
  const steps = page.getByRole('list', { name: 'Steps of the call' })
  const current = steps.locator('[aria-current=step]')
  await expect(steps.getByText('The caller hears').first()).toBeVisible()
  await expect(steps.getByText('No copy of this prompt here').first()).toBeVisible()
  await expect(current).toHaveCount(0)

  await steps.focus()
  await steps.press('Home')
  await expect(current).toContainText('is called')
  const prompt = steps.getByRole('listitem').filter({ hasText: 'keys are accepted' }).first()
  await prompt.getByRole('button', { name: 'Go to the step' }).click()
  await expect(current).toContainText('keys are accepted')
  await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '1' }).click()
  await expect(page.getByRole('list', { name: 'Keys and when they are pressed' })).toContainText('1 at')
  await expect(steps.getByText('Presses 1')).toBeVisible()

  // Each step is shown for a moment only, so what was shown is written down.
  const shown = await steps.evaluateHandle((list) => {
    const texts: string[] = []
    const note = () => texts.push(list.querySelector('[aria-current=step]')?.textContent ?? '')
    new MutationObserver(note).observe(list, { subtree: true, attributeFilter: ['aria-current'] })
    return texts
  })
  const player = page.getByRole('group', { name: 'Step through the call' })
  await player.getByRole('button', { name: 'Play' }).click()
  await expect.poll(async () => (await shown.jsonValue()).join('\n')).toContain('Presses 1')
  // At the end of the call it stops by itself.
  await expect(player.getByRole('button', { name: 'Play' })).toBeVisible()
  // Nothing runs on when the trace is left.
  await player.getByRole('button', { name: 'Play' }).click()
  await page.getByRole('tab', { name: 'The week' }).click()
  await page.getByRole('tab', { name: 'What happens' }).click()
  await expect(player.getByRole('button', { name: 'Play' })).toBeVisible()
})

test('a prompt with a copy on this computer is heard while its step is played', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await fetchCompany(page, sandbox)
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-call-'))
  const path = join(folder, 'Greeting.wav')
  // It plays for a minute: long enough to be seen and stopped on any machine.
  writeFileSync(path, toneWav(Array.from({ length: 200 }, (_, index) => 300 + 10 * index)))
  const greeting = [...sandbox.pbx.state.sounds.values()].find(({ title }) => title === 'Приветствие')
  await goTo(page, `/at/${accountId}/prompts/${greeting?.id ?? ''}`)
  await page.getByRole('button', { name: 'Replace the recording…' }).click()
  await app.answerFileDialogs(path)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyTyped(page, 'Приветствие')
  rmSync(folder, { recursive: true })

  await chooseCalled(page, menuNumber(sandbox))
  const player = page.getByRole('group', { name: 'Step through the call' })
  await player.getByRole('button', { name: 'Play' }).click()
  await expect(player.getByText('Prompt is playing')).toBeVisible()
  await player.getByRole('button', { name: 'Pause' }).click()
  await expect(player.getByText('Prompt is playing')).toHaveCount(0)
})

test('a rule is called as it stands in its form, beside what is published, without a question on the way', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const accountId = await fetchCompany(page, sandbox)
  const extension = [...sandbox.pbx.state.extensions.values()].find(
    ({ type, rules }) => type === 'phone' && rules.length === 0,
  )
  if (!extension) throw new Error('the demo company has no phone without rules')
  await goTo(page, `/at/${accountId}/rules/${extension.id}/rule/new`)
  await page.getByLabel('Name', { exact: true }).fill('Trial')
  await page.getByRole('button', { name: 'Where would it go?' }).click()

  const unpublished = page.getByRole('region', { name: 'Not published' })
  await expect(unpublished).toContainText('Incoming rules of')
  const changed = page.getByRole('region', { name: 'With the changes' })
  await expect(changed.getByText('Rule “Trial”').first()).toBeVisible()
  await expect(changed.getByText('only here').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Published', exact: true })).toBeVisible()
  await unpublished.getByRole('checkbox').click()
  await expect(changed).toBeHidden()
  await unpublished.getByRole('link', { name: 'Back to editing' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Trial')

  // Away from the editor, only what is published is called.
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await chooseCalled(page, 'Секретарь')
  await expect(page.getByRole('region', { name: 'What happens' })).toBeVisible()
  await expect(unpublished).toBeHidden()
})

test('the way of a call is lit on the rules and in the menu that it went through, and leads back to the call', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await fetchCompany(page, sandbox)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await goTo(page, `/call-flow?number=${menuNumber(sandbox)}`)
  const trace = page.getByRole('region', { name: 'What happens' })
  await page.getByLabel('Caller', { exact: true }).fill('+7 495 123-45-67')
  const show = (step: RegExp) => trace.getByRole('button', { name: step }).first()

  // The list of an extension: what ran, what was skipped and why.
  // The one of the caller that was typed: until then the trace is that of another.
  await show(/^Show where this is: .* skipped: .*74951234567/).click()
  const bar = page.getByRole('status').filter({ hasText: 'Path of the call from +7 495 123-45-67' })
  await expect(bar).toBeVisible()
  await expect(page.getByRole('list', { name: /^Rules of extension 070/ })).toContainText(
    'Skipped: caller 74951234567 does not match',
  )

  await bar.getByRole('button', { name: 'Back to the call' }).click()
  await expect(page.getByLabel('Caller', { exact: true })).toHaveValue('+7 495 123-45-67')

  // The menu, in both of its views.
  await show(/^Show where this is: Rule “Jump” runs/).click()
  await expect(bar).toBeVisible()
  const tree = page.getByRole('tree', { name: 'Contexts, options and rules' })
  await expect(tree.getByTitle(/^Ran after 0.5 s/)).toBeVisible()
  await expect(tree.locator('.lit.context')).not.toHaveCount(0)
  await page.getByRole('tab', { name: 'Diagram' }).click()
  const diagram = page.getByRole('application', { name: /^Diagram of the menu/ })
  await expect(diagram.locator('.box.lit')).toHaveCount(2)
  await expect(diagram.locator('.vue-flow__edge.lit')).not.toHaveCount(0)

  await bar.getByRole('button', { name: 'Put the path out' }).click()
  await expect(bar).toBeHidden()
  await expect(diagram.locator('.box.lit')).toHaveCount(0)
})

test('without anything fetched it says what to fetch; the palette leads to a call, which is saved as text and remembered', async ({
  app,
  sandbox,
}, testInfo) => {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await goTo(page, '/call-flow')
  await expect(page.getByText('Nothing has been fetched yet')).toBeVisible()
  await fetchCompany(page, sandbox)

  const number = menuNumber(sandbox)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Area, account or command' }).fill(number.slice(-7))
  await page.getByRole('option', { name: 'Where would a call to' }).first().click()
  const trace = page.getByRole('region', { name: 'What happens' })
  await expect(trace.getByText('Number +7')).toBeVisible()
  await page.getByLabel('The caller hangs up after, s').fill('1')
  await page.getByLabel('The caller hangs up after, s').press('Tab')
  await expect(trace.getByText('The caller hangs up').first()).toBeVisible()

  const file = testInfo.outputPath('call.txt')
  await app.answerFileDialogs(file)
  await page.getByRole('button', { name: 'As text' }).click()
  const share = page.getByRole('region', { name: 'As text' })
  await expect(share.getByLabel('The call as text')).toContainText('The caller hangs up after, s: 1')
  await share.getByRole('checkbox').click()
  await share.getByRole('button', { name: 'Save…' }).click()
  await expect(share.getByText('call.txt')).toBeVisible()
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('Where would it go?')
  expect(text).not.toContain(number)
  expect(text).toContain('***-**-')

  // Another number begins anew; this one comes back as it was left.
  await chooseCalled(page, 'Секретарь')
  await expect(page.getByLabel('The caller hangs up after, s')).toHaveValue('')
  await chooseCalled(page, number)
  await expect(page.getByLabel('The caller hangs up after, s')).toHaveValue('1')
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByLabel('The caller hangs up after, s')).toHaveValue('')
})
