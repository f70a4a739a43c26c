/**
 * The fixtures of every end-to-end test:
 *
 * ```ts
 * import { expect, test } from './app'
 *
 * test('adds an account', async ({ app, sandbox }) => {
 *   await app.page.getByRole('button', { name: 'Add account' }).click()
 *   …
 *   await expect.poll(() => sandbox.ledger.entries({ path: 'GetList' }).length).toBe(1)
 *   await app.kill()
 *   await app.start() // the same folder again; `app.page` is another page then
 * })
 * ```
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import type { Bridge } from '../../src-shared/contract'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src-main/sandbox/sandbox'
import { noKeyring, startKeyring, type Keyring } from '../runtime/keyring'
import { answerFileDialogs, startApp, startSecondApp, type Crossing, type RunningApp } from './start-app'

export { expect } from '@playwright/test'

interface AppOptions {
  /** What the program finds as its keychain: one that works, or (Linux) no Secret Service at all. */
  keychain: 'ready' | 'absent'
  /** Added to the environment of main. */
  environment: Record<string, string>
  /** What the demo provider has at the start. */
  sandboxOptions: SandboxOptions
}

export class App {
  readonly userData: string
  private readonly environment: Record<string, string>
  private running: RunningApp | null = null
  private readonly earlierOutput: string[] = []

  constructor(userData: string, environment: Record<string, string>) {
    this.userData = userData
    this.environment = environment
  }

  private get current(): RunningApp {
    if (!this.running) throw new Error('The program is not running.')
    return this.running
  }

  get page(): Page {
    return this.current.page
  }

  get inMain(): RunningApp['inMain'] {
    return this.current.inMain
  }

  /** Resolves with the exit code when the process has ended. */
  get ended(): Promise<number | null> {
    return this.current.ended
  }

  async start(): Promise<void> {
    if (this.running) {
      await this.running.ended
      this.earlierOutput.push(this.running.output())
    }
    this.running = await startApp({ userData: this.userData, environment: this.environment })
  }

  /** Starts a second process on the same folder. @returns its exit code. */
  startSecond(): Promise<number | null> {
    return startSecondApp({ userData: this.userData, environment: this.environment })
  }

  /** Waits until main has heard all that the window said so far: calls arrive in their order, and this is one more. */
  private async hearWindow(): Promise<void> {
    await this.page.evaluate(() =>
      (globalThis as unknown as { switchboard: Bridge }).switchboard.invoke('app.describe', {}),
    )
  }

  /** Asks the program to quit, as its menu does; unsaved work may hold it up, so this waits for nothing. */
  async quit(): Promise<void> {
    await this.hearWindow()
    await this.inMain(({ app }) => void setImmediate(() => app.quit()))
  }

  /** Ends the process as a power cut does. */
  async kill(): Promise<void> {
    this.current.kill()
    await this.current.ended
  }

  /** Asks the window to close, as its frame's button does. */
  async closeWindow(): Promise<void> {
    await this.hearWindow()
    await this.inMain(({ BrowserWindow }) => void setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()))
  }

  /** Clicks an entry of the application menu, found by its id. */
  async clickMenu(id: string): Promise<void> {
    await this.inMain(({ Menu }, wanted) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(wanted)
      if (!item) throw new Error(`no menu entry has the id ${wanted}`)
      item.click()
    }, id)
  }

  /** The next file dialogs answer with this path; null: they are cancelled. */
  answerFileDialogs(path: string | null): Promise<void> {
    return answerFileDialogs(this.current, path)
  }

  /** The next message boxes answer with this button's index. */
  async answerMessageBoxes(response: number): Promise<void> {
    await this.inMain(({ dialog }, answer) => {
      dialog.showMessageBox = () => Promise.resolve({ response: answer, checkboxChecked: false })
    }, response)
  }

  /** From now on links are kept instead of opened. @returns a function that gives the kept ones. */
  async keepExternalLinks(): Promise<() => Promise<string[]>> {
    await this.inMain(({ shell }) => {
      const links: string[] = []
      Object.assign(globalThis, { openedLinks: links })
      shell.openExternal = async (url) => void links.push(url)
    })
    return () => this.inMain(() => (globalThis as unknown as { openedLinks: string[] }).openedLinks)
  }

  /** Lets main's clock be so much later, ms, now and after every start from now on. */
  async advanceClock(milliseconds: number): Promise<void> {
    const ahead = Number(this.environment['CLOCK_AHEAD'] ?? 0) + milliseconds
    this.environment['CLOCK_AHEAD'] = String(ahead)
    if (this.running?.isOver() === false)
      await this.inMain((_electron, value) => void Object.assign(globalThis, { clockAhead: value }), ahead)
  }

  /** Tells main that the machine goes to sleep, or has woken up. */
  async power(event: 'suspend' | 'resume'): Promise<void> {
    await this.inMain(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
  }

  /** Everything main gave to the window since the start. */
  crossings(): Promise<Crossing[]> {
    return this.inMain(() => (globalThis as unknown as { crossings: Crossing[] }).crossings)
  }

  /** Everything main printed, over all starts. */
  output(): string {
    return [...this.earlierOutput, this.running?.output() ?? ''].join('\n')
  }

  /** Ends what still runs, without a question. */
  async dispose(): Promise<void> {
    if (!this.running) return
    const { ended, inMain } = this.running
    await Promise.race([inMain(({ app }) => app.exit(0)).catch(() => undefined), ended])
    await ended
  }
}

export const test = base.extend<AppOptions & { app: App; keyring: Keyring; sandbox: Sandbox }>({
  keychain: ['ready', { option: true }],
  environment: [{}, { option: true }],
  sandboxOptions: [{}, { option: true }],

  keyring: async ({}, use) => {
    const keyring = await startKeyring()
    await use(keyring)
    await keyring.stop()
  },

  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions)
    await use(sandbox)
    await sandbox.close()
  },

  app: async ({ keychain, keyring, environment }, use, testInfo) => {
    const userData = mkdtempSync(join(tmpdir(), 'switchboard-data-'))
    const app = new App(userData, { ...(keychain === 'ready' ? keyring.environment : noKeyring), ...environment })
    await app.start()
    await use(app)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('window', { body: await app.page.screenshot(), contentType: 'image/png' }).catch(() => null)
      await testInfo.attach('output of main', { body: app.output() })
    }
    await app.dispose()
    rmSync(userData, { recursive: true, force: true })
  },
})
