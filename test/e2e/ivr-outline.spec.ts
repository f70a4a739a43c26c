/** The outline of a menu by mouse and by keyboard: what is chosen together, copied into other menus, found. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startSandbox } from '../../src-main/sandbox/sandbox'
import { expect, test } from './app'
import { chosen, goToMenu, openMenu, openMenus, row, tree } from './ivr-operator'
import { applyReviewed, closeDone, english, goTo, invoke } from './operator'
import { goToAccount, pbxAccount } from './pbx-operator'

test.use({ environment: english })

const copyChosen = (page: Page) => page.keyboard.press('Control+c')
const paste = (page: Page) => page.keyboard.press('Control+v')

test('what is copied goes into another menu, and its jumps lead to what is called the same there', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openMenus(page, sandbox)
  await openMenu(page, '070')
  await row(page, /^Go to Отделы › Start — only/).click()
  await copyChosen(page)

  // There is no such context in this menu, whichever has its id there.
  await goToMenu(page, '075')
  await expect(page.getByRole('button', { name: 'Paste' })).toBeDisabled()
  await row(page, /^Pressed 1/).click()
  await paste(page)
  await expect(chosen(page)).toHaveText([/Go to … › Start — only if in “Рабочее время”/])
  await page.getByRole('button', { name: /^Язык › Pressed 1 › rule 2 Context/ }).click()
  await expect(page.getByLabel('Context', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row(page, /Go to … ›/)).toHaveCount(0)

  // A context with the one that its jumps lead to.
  await goToMenu(page, '070')
  await page.getByRole('button', { name: 'Collapse all' }).click()
  await row(page, /^Отделы/).click()
  await row(page, /^Ночь/).click({ modifiers: ['Control'] })
  await expect(chosen(page)).toHaveCount(2)
  await copyChosen(page)
  await goToMenu(page, '075')
  await row(page, /^English/).click()
  await paste(page)
  await expect(page.getByText('2 chosen')).toBeVisible()
  await row(page, /^Pressed \*/).click()
  await expect(row(page, /^Go to … › Start/)).toBeVisible()

  // Now the jump finds its context.
  await goToMenu(page, '070')
  await row(page, /^Go to Отделы › Start — only/).click()
  await copyChosen(page)
  await goToMenu(page, '075')
  await row(page, /^Pressed 2/)
    .first()
    .click()
  await paste(page)
  await expect(chosen(page)).toHaveText([/Go to Отделы › Start — only if in “Рабочее время”/])
})

test('what is cut and put back is what it was; a key that is taken is left to who has it', async ({ app, sandbox }) => {
  const { page } = app
  await openMenus(page, sandbox)
  await openMenu(page, '070')
  const errors = page.getByText(/^\d+ errors?$/)
  await row(page, /^Вход/).click()
  await page.keyboard.press('Control+x')
  await expect(chosen(page)).toHaveText([/Отделы/])
  await expect(errors).toHaveText('2 errors')
  // As a keyboard in its Russian layout sends it.
  await tree(page).dispatchEvent('keydown', { key: 'м', code: 'KeyV', ctrlKey: true })
  await expect(chosen(page)).toHaveText([/Вход.*entry/s])
  await expect(errors).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Discard changes' })).toHaveCount(0)

  await row(page, /^Pressed 3/).click()
  await copyChosen(page)
  await paste(page)
  await expect(chosen(page)).toHaveText([/^Pressed 4/])
  await expect(row(page, /^Ring 302/)).toHaveCount(2)

  // Back through what was done, to where it was done.
  await row(page, /^Pressed 1/).click()
  await page.keyboard.press('Control+z')
  await expect(chosen(page)).toHaveText([/^Pressed 3/])
  await expect(row(page, /^Pressed 4/)).toHaveCount(0)
})

test('what another account lacks is named, and an interval that it lacks is not taken for any time', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const other = await startSandbox()
  try {
    for (const [id, { title }] of other.pbx.state.sounds) if (title === 'Приветствие') other.pbx.state.sounds.delete(id)
    for (const [id, { name }] of other.pbx.state.intervals)
      if (name === 'Рабочее время') other.pbx.state.intervals.delete(id)
    await openMenus(page, sandbox)
    const { id: otherId } = await invoke(page, 'accounts.add', pbxAccount(other, 'Branch'))
    await openMenu(page, '070')
    await row(page, /^Play Приветствие/).click()
    await row(page, /^Go to Отделы › Start — only/).click({ modifiers: ['Control'] })
    await copyChosen(page)
    await app.answerFileDialogs(join(app.userData, 'menu.yaml'))
    await page.getByRole('button', { name: 'Save the menu to a file' }).click()
    await expect(page.getByText(/^Saved as menu.yaml/)).toBeVisible()

    // Until the window knows the account, its pages lead elsewhere.
    await expect(async () => {
      await goTo(page, `/at/${otherId}/ivr`)
      await expect(page.getByRole('main').getByText('Branch')).toBeVisible({ timeout: 2000 })
    }).toPass()
    await openMenu(page, '070')
    await row(page, /^Pressed 1/).click()
    await paste(page)
    await expect(
      page.getByText('This account does not have: prompt Приветствие, interval Рабочее время.'),
    ).toBeVisible()
    await expect(chosen(page)).toHaveText([/Play a missing prompt/, /Go to Отделы › Start — only if in “missing”/])
    await expect(page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
    await page.getByRole('button', { name: /^Отделы › .* There is no such interval in this account/ }).click()
    await expect(chosen(page)).toHaveText([/Go to Отделы/])

    // So it is with a file.
    const lacks = page.getByRole('status').filter({ hasText: 'This account does not have: ' })
    await lacks.getByRole('button', { name: 'Understood' }).click()
    await expect(lacks).toHaveCount(0)
    await page.getByRole('button', { name: 'Open a menu from a file' }).click()
    await expect(lacks).toContainText('prompt Приветствие')
    await expect(lacks).toContainText('interval Рабочее время')
  } finally {
    await other.close()
  }
})

test('several rules are moved, copied and deleted together', async ({ app, sandbox }) => {
  const { page } = app
  await openMenus(page, sandbox)
  await openMenu(page, '070')
  await row(page, /^Ring 300/).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(chosen(page)).toHaveText([/Ring 300/, /Play Все операторы/, /Ring 050/])
  await page.keyboard.press('Shift+ArrowUp')
  await expect(chosen(page)).toHaveText([/Ring 300/, /Play Все операторы/])
  await expect(page.getByText('2 chosen')).toBeVisible()

  // Together past the third one, and past the first of the option below.
  await page.keyboard.press('Alt+ArrowDown')
  await expect(chosen(page)).toHaveText([/^2.*Ring 300/s, /^3.*Play Все операторы/s])
  await page.keyboard.press('Alt+ArrowDown')
  await expect(chosen(page)).toHaveText([/^1.*Ring 300/s, /^2.*Play Все операторы/s])
  await page.keyboard.press('Alt+ArrowUp')
  await expect(chosen(page)).toHaveText([/^2.*Ring 300/s, /^3.*Play Все операторы/s])

  // By mouse, to the lower half of a rule: after it.
  await chosen(page)
    .first()
    .dragTo(row(page, /^Ring 002/), { targetPosition: { x: 100, y: 25 } })
  await expect(chosen(page)).toHaveText([/^2.*Ring 300/s, /^3.*Play Все операторы/s])
  await expect(row(page, /^Ring 002/)).toContainText('1')

  await page.keyboard.press('Delete')
  await expect(row(page, /^Ring 300/)).toHaveCount(0)
  await expect(chosen(page)).toHaveText([/Ring 002/])
  await page.keyboard.press('Control+z')
  await expect(chosen(page)).toHaveText([/Ring 300/, /Play Все операторы/])
})

test('the order of contexts is kept at once, with nothing to publish, and holds after leaving, publishing and a restart', async ({
  app,
  sandbox,
}) => {
  const accountId = await openMenus(app.page, sandbox)
  await openMenu(app.page, '070')
  await app.page.getByRole('button', { name: 'Collapse all' }).click()
  await expect(tree(app.page).getByRole('treeitem')).toHaveText([/Вход/, /Отделы/, /Ночь/])
  await row(app.page, /^Ночь/).click()
  await app.page.keyboard.press('Alt+ArrowUp')
  await app.page.keyboard.press('Alt+ArrowUp')
  await expect(tree(app.page).getByRole('treeitem')).toHaveText([/Ночь/, /Вход/, /Отделы/])
  await expect(app.page.getByRole('button', { name: 'Discard changes' })).toHaveCount(0)
  await expect(app.page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
  // What is drawn besides is thrown away; the order is not a part of it.
  await row(app.page, /^Отделы/).click()
  await app.page.getByLabel('Name', { exact: true }).fill('Departments')
  await expect(row(app.page, /^Departments/)).toBeVisible()
  await app.page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(tree(app.page).getByRole('treeitem')).toHaveText([/Ночь/, /Вход/, /Отделы/])

  await goToMenu(app.page, '075')
  await goToMenu(app.page, '070')
  await app.page.getByRole('button', { name: 'Collapse all' }).click()
  await expect(tree(app.page).getByRole('treeitem')).toHaveText([/Ночь/, /Вход/, /Отделы/])

  // One that is new has its place among the others, under whatever id it gets.
  const contexts = tree(app.page).locator('[aria-level="1"]')
  const all = [/Ночь/, /Праздник/, /Вход/, /Отделы/]
  await app.page.getByRole('button', { name: 'Context', exact: true }).click()
  await app.page.getByLabel('Name', { exact: true }).fill('Праздник')
  await row(app.page, /^Праздник/).click()
  await app.page.keyboard.press('Alt+ArrowUp')
  await app.page.keyboard.press('Alt+ArrowUp')
  await expect(contexts).toHaveText(all)
  await app.page.getByRole('button', { name: 'Publish…' }).click()
  await applyReviewed(app.page)
  await closeDone(app.page)
  await expect(app.page.getByRole('button', { name: 'Discard changes' })).toHaveCount(0)
  await app.page.getByRole('button', { name: 'Collapse all' }).click()
  await expect(tree(app.page).getByRole('treeitem')).toHaveText(all)

  await app.kill()
  await app.start()
  await goToAccount(app.page, accountId, 'ivr')
  await openMenu(app.page, '070')
  await app.page.getByRole('button', { name: 'Collapse all' }).click()
  await expect(tree(app.page).getByRole('treeitem')).toHaveText(all)
  // From the provider anew.
  const { ivr } = [...sandbox.pbx.state.extensions.values()].find(({ name }) => name.endsWith('*070')) ?? {}
  for (const context of ivr?.contexts.values() ?? []) if (context.name === 'Вход') context.name = 'Entrance'
  await app.page.getByRole('button', { name: 'Refresh' }).click()
  await expect(tree(app.page).getByRole('treeitem')).toHaveText([/Ночь/, /Праздник/, /Entrance/, /Отделы/])
})

test('a search shows what matches and takes what is found together; a finding shows its place all the same', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await openMenus(page, sandbox)
  await openMenu(page, '072')
  await page.getByRole('button', { name: 'Collapse all' }).click()
  const search = page.getByLabel('Search in the menu')
  await search.fill('ring 10')
  await expect(row(page, /^Ring 10\d/).first()).toBeVisible()
  await expect(row(page, /^Play/)).toHaveCount(0)
  await search.press('ArrowDown')
  await expect(tree(page)).toBeFocused()
  await row(page, /^Ring 100/)
    .first()
    .click()
  await page.keyboard.press('Control+a')
  await expect(page.getByText(/^\d+ chosen$/)).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(page.getByText('Nothing in this menu matches.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row(page, /^Ring 10\d/).first()).toBeVisible()

  await page.getByRole('button', { name: /^Москва: Оплата › Wrong input/ }).click()
  await expect(search).toHaveValue('')
  await expect(chosen(page)).toHaveText([/^Wrong input/])
  await expect(chosen(page)).toBeInViewport()

  // The other view is at the same place, and so is this one again.
  await page.getByRole('tab', { name: 'Diagram' }).click()
  await expect(page.getByRole('button', { name: /^Москва: Оплата/ }).first()).toBeInViewport()
  await page.getByRole('tab', { name: 'Outline' }).click()
  await expect(chosen(page)).toBeInViewport()
})
