/** A schedule drawn on the week grid: from a stroke to the provider's text and back. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { addAccount, english, goTo, openForwarding } from './operator'

test.use({ environment: english })

/** The number of the document's examples; it belongs to the application of the sandbox's key. */
const number = '74991112233'

const office =
  'wd {Mon-Fri} hr {9} min {30-59}, wd {Mon-Fri} hr {10-17}, wd {Mon-Fri} hr {18} min {0-14}, wd {Sat} hr {10-13}'

async function openForm(page: Page, sandbox: Sandbox): Promise<string> {
  sandbox.exolve.state.setForwarding(number, { type: 0 })
  const accountId = await addAccount(page, sandbox)
  await openForwarding(page, accountId, number)
  return accountId
}

const period = (page: Page) => page.getByLabel('Period', { exact: true })
const grid = (page: Page) => page.getByRole('grid', { name: 'Week grid' })

async function openGrid(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw on a week grid' }).click()
  await expect(grid(page)).toBeVisible()
}

/** Waits until this is drawn, as the list below the grid tells it. */
async function expectSpans(page: Page, ...wanted: string[]): Promise<void> {
  const removers = page.getByRole('button', { name: /^Remove (Mon|Tue|Wed|Thu|Fri|Sat|Sun)/ })
  const spans = async () =>
    (await removers.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))).map(
      (label) => label.replace('Remove ', ''),
    )
  await expect.poll(spans).toEqual(wanted)
}

async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let count = 0; count < times; count += 1) await page.keyboard.press(key)
}

/** Brings the focus to a control by the keyboard alone, as the operator would. */
async function tabTo(page: Page, control: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(control).toBeVisible()
  await expect(control).toBeEnabled()
  for (let count = 0; count < 60; count += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The control is not reached by Tab.')
}

test('a schedule is drawn, saved and read back with the keyboard alone', async ({ app, sandbox }) => {
  const { page } = app
  const accountId = await openForm(page, sandbox)
  await page.getByRole('textbox', { name: 'Number or SIP ID' }).focus()
  await page.keyboard.type('74951000001')
  await tabTo(page, page.getByRole('button', { name: 'Draw on a week grid' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Clear', exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, grid(page))

  // Monday 9:30 to Friday 18:15: the last cell begins at 18:00.
  await press(page, 'Home')
  await press(page, 'Control+ArrowRight', 9)
  await press(page, 'ArrowRight', 2)
  await press(page, 'Control+Shift+ArrowRight', 8)
  await press(page, 'Shift+ArrowRight', 2)
  await press(page, 'Shift+ArrowDown', 4)
  await press(page, 'Enter')
  // Saturday 10 to 14.
  await press(page, 'ArrowDown')
  await press(page, 'Home')
  await press(page, 'Control+ArrowRight', 10)
  await press(page, 'Control+Shift+ArrowRight', 3)
  await press(page, 'Shift+ArrowRight', 3)
  await press(page, 'Space')

  await expect(period(page)).toHaveValue(office)
  await expectSpans(page, 'Mon–Fri 9:30–18:15', 'Sat 10–14')
  await tabTo(page, page.getByRole('button', { name: 'Review…' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await tabTo(page, dialog.getByRole('button', { name: 'Apply' }))
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Done and read back')).toBeVisible()
  expect(sandbox.ledger.entries({ path: 'SetCallForwarding', acted: true }).map(({ body }) => body)).toEqual([
    expect.stringContaining(office),
  ])

  await tabTo(page, dialog.getByRole('button', { name: 'Close' }).last())
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await goTo(page, '/settings')
  await openForwarding(page, accountId, number)
  await expect(period(page)).toHaveValue(office)
  await openGrid(page)
  await expectSpans(page, 'Mon–Fri 9:30–18:15', 'Sat 10–14')
})

test('an edge moves with Alt and an arrow key, over midnight too; a day is copied', async ({ app, sandbox }) => {
  const { page } = app
  await openForm(page, sandbox)
  await period(page).fill('wd {Sun} hr {22-23}')
  await openGrid(page)
  await grid(page).focus()
  await press(page, 'ArrowDown', 6)
  await press(page, 'End')
  await press(page, 'Alt+ArrowRight', 3)
  await expectSpans(page, 'Sun 22–0:45')
  await press(page, 'Alt+ArrowLeft', 5)
  await expectSpans(page, 'Sun 22–23:30')
  await press(page, 'Control+c')
  await press(page, 'ArrowUp')
  await press(page, 'Shift+ArrowUp')
  await press(page, 'Control+v')
  await expectSpans(page, 'Fri–Sun 22–23:30')
})

test('the mouse draws over days and past midnight, moves an edge and erases', async ({ app, sandbox }) => {
  const { page } = app
  await openForm(page, sandbox)
  await openGrid(page)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  const tracks = grid(page).getByRole('row').locator('.track')
  await grid(page).evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const boxes = await Promise.all([0, 1, 2, 3, 4, 5, 6].map(async (day) => await tracks.nth(day).boundingBox()))
  const at = (day: number, hour: number): [number, number] => {
    const box = boxes[day]
    if (!box) throw new Error('no row')
    return [box.x + (box.width * hour) / 24, box.y + box.height / 2]
  }
  const drag = async (...points: [number, number][]) => {
    const [first, ...rest] = points
    if (!first) return
    await page.mouse.move(...first)
    await page.mouse.down()
    for (const point of rest) await page.mouse.move(...point, { steps: 4 })
    await page.mouse.up()
  }
  await drag(at(0, 9.1), at(4, 17.9))
  await expectSpans(page, 'Mon–Fri 9–18')
  await drag(at(0, 18), at(0, 20))
  await expectSpans(page, 'Mon 9–20', 'Tue–Fri 9–18')
  await drag(at(2, 12.1), at(3, 12.9))
  await expectSpans(page, 'Mon 9–20', 'Tue, Fri 9–18', 'Wed–Thu 9–12', 'Wed–Thu 13–18')
  await drag(at(5, 22.1), at(5, 24.3), at(6, 5.9))
  await expectSpans(page, 'Mon 9–20', 'Tue, Fri 9–18', 'Wed–Thu 9–12', 'Wed–Thu 13–18', 'Sat 22–6')
})

test('text and grid stay in step, times are typed to the minute, and commas can be given up', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openForm(page, sandbox)
  await openGrid(page)
  await page.getByRole('button', { name: 'Mon–Fri 9–18' }).click()
  await expect(period(page)).toHaveValue('wd {Mon-Fri} hr {9-17}')
  await expect(page.getByText(/next change .*Europe\/Moscow; the provider does not document its zone/)).toBeVisible()
  await page.getByLabel('Mon–Fri: to', { exact: true }).fill('18:07')
  await page.keyboard.press('Enter')
  await expect(period(page)).toHaveValue('wd {Mon-Fri} hr {9-17}, wd {Mon-Fri} hr {18} min {0-6}')
  await expect(page.getByText('separated by commas are unconfirmed')).toBeVisible()
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(period(page)).toHaveValue('wd {Mon-Fri} hr {9-17}')
  await page.getByLabel('New span: from').fill('22')
  await page.getByLabel('New span: to').fill('25')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Time as 9 or 9:30, up to 24.')).toBeVisible()
  await page.getByLabel('New span: to').fill('6')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expectSpans(page, 'Mon–Fri 9–18', 'Mon–Fri 22–6')
  await period(page).fill('hr {9}')
  await expectSpans(page, 'Mon–Sun 9–10')
  await period(page).fill('hr {')
  await expect(page.getByText('The text has a mistake.')).toBeVisible()
})

test('a period that no grid holds is shown a week at a time and not drawn on', async ({ app, sandbox }) => {
  const { page } = app
  await openForm(page, sandbox)
  await period(page).fill('wk {1 3} hr {9-17}')
  await openGrid(page)
  await expect(grid(page)).toHaveAttribute('aria-readonly', 'true')
  const drawn = () => grid(page).locator('.span').count()
  const shown: number[] = []
  for (let week = 0; week < 5; week += 1) {
    shown.push(await drawn())
    await page.getByRole('button', { name: 'Next week' }).click()
  }
  expect(new Set(shown).size).toBeGreaterThan(1)
  await grid(page).press('Enter')
  await expect(period(page)).toHaveValue('wk {1 3} hr {9-17}')
})

test('a week is drawn for some dates only, with holidays left out, and read back', async ({ app, sandbox }) => {
  const { page } = app
  await openForm(page, sandbox)
  await period(page).fill('wd {Mon-Fri} hr {9-17}')
  await openGrid(page)
  await page.getByRole('button', { name: 'Dates', exact: true }).click()
  await page.getByRole('button', { name: 'June' }).click()
  await page.getByRole('button', { name: 'July' }).click()
  await expect(period(page)).toHaveValue('mo {Jun-Jul} wd {Mon-Fri} hr {9-17}')
  await page.getByLabel('Years', { exact: true }).fill('2026-2028')
  await page.keyboard.press('Enter')
  await expect(period(page)).toHaveValue('yr {2026-2028} mo {Jun-Jul} wd {Mon-Fri} hr {9-17}')
  await page.getByLabel('Exception: from').fill('2026-06-12')
  await page.getByRole('button', { name: 'Add exception' }).click()
  await expect(period(page)).toHaveValue(
    'yr {2026-2028} mo {Jun} md {1-11 13-30} wd {Mon-Fri} hr {9-17}, yr {2026-2028} mo {Jul} wd {Mon-Fri} hr {9-17}',
  )
  await expect(page.getByRole('button', { name: 'Remove exception Jun 12' })).toBeVisible()

  // What is drawn keeps its dates, even when all of it was erased in between.
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(period(page)).toHaveValue('none')
  await page.getByRole('button', { name: 'Sat–Sun all day' }).click()
  await expect(period(page)).toHaveValue(/^yr \{2026-2028\} mo \{Jun\} md \{1-11 13-30\} wd \{Sat-Sun\}/)
  await page.getByLabel('Days of the month').fill('40')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Days as 1–7, 15, up to 31.')).toBeVisible()

  await period(page).fill('mo {Jan} md {9-31} hr {9-17}, mo {Feb-Dec} hr {9-17}')
  await expect(page.getByRole('button', { name: 'Remove exception Jan 1 – Jan 8' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove exception Jan 1 – Jan 8' }).click()
  await expect(period(page)).toHaveValue('hr {9-17}')
  await page.getByRole('button', { name: 'Public holidays of Russia' }).click()
  await expect(page.getByRole('button', { name: /^Remove exception/ })).toHaveCount(7)
})
