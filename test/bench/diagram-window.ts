/** The diagram of a menu of 1,000 contexts in the real window: what an edit costs while it is open, beside the outline. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '@shared/contract'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { startSandbox } from '../../src-main/sandbox/sandbox'
import { startApp } from '../e2e/start-app'
import { noKeyring } from '../runtime/keyring'
import type { Comparison } from './bench'
import { scriptTimeOf } from './script-time'

declare const switchboard: Bridge

/** Opens the program on a draft of this menu. */
export async function measureDiagramEdits(menu: Menu) {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-diagram-'))
  const sandbox = await startSandbox()
  const app = await startApp({ userData: folder, environment: noKeyring })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const { baseUrl, clientId, clientSecret } = sandbox.pbx
  const draft = { label: 'Bench', base: emptyMenu, menu }
  const address = await page.evaluate(
    async ([url, id, secret, value]) => {
      const settings = {
        provider: 'pbx',
        signIn: 'clientCredentials',
        label: 'PBX',
        colour: 'teal',
        group: '',
        production: false,
        baseUrl: url,
        disabled: false,
      }
      const secrets = { clientId: id, clientSecret: secret }
      const added = await switchboard.invoke('accounts.add', { settings, secrets, keep: 'session' })
      const account = (added as { value: { id: string } }).value.id
      await switchboard.invoke('drafts.save', {
        key: `ivr/${account}/new/999`,
        text: value ?? '',
      })
      return `#/at/${account}/ivr/new/999`
    },
    [baseUrl, clientId, clientSecret, JSON.stringify(draft)],
  )
  await page.evaluate((hash) => (location.hash = hash), address)
  const tools = await page.context().newCDPSession(page)
  const show = async (view: 'Outline' | 'Diagram') => {
    const tab = page.getByRole('tab', { name: view })
    await tab.waitFor({ timeout: 0 })
    if ((await tab.getAttribute('aria-selected')) === 'true') return
    await tab.click()
    if (view === 'Diagram') await page.locator('.vue-flow__node-context').first().waitFor({ timeout: 0 })
    else await page.getByRole('treeitem').first().waitFor({ timeout: 0 })
  }

  const name = page.getByLabel('Name', { exact: true })

  /** One letter more in the name of a rule, to the frame that shows it. @returns ms of script */
  const edit = async (view: 'Outline' | 'Diagram') => {
    await name.focus()
    await page.keyboard.press('End')
    // What the view and the letter before left to do is over: a draft is kept a moment after the last key.
    await page.waitForTimeout(600)
    const spent = await scriptTimeOf(tools, async () => {
      await page.keyboard.insertText('x')
      await page.evaluate(async () => {
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
      })
    })
    // The outline says the name; boxes of so big a menu show no rules.
    const shown = page.getByText(`${await name.inputValue()}:`)
    if (view === 'Outline' && (await shown.count()) === 0) throw new Error('the edit is not shown')
    return spent
  }
  await show('Outline')
  await page.getByRole('treeitem', { level: 3 }).first().click({ timeout: 0 })

  const contender = (view: 'Outline' | 'Diagram') => ({
    name: `${view.toLowerCase()} open`,
    async run() {
      await show(view)
      return edit(view)
    },
  })
  const comparisons: Comparison[] = [
    {
      name: `script of one edit in the window, menu with ${menu.contexts.length.toLocaleString('en')} contexts`,
      rounds: 15,
      ours: contender('Diagram'),
      reference: contender('Outline'),
      goal: { text: 'at most 16 ms', isMet: (ours) => ours <= 16 },
    },
  ]
  return {
    comparisons,
    async close() {
      app.kill()
      await app.ended
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
