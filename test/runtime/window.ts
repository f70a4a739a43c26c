/** `BrowserWindow`: one page of Chromium. */
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron'
import type { BrowserWindow as ElectronWindow } from 'electron'
import type { CDPSession, Page } from 'playwright-core'
import { app, openWindows, windowClosed, type OpenWindow } from './app.ts'
import { openBrowser } from './chromium.ts'
import { nativeTheme } from './desktop.ts'
import { refusable, refuseUnknown, strict, StrictEmitter } from './strict.ts'
import { StandInWebContents } from './web-contents.ts'

const knownOptions = [
  ...['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'show', 'title', 'icon', 'backgroundColor'],
  ...['webPreferences', 'autoHideMenuBar'],
]
const requiredPreferences = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true }
const knownPreferences = ['preload', 'spellcheck', 'devTools', ...Object.keys(requiredPreferences)]

const events = ['close', 'closed', 'focus', 'hide', 'move', 'ready-to-show', 'resize', 'show']

type Supported = Pick<
  ElectronWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'isVisible'
  | 'isFocused'
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'setTitle'
  | 'getTitle'
>

let lastId = 0
let firstPageTaken = false

class StandInWindow extends StrictEmitter implements Supported, OpenWindow {
  readonly id = ++lastId
  private readonly contents = new StandInWebContents(() => this.reopen())
  readonly webContents = this.contents.self
  private readonly preload: string | undefined
  private opened: Promise<Page> | null = null
  private bounds: Rectangle
  /** false: the system chooses where the window opens. */
  private readonly isPlaced: boolean
  private state: 'normal' | 'minimized' | 'maximized' = 'normal'
  private visible: boolean
  private destroyed = false
  /** Moves that main asked for and Chromium has not made yet: what the page says of its size until then is old. */
  private moves = 0
  private title: string

  static getAllWindows = () => [...openWindows].filter((window) => window instanceof StandInWindow)
  static getFocusedWindow = () => StandInWindow.getAllWindows().find((window) => window.isFocused()) ?? null
  static fromWebContents = (contents: WebContents) =>
    StandInWindow.getAllWindows().find((window) => window.webContents.id === contents.id) ?? null

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events)
    refuseUnknown('BrowserWindow', options, knownOptions)
    const { webPreferences = {} } = options
    refuseUnknown('webPreferences', webPreferences, knownPreferences)
    for (const [key, value] of Object.entries(requiredPreferences))
      if (((webPreferences as Record<string, unknown>)[key] ?? value) !== value)
        throw new Error(`The stand-in runtime has only windows with ${key}: ${String(value)}.`)
    const { width = 800, height = 600, x, y } = options
    this.bounds = { x: x ?? 0, y: y ?? 0, width, height }
    this.visible = options.show ?? true
    this.title = options.title ?? app.getName()
    this.preload = webPreferences.preload
    this.isPlaced = x !== undefined
    openWindows.add(this)
    const self = strict('BrowserWindow', this)
    app.emit('web-contents-created', {}, this.webContents)
    return self
  }

  /** The page, opened when something is first asked of it. */
  private get page(): Promise<Page> {
    this.opened ??= this.openPage().catch((error: unknown) => {
      // Playwright's message ends with a log of pages.
      if (!this.destroyed) console.error(`Chromium could not be opened: ${String(error).split('Call log:')[0]}`)
      app.exit(1)
      throw error
    })
    return this.opened
  }

  private async openPage(): Promise<Page> {
    const { width, height } = this.bounds
    const browser = await openBrowser({
      profile: join(app.getPath('userData'), 'Chromium'),
      bounds: this.isPlaced ? this.bounds : { width, height },
      locale: app.getLocale(),
    })
    const first = browser.pages()[0]
    const page = firstPageTaken || !first ? await browser.newPage() : first
    firstPageTaken = true
    page.on('close', () => this.pageClosed(page))
    page.once('load', () => this.emit('ready-to-show'))
    await page.emulateMedia({ colorScheme: nativeTheme.themeSource === 'system' ? null : nativeTheme.themeSource })
    await this.contents.attach(page, this.preload, (changed) => {
      if (this.moves === 0) this.boundsChanged(changed)
    })
    return page
  }

  /** A page whose process died cannot be used again by playwright: another takes its place. */
  private async reopen(): Promise<Page> {
    const dead = await this.page
    this.opened = null
    const page = await this.page
    await dead.close()
    return page
  }

  /** The person closed Chromium's window: too late to ask, so the question comes with a window of its own. */
  private pageClosed(page: Page): void {
    void this.page.then((current) => {
      if (current !== page || this.destroyed) return
      const event = refusable({})
      this.emit('close', event)
      if (!event.defaultPrevented) return this.destroy()
      const url = this.contents.getURL()
      this.opened = null
      void this.loadURL(url)
    })
  }

  async loadURL(url: string): Promise<void> {
    await this.page
    await this.contents.open(url)
  }

  private boundsChanged(changed: Rectangle): void {
    const { x, y, width, height } = this.bounds
    if (this.state === 'normal') this.bounds = changed
    if (changed.width !== width || changed.height !== height) this.emit('resize')
    if (changed.x !== x || changed.y !== y) this.emit('move')
  }

  private async placeWindow(bounds: Record<string, unknown>): Promise<void> {
    const page = await this.page
    const session: CDPSession = await page.context().newCDPSession(page)
    const { windowId } = await session.send('Browser.getWindowForTarget')
    await session.send('Browser.setWindowBounds', { windowId, bounds })
    await session.detach()
  }

  private setState(state: typeof this.state): void {
    if (this.state === state) return
    this.state = state
    this.place({ windowState: state })
    this.emit('resize')
  }

  private place(bounds: Record<string, unknown>): void {
    this.moves += 1
    // The window may be closed while it is being moved.
    this.placeWindow(bounds)
      .catch(() => undefined)
      .finally(() => (this.moves -= 1))
  }

  setBounds(changed: Partial<Rectangle>): void {
    const next = { ...this.bounds, ...changed }
    const { x: left, y: top, width, height } = next
    this.place({ left, top, width, height })
    this.boundsChanged(next)
  }

  getBounds = () => ({ ...this.bounds })
  getNormalBounds = () => ({ ...this.bounds })
  minimize = () => this.setState('minimized')
  maximize = () => this.setState('maximized')
  restore = () => this.setState('normal')
  unmaximize = () => this.setState('normal')
  isMinimized = () => this.state === 'minimized'
  isMaximized = () => this.state === 'maximized'

  show(): void {
    if (!this.visible) {
      this.visible = true
      this.emit('show')
    }
    this.focus()
  }

  hide(): void {
    this.visible = false
    this.emit('hide')
  }

  focus(): void {
    void this.page.then((page) => page.bringToFront()).catch(() => undefined)
    this.emit('focus')
  }

  isVisible = () => this.visible
  isFocused = () => [...openWindows].at(-1) === this
  setTitle(title: string): void {
    this.title = title
  }
  getTitle = () => this.title
  isDestroyed = () => this.destroyed

  close(): void {
    if (this.destroyed) return
    const event = refusable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    openWindows.delete(this)
    this.contents.destroy()
    // The last page is closed with the browser: Chromium ends when its last window goes.
    if (openWindows.size > 0) void this.opened?.then((page) => page.close()).catch(() => undefined)
    this.emit('closed')
    windowClosed()
  }
}

export const BrowserWindow = strict('BrowserWindow', StandInWindow)
