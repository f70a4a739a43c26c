/** IVR menus: the example of the page /ivr/ drawn by hand, and what is on screen of a big one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { toneWav } from '../../src-main/sandbox/pbx/tone'
import { expect, test, type App } from './app'
import { openMenus, row } from './ivr-operator'
import { english, invoke } from './operator'

test.use({ environment: english })

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-ivr-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const exampleSteps = z
  .array(
    z.object({
      method: z.string(),
      path: z.string(),
      path_corrected: z.string().optional(),
      body: z.unknown().optional(),
      multipart: z.object({ file: z.object({ filename: z.string() }), title: z.string() }).optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/pbx-example.json'), 'utf8')))

const keptMenu = z.object({ menu: z.object({ contexts: z.array(z.object({ name: z.string() })) }) }).nullable()

/** Chooses from a list that is searched by typing. */
async function pick(page: Page, field: string, option: string): Promise<void> {
  await page.getByLabel(field, { exact: true }).click()
  await page.getByLabel(field, { exact: true }).fill(option)
  await page.locator('.n-base-select-option:visible').filter({ hasText: option }).first().click()
  await expect(page.locator('.n-base-select-menu:visible')).toHaveCount(0)
}

async function transferTo(page: Page, number: string): Promise<void> {
  const field = page.locator('.field').filter({ hasText: 'Numbers' })
  await field.locator('.n-base-selection').click()
  await page.keyboard.type(number)
  // Enter takes what the list is at.
  await expect(page.locator('.n-base-select-option--pending:visible')).toContainText(number)
  await page.keyboard.press('Enter')
  await expect(field.locator('.n-tag')).toContainText(number)
  await page.keyboard.press('Escape')
  await expect(page.locator('.n-base-select-menu:visible')).toHaveCount(0)
}

/** A recording for the prompt of the rule that is open: sent when the menu is published. */
async function upload(app: App, fileName: string, title: string): Promise<void> {
  writeFileSync(join(folder, fileName), toneWav([fileName.length * 40, 660]))
  const { page } = app
  await app.answerFileDialogs(join(folder, fileName))
  await page.getByRole('button', { name: 'Upload…' }).click()
  await page.getByLabel('Title of the prompt').fill(title)
  await page.getByRole('button', { name: 'Take it' }).click()
}

test('the example of the page, drawn by hand, is published with the requests that the page shows', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openMenus(page, sandbox)
  await page.getByRole('button', { name: 'New menu' }).click()
  await page.getByLabel('Extension number').fill('071')
  await page.getByLabel('Name', { exact: true }).fill('тестовый IVR')
  await page.getByRole('button', { name: 'Draw it' }).click()

  await page.getByLabel('Pause before anything happens, ms').fill('5000')
  await page.getByRole('button', { name: 'Context', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Основной контекст')
  await page.getByRole('button', { name: 'extensions of 3 digits' }).click()
  await page.getByText('Callers may dial any extension').click()

  await row(page, /^Start/).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await upload(app, 'hello.wav', 'мой файл приветствия')
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await upload(app, 'advertising.wav', 'мой файл рекламы')
  await pick(page, 'While it plays', 'Heard to the end')
  await row(page, /рекламы/).click()
  await page.keyboard.press('Alt+ArrowUp')
  for (const [option, number] of [
    ['1', '+7987654321'],
    ['2', '002'],
  ] as const) {
    await page.getByRole('button', { name: 'Option', exact: true }).click()
    await expect(page.getByLabel('Caller presses')).toHaveValue(option)
    await page.getByRole('button', { name: 'Rule', exact: true }).click()
    await transferTo(page, number)
  }
  await row(page, /^No input/).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await transferTo(page, '050')

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog.getByText('Done and read back').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('heading', { name: '071 · тестовый IVR' })).toBeVisible()

  // The recordings go up at once: which of them gets which id is the provider's choice. The example has 51 and 52.
  const exampleIds = new Map(
    ['мой файл приветствия', 'мой файл рекламы'].map((title, index) => {
      const uploaded = [...sandbox.pbx.state.sounds.values()].find((sound) => sound.title === title)
      return [uploaded?.id, 51 + index]
    }),
  )
  const asInExample = (key: string, value: unknown): unknown =>
    key === 'sound' && typeof value === 'number' ? exampleIds.get(value) : value
  const sent = sandbox.ledger
    .entries({ acted: true })
    .filter(({ method, path }) => method !== 'GET' && path.includes('/api/ver1.0/'))
    .map(({ method, path, body }) => ({
      method,
      path: path.replace('/api/ver1.0', ''),
      body: JSON.parse(body, asInExample) as unknown,
    }))
  const wanted = exampleSteps
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, path_corrected: corrected = path, body, multipart }) => ({
      method,
      path: corrected,
      body: multipart ? { title: multipart.title, file: expect.objectContaining(multipart.file) as unknown } : body,
    }))
  expect(sent).toHaveLength(12)
  expect(sent).toEqual(expect.arrayContaining(wanted))
  // What a request needs was made by one before it.
  const placeOf = (path: RegExp) => sent.findIndex((one) => path.test(one.path))
  const order = [/\/extension\/$/, /\/context\/$/, /\/options\/$/, /\/options\/1\/rules\/$/].map(placeOf)
  expect(order).toEqual(order.toSorted((left, right) => left - right))
  const lastUpload = sent.findLastIndex(({ path }) => path.endsWith('/sound/'))
  expect(lastUpload).toBeLessThan(placeOf(/\/options\/start\/rules\/$/))
  // What is read back comes from where the example reads it.
  const optionsPath = '/extension/204/ivr/context/1/options/'
  expect(sandbox.ledger.entries({ path: optionsPath }).some(({ method }) => method === 'GET')).toBe(true)
})

test('a new menu whose publishing stopped halfway is gone on with where it stands', async ({ app, sandbox }) => {
  const { page } = app
  await openMenus(page, sandbox)
  await page.getByRole('button', { name: 'New menu' }).click()
  await page.getByLabel('Extension number').fill('977')
  await page.getByRole('button', { name: 'Draw it' }).click()
  await page.getByRole('button', { name: 'Context', exact: true }).click()
  await row(page, /^Start/).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await pick(page, 'Prompt', 'Приветствие')
  await row(page, /^No input/).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await transferTo(page, '050')

  sandbox.faults.add({
    kind: 'status',
    status: 400,
    match: { method: 'POST', path: '/options/timeout/rules/', times: 1 },
  })
  const dialog = page.getByRole('dialog')
  const review = async () => {
    await page.getByRole('button', { name: 'Publish…' }).click()
    await dialog.getByRole('button', { name: 'Apply' }).click()
  }
  await review()
  await expect(dialog.getByRole('button', { name: 'Try the failed ones again' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  // The extension is there: the draft goes on as a draft of its menu, and only what is missing is sent.
  await expect(page).toHaveURL(/\/ivr\/\d+$/)
  const notice = page.getByText('The last publishing stopped halfway')
  await expect(notice).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open the change' })).toBeVisible()
  const before = sandbox.ledger.entries({ acted: true }).filter(({ method }) => method === 'POST').length
  await review()
  // The rule that was refused, and the settings that come after it.
  await expect(dialog.getByText('Done and read back')).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(notice).toBeHidden()
  const posts = sandbox.ledger.entries({ acted: true }).filter(({ method }) => method === 'POST')
  expect(posts.slice(before).map(({ path }) => path)).toEqual([expect.stringContaining('/options/timeout/rules/')])

  // No draft is left of the menu that was new.
  await page.getByRole('button', { name: 'All menus' }).click()
  await expect(page.getByRole('link', { name: /977/ })).toHaveCount(1)
  await expect(page.getByText('Not published yet')).toBeHidden()
})

test('edits are undone and redone, survive a restart, and what is wrong leads to its place', async ({
  app,
  sandbox,
}) => {
  const accountId = await openMenus(app.page, sandbox)
  await app.page.getByRole('link', { name: /075/ }).click()
  await row(app.page, /^Язык/).click()
  await app.page.getByLabel('Name', { exact: true }).fill('Language')
  await expect(row(app.page, /^Language/)).toBeVisible()
  await app.page.keyboard.press('Control+z')
  await expect(row(app.page, /^Язык/)).toBeVisible()
  await app.page.keyboard.press('Control+Shift+z')
  await expect(row(app.page, /^Language/)).toBeVisible()

  await row(app.page, /^Русский/).click()
  await app.page.keyboard.press('Delete')
  await app.page
    .getByRole('button', { name: /leads to does not exist/ })
    .first()
    .click()
  await expect(app.page.getByLabel('Context', { exact: true })).toBeVisible()
  await expect(app.page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
  const key = `ivr/${accountId}/${/ivr\/(\d+)/.exec(app.page.url())?.[1]}`
  const keptNames = async () => {
    const { text } = await invoke(app.page, 'drafts.read', { key })
    return keptMenu.parse(JSON.parse(text ?? 'null'))?.menu.contexts.map(({ name }) => name)
  }
  await expect.poll(keptNames).toEqual(['Language', 'English'])
  await app.kill()
  await app.start()
  await app.page.getByRole('button', { name: 'Continue' }).first().click()
  await expect(row(app.page, /^Language/)).toBeVisible()
  await expect(row(app.page, /^Русский/)).toHaveCount(0)
})

test('a menu of 60 contexts is drawn; its diagram opens forms, and a drag or the keyboard adds a jump', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openMenus(page, sandbox)
  await page.getByRole('link', { name: /072/ }).click()
  await page.getByRole('tab', { name: 'Diagram' }).click()
  const box = (name: string) =>
    page
      .locator('.vue-flow__node-context')
      .filter({ has: page.getByRole('button', { name: new RegExp(`^${name}( |$)`) }) })
  const option = (name: string, digits: string) =>
    box(name).getByRole('button', { name: new RegExp(`^Pressed ${digits} `) })
  await expect(box('Выбор города')).toBeVisible()
  await page.getByRole('button', { name: 'Show all of it' }).click()
  await expect(page.locator('.vue-flow__node-context')).toHaveCount(60)
  await expect(page.locator('.vue-flow__edge').first()).toBeAttached()

  // Back to what can be read: the entry and where it leads to.
  await page.getByRole('tab', { name: 'Outline' }).click()
  await page.getByRole('tab', { name: 'Diagram' }).click()
  await expect(option('Выбор города', '1')).toBeInViewport()
  await option('Выбор города', '1').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Caller presses')).toHaveValue('1')

  await pick(page, 'Jump to…', 'Казань')
  await expect(page.getByLabel('Context', { exact: true })).toBeVisible()
  await expect(option('Выбор города', '1')).toContainText('2 rules')
  await page.keyboard.press('Control+z')
  await expect(option('Выбор города', '1')).toContainText('1 rule')

  await box('Выбор города')
    .getByRole('button', { name: /^Collapse/ })
    .click()
  await expect(option('Выбор города', '1')).toHaveCount(0)

  // A small menu is in sight as a whole.
  await page.getByRole('button', { name: 'All menus' }).click()
  await page.getByRole('link', { name: /075/ }).click()
  await expect(box('Язык').getByRole('button', { name: /Русский/ })).toHaveCount(2)
  await page.getByRole('button', { name: 'Rules in the boxes' }).click()
  await expect(option('Язык', '1')).toContainText('1 rule')
  await box('Язык').locator('.vue-flow__handle[data-handleid="1"]').hover()
  await page.mouse.down()
  await box('Русский').locator('.vue-flow__handle.in').hover()
  await page.mouse.up()
  await expect(option('Язык', '1')).toContainText('2 rules')
  await expect(page.getByLabel('Context', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(option('Язык', '1')).toContainText('1 rule')
})

test('a diagram goes by keyboard along its lines, and is saved as a picture of all of it', async ({
  app,
  sandbox,
}, info) => {
  const { page } = app
  await openMenus(page, sandbox)
  await page.getByRole('link', { name: /075/ }).click()
  await page.getByRole('tab', { name: 'Diagram' }).click()
  const diagram = page.getByRole('application', { name: /^Diagram of the menu/ })
  await diagram.focus()
  await page.keyboard.press('ArrowDown')
  const form = page.getByLabel('Name', { exact: true })
  await expect(form).toHaveValue('Язык')
  // Start, its rule, then the option 1, whose line leads to another context.
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
  await expect(page.getByLabel('Caller presses')).toHaveValue('1')
  await page.keyboard.press('ArrowRight')
  await expect(form).toHaveValue('Русский')
  await page.keyboard.press('-')
  await expect(diagram.getByRole('button', { name: 'Expand: Русский' })).toBeVisible()
  await page.getByRole('region', { name: 'Lines to here' }).getByRole('button', { name: /Язык/ }).first().click()
  await expect(page.getByLabel('Caller presses')).toBeVisible()

  const save = async (format: string, file: string) => {
    await app.answerFileDialogs(file)
    await page.getByRole('button', { name: 'Save as a picture' }).click()
    await page.getByText(format, { exact: true }).click()
    await expect(page.getByText(`Saved: ${basename(file)}`)).toBeVisible()
  }
  const svg = info.outputPath('menu.svg')
  await save('SVG, for any size', svg)
  const drawn = readFileSync(svg, 'utf8')
  for (const name of ['Язык', 'Русский', 'English']) expect(drawn).toContain(`>${name}</text>`)
  const png = info.outputPath('menu.png')
  await save('PNG', png)
  expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG')
  expect(statSync(png).size).toBeGreaterThan(10_000)
})

test('a reload says what somebody else changed; a menu goes to a file with its recordings and comes back', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openMenus(page, sandbox)
  await page.getByRole('link', { name: /075/ }).click()
  await row(page, /^Язык/).click()
  await page.getByLabel('Name', { exact: true }).fill('Language')
  const extension = [...sandbox.pbx.state.extensions.values()].find(({ name }) => name.endsWith('*075'))
  const contexts = [...(extension?.ivr.contexts.values() ?? [])]
  for (const context of contexts) {
    if (context.name === 'Язык') context.name = 'Sprache'
    if (context.name === 'English') context.timeout = 9000
  }
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('Changed at the provider: 2 places.')).toBeVisible()
  await expect(row(page, /^Language/)).toContainText('changed at the provider too')
  await expect(row(page, /^English/)).toContainText('changed at the provider')
  await page.getByRole('button', { name: 'Show what changed' }).click()
  const list = page.getByRole('list', { name: 'What changed at the provider' })
  await expect(list).toContainText('Wait for the first digit, ms: ')
  await list.getByRole('button', { name: /English/ }).click()
  await expect(page.getByLabel('Wait for the first digit, ms')).toHaveValue('9000')
  await page.getByRole('button', { name: 'Take the provider’s for these' }).click()
  await expect(row(page, /^Sprache/)).toBeVisible()

  await row(page, /^Start/)
    .first()
    .click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await upload(app, 'ours.wav', 'Ours')
  await app.answerFileDialogs(join(folder, 'menu.yaml'))
  await page.getByRole('button', { name: 'Save the menu to a file' }).click()
  await expect(page.getByText(/Saved as menu.yaml with 1 recording in the folder menu-prompts/)).toBeVisible()
  expect(readdirSync(join(folder, 'menu-prompts'))).toEqual(['Ours.wav'])
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('button', { name: 'Open a menu from a file' }).click()
  await expect(page.getByText('Uploaded when the menu is published: Ours.')).toBeVisible()
  await expect(row(page, /Ours/)).toBeVisible()
  await page.getByRole('button', { name: 'Leave these recordings out' }).click()
  await expect(row(page, /Ours/)).toHaveCount(0)

  writeFileSync(join(folder, 'menu.yaml'), 'format: switchboard-ivr-menu\nmenu: [\n')
  await page.getByRole('button', { name: 'Open a menu from a file' }).click()
  await expect(page.getByText(/The file is damaged \(\d+:\d+: /)).toBeVisible()
})
