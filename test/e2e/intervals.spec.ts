/** Intervals: drawn on a week, typed as other kinds of conditions, reviewed, sent; in use they stay. */
import { areaLink, openArea } from '../open-area'
import { expect, test } from './app'
import { applyReviewed, english } from './operator'
import { fetchCompany, openPbxArea } from './pbx-operator'

test.use({ environment: english })

test('a night drawn as one span is sent as two conditions and shown as one', async ({ app, sandbox }) => {
  const { page } = app
  const { intervals } = sandbox.pbx.state
  await openPbxArea(page, sandbox, 'intervals')
  await fetchCompany(page)
  await expect(page.getByRole('row', { name: /Ночь/ })).toContainText('22–6')
  // Whatever the hour: it holds until the morning, or from the evening on.
  await expect(page.getByRole('row', { name: /Ночь/ })).toContainText(/(Until .*, 06:00|From .*, 22:00)/)

  await page.getByRole('button', { name: 'New interval' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Night desk')
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByText('Without a condition the interval never holds')).toBeVisible()
  await page.getByLabel('New span: from').fill('22')
  await page.getByLabel('New span: to').fill('6:30')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText(/Mon–Fri 22:00–6:30.*Europe\/Moscow/)).toBeVisible()
  await page.getByRole('button', { name: 'Review…' }).click()
  await expect(page.getByRole('dialog')).toContainText('Mon–Fri 22:00–6:30')
  await applyReviewed(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  // Monday is 2 there, and the mornings after are those from Tuesday on.
  expect(intervals.get(9)).toMatchObject({
    name: 'Night desk',
    timezone: 'Europe/Moscow',
    conditions: [
      { start_dow: 2, end_dow: 6, start_time: '22:00:00', end_time: '23:59:59' },
      { start_dow: 3, end_dow: 7, start_time: '00:00:00', end_time: '06:30:00' },
    ],
  })
  await expect(page.getByRole('row', { name: /Night desk/ })).toContainText('Mon–Fri 22:00–6:30')
})

test('other kinds of conditions, and a mistake told at its place', async ({ app, sandbox }) => {
  const { page } = app
  const { intervals } = sandbox.pbx.state
  await openPbxArea(page, sandbox, 'intervals')
  await fetchCompany(page)
  await page.getByText('Новогодние праздники').click()
  await page.getByLabel('Last day').fill('1')
  await page.getByLabel('Last day').press('Tab')
  await expect(page.getByText('The first day must be before the last')).toBeVisible()
  await page.getByLabel('Last day').fill('9')
  await page.getByLabel('Last day').press('Tab')
  await page.getByRole('button', { name: 'Add a condition…' }).click()
  await expect(page.getByText('Shifts: days on, days off')).toBeVisible()
  // Escape closes the list and not the form, which would ask about what is unsaved.
  await page.keyboard.press('Escape')
  await expect(page.getByText('Shifts: days on, days off')).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Add a condition…' }).click()
  await page.getByText('Shifts: days on, days off').click()
  await page.getByLabel('first working day').fill('2026-03-02')
  await page.getByLabel('days on', { exact: true }).fill('3')
  await page.getByLabel('days off', { exact: true }).fill('1')
  await page.getByLabel('days off', { exact: true }).press('Tab')
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page)
  expect(intervals.get(5)?.conditions).toMatchObject([
    { month: 1, start_mday: 1, end_mday: 9 },
    { sched_start_date: '2026-03-02', sched_active_days: 3, sched_skip_days: 1 },
  ])
})

test('what rules refer to is not deleted, and the way to them is shown', async ({ app, sandbox }) => {
  const { page } = app
  await openPbxArea(page, sandbox, 'intervals')
  await fetchCompany(page)
  await page.getByText('Выходные').click()
  await expect(page.getByRole('region', { name: 'Used by' })).toContainText('Rule 1 of 103')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByRole('dialog')).toContainText('These refer to this interval')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Apply' })).toBeDisabled()
  expect(sandbox.pbx.state.intervals.has(4)).toBe(true)
})

test('a form that is left is kept as a draft', async ({ app, sandbox }) => {
  const { page } = app
  await openPbxArea(page, sandbox, 'intervals')
  await fetchCompany(page)
  await page.getByRole('row', { name: /Обед/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('Lunch')
  await areaLink(page, 'Prompts').click()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await expect(page.getByRole('heading', { name: 'Prompts', level: 1 })).toBeVisible()
  await openArea(page, 'Intervals')
  await page.getByRole('row', { name: /Обед/ }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Lunch')
  await expect(page.getByText('Continued from the draft')).toBeVisible()
})
