/** Incoming rules of a cloud PBX: from the form to what the provider received. */
import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { applyReviewed, english, goTo, invoke } from './operator'
import {
  addDestinations,
  addRule,
  choose,
  closeReview,
  extensionOf,
  fillLeg,
  openRules,
  received,
  review,
  ringing,
  save,
  usual,
} from './rule-steps'

test.use({ environment: english })

/** Takes back the newest change of the account, through its own review. */
async function undoLast(page: Page, accountId: string): Promise<void> {
  const listed = await invoke(page, 'changes.list', { accountId, states: [], text: '', offset: 0, limit: 1 })
  await goTo(page, `/at/${accountId}/changes/${listed.changes[0]?.id ?? ''}`)
  await page.getByRole('button', { name: 'Undo…' }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'Outcome of the change' })).toBeVisible()
}

test('all conditions of a rule, and the sentence that tells them', async ({ app, sandbox }) => {
  const { page } = app
  const { id } = extensionOf(sandbox, '105')
  await openRules(page, sandbox, '105')
  await addRule(page)
  await addDestinations(page, '101 102')
  await page.getByLabel('Rings for, s').fill('20')
  await page.getByLabel('Last rule').uncheck()
  await choose(page, 'Caller', 'Number matches')
  await page.getByLabel('Number, a regular expression (PCRE)').fill('^(\\+|)7812')
  await choose(page, 'Interval', /Mon–Fri/)
  await choose(page, 'Call before', 'Not answered')
  await choose(page, 'Call to this extension', 'Not answered')
  await choose(page, 'This extension', /^Registered$/)
  await expect(page.locator('.sentence')).toContainText('callers +7812…')
  await expect(page.locator('.sentence')).toContainText(
    'ring 101 (Smith, Front office) and 102 (Зайцев, Поддержка) for 20 s, then the next rule',
  )
  await save(page)
  expect(received(sandbox, 'POST', id)).toEqual([
    {
      ...usual,
      ...ringing,
      type: 'transfer',
      final: false,
      transfer_dst: '101 102',
      transfer_timeout: 20,
      enable_call_screening: false,
      caller_id_action: 'matches',
      caller_id: '^(\\+|)7812',
      call_status: 'no_answer',
      extension_call_status: 'no_answer',
      extension_status: 'registered',
      interval: expect.any(Number),
    },
  ])
})

test('the cascade of the page: 097 at once, 00018966 after 5 s', async ({ app, sandbox }) => {
  const { page } = app
  const { id } = extensionOf(sandbox, '105')
  await openRules(page, sandbox, '105')
  await addRule(page)
  await choose(page, 'What happens', /^Cascade$/)
  const legs = page.locator('ol.legs > li')
  await fillLeg(page, legs.nth(0), '097', '0')
  await page.getByRole('button', { name: 'Add a number' }).click()
  await fillLeg(page, legs.nth(1), '00018966', '5')
  const line = page.getByRole('figure')
  await expect(line.getByRole('listitem').nth(0)).toContainText('at once')
  await expect(line.getByRole('listitem').nth(1)).toContainText('after 5 s')
  await save(page)
  expect(received(sandbox, 'POST', id)).toMatchObject([
    {
      type: 'cascade',
      cascade_numbers: [
        { delay: 0, number: '097' },
        { delay: 5, number: '00018966' },
      ],
    },
  ])
})

test('100 rules are put in another order by dragging: one request, undone by one', async ({ app, sandbox }) => {
  const { page } = app
  const extension = extensionOf(sandbox, '105')
  const [model] = extension.rules
  if (!model) throw new Error('the demo has rules for 105')
  extension.rules = Array.from({ length: 100 }, (_, at) => ({
    ...model,
    id: at + 1,
    name: `Rule ${at + 1}`,
    enabled: false,
  }))
  const accountId = await openRules(page, sandbox, '105')
  await expect(page.getByText('Rule 100', { exact: true })).toBeAttached()
  sandbox.ledger.clear()

  const grip = (position: number) => page.getByRole('button', { name: `Rule ${position}: drag` })
  // Let go beside the list, it is back where it was.
  await grip(1).hover()
  await page.mouse.down()
  await page.getByText('Rule 4', { exact: true }).hover()
  await expect(page.getByText('Another order, not saved yet')).toBeVisible()
  await page.getByRole('heading', { name: '105' }).hover()
  await page.mouse.up()
  await expect(page.getByText('Another order, not saved yet')).toBeHidden()

  await grip(1).dragTo(page.getByText('Rule 4', { exact: true }))
  await grip(100).scrollIntoViewIfNeeded()
  await grip(100).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText('Rule is now number 99 of 100')).toBeAttached()
  await page.getByRole('button', { name: 'Review the order…' }).click()
  await applyReviewed(page)
  const order = [2, 3, 4, 1, ...Array.from({ length: 94 }, (_, at) => at + 5), 100, 99]
  expect(extension.rules.map(({ id }) => id)).toEqual(order)
  await closeReview(page)
  await undoLast(page, accountId)
  expect(extension.rules.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1))
  expect(received(sandbox, 'PUT', extension.id, '/incom_rule/order/')).toEqual([
    { rules_ids: order },
    { rules_ids: Array.from({ length: 100 }, (_, at) => at + 1) },
  ])
})

test('from the list a rule is switched off, duplicated below itself and deleted, each through a review', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const extension = extensionOf(sandbox, '097')
  const accountId = await openRules(page, sandbox, '097')
  const names = () => extension.rules.map(({ name }) => name)
  const before = names()
  const dialog = page.getByRole('dialog')

  await page.getByRole('switch', { name: 'Rule 3 is on' }).click()
  await expect(dialog.getByRole('row', { name: 'Rule 3: on yes no' })).toBeVisible()
  expect(extension.rules[2]?.enabled).toBe(true)
  await applyReviewed(page)
  await closeReview(page)
  expect(extension.rules[2]?.enabled).toBe(false)
  await expect(page.getByText(/^\(off\) /)).toBeVisible()

  await page.getByRole('button', { name: 'Duplicate rule 1' }).click()
  await expect(
    dialog.getByText('1. Без скрытых номеров, made in step 1, 2. Сначала сам, потом мобильный, 3. Секретарь'),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog.getByText('Done and read back')).toHaveCount(2)
  await closeReview(page)
  expect(names()).toEqual([before[0], before[0], ...before.slice(1)])

  // The list is read anew by then.
  await expect(page.getByRole('button', { name: 'Delete rule 5' })).toBeVisible()
  await page.getByRole('button', { name: 'Delete rule 3' }).click()
  await applyReviewed(page)
  await closeReview(page)
  expect(names()).toEqual([before[0], before[0], ...before.slice(2)])
  await undoLast(page, accountId)
  expect(names()).toEqual([before[0], before[0], ...before.slice(1)])
})

test('a column of numbers is pasted as so many destinations', async ({ app, sandbox }) => {
  const { page } = app
  await openRules(page, sandbox, '105')
  await addRule(page)
  await page.getByLabel('Add a number', { exact: true }).evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '+7 812 123-45-67\n8 (495) 765-43-21\n101\n')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('list', { name: 'Rings' }).getByRole('listitem')).toHaveText([
    '+7 812 123-45-67',
    '+7 495 765-43-21',
    '101 Smith, Front office',
  ])
})

test('more than ten numbers are for a simple transfer, which is offered', async ({ app, sandbox }) => {
  const { page } = app
  const { id } = extensionOf(sandbox, '105')
  await openRules(page, sandbox, '105')
  await addRule(page)
  const numbers = Array.from({ length: 11 }, (_, at) => String(101 + at))
  await addDestinations(page, numbers.join(' '))
  await review(page)
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Make it a simple transfer' }).click()
  await save(page)
  expect(received(sandbox, 'POST', id)).toMatchObject([{ type: 'simple_transfer', transfer_dst: numbers.join(' ') }])
})

test('a type nobody knows is read-only, a deleted prompt is named, a bad pattern does not hang', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const extension = extensionOf(sandbox, '097')
  const [first, second] = extension.rules
  if (!first || !second) throw new Error('the demo has rules for 097')
  Object.assign(first, { type: 'group_call', name: 'All of them' })
  Object.assign(second, { type: 'playfile', playfile_sound: 9999, name: 'Gone' })
  await openRules(page, sandbox, '097')
  await expect(page.getByText('The console does not know this type.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit rule 1' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Delete rule 1' })).toBeEnabled()
  await expect(page.getByText('Prompt 9999 does not exist any more.')).toBeVisible()

  await page.getByRole('button', { name: 'Edit rule 2' }).click()
  await expect(page.getByText('Prompt 9999 does not exist any more.')).toBeVisible()
  await choose(page, 'Caller', 'Number matches')
  await page.getByLabel('Number, a regular expression (PCRE)').fill('^(\\d+)+x$')
  await page.getByText('Try numbers').click()
  await page.getByLabel('Example numbers').fill(`${'7'.repeat(60)}\n+78121234567x`)
  await expect(page.getByText('does not match').first()).toBeVisible()
  await expect(page.getByText('A repetition of a repetition')).toBeVisible()
  await page.getByLabel('Number, a regular expression (PCRE)').fill('^(?!7)')
  await expect(page.getByText('cannot be told').first()).toBeVisible()
})

test('rules are copied to other extensions as one reviewed change', async ({ app, sandbox }) => {
  const { page } = app
  const [from, one, other] = ['097', '101', '102'].map((number) => extensionOf(sandbox, number))
  const before = [one?.rules.length ?? 0, other?.rules.length ?? 0]
  await openRules(page, sandbox, '097')
  await page.getByRole('button', { name: 'Copy to others…' }).click()
  await page.locator('.copy .n-base-selection').click()
  for (const number of ['101', '102']) {
    await page.getByLabel('To extensions').fill(number)
    await page.locator('.n-base-select-option:visible').filter({ hasText: number }).first().click()
  }
  await page.keyboard.press('Escape')
  await expect(page.getByText('8 rules are added.')).toBeVisible()
  await page.getByRole('link', { name: 'All rules' }).click()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await page.getByRole('button', { name: 'Copy to others…' }).click()
  await expect(page.getByText(/^Continued from the draft/)).toBeVisible()
  await expect(page.getByText('8 rules are added.')).toBeVisible()
  await review(page)
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => other?.rules.length).toBe((before[1] ?? 0) + 4)
  await expect.poll(() => one?.rules.length).toBe((before[0] ?? 0) + 4)
  expect(one?.rules.slice(-4).map(({ type, name }) => [type, name])).toEqual(
    from?.rules.map(({ type, name }) => [type, name]),
  )
})

test('a rule and an order that are left unsaved are kept as drafts', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await openRules(page, sandbox, '097')
  await page.getByRole('button', { name: 'Edit rule 3' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Half done')
  await page.getByRole('link', { name: 'All rules' }).click()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await expect(page.getByRole('button', { name: 'Edit rule 3' })).toBeVisible()
  await page.getByRole('button', { name: 'Edit rule 3' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half done')
  await page.getByRole('button', { name: 'Reset' }).click()

  await page.getByRole('link', { name: 'All rules' }).click()
  await page.getByRole('button', { name: 'Move rule 1 down' }).click()
  await expect(page.getByText('Another order, not saved yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add rule' })).toBeDisabled()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await expect(page).toHaveURL(/\/rules$/)
  await goTo(page, `/at/${accountId}/rules/${extensionOf(sandbox, '097').id}`)
  await expect(page.getByText('Another order, not saved yet')).toBeVisible()
  expect(sandbox.ledger.entries({ acted: true }).filter(({ method }) => method === 'PUT')).toEqual([])
})

test('what was found far down in a form does not make the whole window scroll', async ({ app, sandbox }) => {
  const { page } = app
  await page.setViewportSize({ width: 1024, height: 700 })
  await openRules(page, sandbox, '097')
  await page.getByRole('button', { name: 'Edit rule 3' }).click()
  await choose(page, 'Caller', 'Number matches')
  await page.getByLabel('Number, a regular expression (PCRE)').fill('^(\\d+)+x$')
  await expect(page.getByText('A repetition of a repetition')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).scrollIntoViewIfNeeded()
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)
  expect(await overflow()).toBe(0)
})

test('a review that is left by Escape is discarded once, and its form is there again', async ({ app, sandbox }) => {
  const { page } = app
  await openRules(page, sandbox, '097')
  await page.getByRole('button', { name: 'Edit rule 3' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Mine')
  await review(page)
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Apply' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const discarded = async () => (await app.crossings()).filter(({ name }) => name === 'changes.discard')
  await expect.poll(async () => (await discarded()).length).toBe(1)
  // Calls arrive in their order: a second one would have been answered before this.
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.getByRole('link', { name: 'All rules' }).click()
  await expect(page.getByRole('button', { name: 'Edit rule 3' })).toBeVisible()
  expect(await discarded()).toHaveLength(1)
})

test('what the provider no longer has as it was reviewed is a conflict, and what was typed stays', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const extension = extensionOf(sandbox, '097')
  await openRules(page, sandbox, '097')
  await page.getByRole('button', { name: 'Edit rule 3' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Mine')
  await review(page)
  await expect(page.getByRole('dialog').getByText('Mine')).toBeVisible()
  const [, , third] = extension.rules
  if (third) third.name = 'Theirs'
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('dialog').getByText('Changed by someone else').first()).toBeVisible()
  await closeReview(page)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Mine')
  expect(extension.rules[2]?.name).toBe('Theirs')
})
