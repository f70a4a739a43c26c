/** `webContents` of one window. */
import type { HandlerDetails, WebContents, WebFrameMain } from 'electron'
import type { Page, Route } from 'playwright-core'
import { layWire, type Wire } from './ipc.ts'
import { toBrowserUrl, toProgramUrl, serve } from './scheme.ts'
import { defaultSession } from './session.ts'
import { refusable, strict, StrictEmitter } from './strict.ts'
import type { PageMessage } from './preload-world.ts'

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]
export type Bounds = Omit<Extract<PageMessage, { kind: 'bounds' }>, 'kind'>

type Supported = Pick<
  WebContents,
  | 'id'
  | 'send'
  | 'setWindowOpenHandler'
  | 'getURL'
  | 'isDestroyed'
  | 'reload'
  | 'openDevTools'
  | 'session'
  | 'forcefullyCrashRenderer'
>

let lastId = 0

export class StandInWebContents extends StrictEmitter implements Supported {
  readonly id = ++lastId
  readonly session = defaultSession
  private page: Page | null = null
  private wire: Wire | null = null
  private closed = false
  private url = ''
  private ownNavigation: string | null = null
  private openHandler: WindowOpenHandler = () => ({ action: 'deny' })

  private crashed = false
  /** What the program sees of this object. */
  readonly self = strict('webContents', this) as unknown as WebContents
  private readonly reopen: () => Promise<Page>

  /** @param reopen gives another page in place of one that crashed */
  constructor(reopen: () => Promise<Page>) {
    super('webContents', [
      'destroyed',
      'did-finish-load',
      'dom-ready',
      'preload-error',
      'render-process-gone',
      'will-attach-webview',
      'will-navigate',
      'will-redirect',
    ])
    this.reopen = reopen
    this.on('preload-error', (_event: unknown, _path: unknown, error: Error) => console.error(error))
  }

  /** @param onBounds called when the person changes the window's size */
  async attach(page: Page, preload: string | undefined, onBounds: (bounds: Bounds) => void): Promise<void> {
    this.page = page
    // A context menu, print or download that nobody wrote is left to Chromium; what loads is decided here.
    await page.route('**/*', (route) => this.load(route))
    page.on('load', () => {
      this.emit('did-finish-load', {})
      this.emit('dom-ready', {})
    })
    page.on('crash', () => {
      this.crashed = true
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.url = toProgramUrl(frame.url())
    })
    this.wire = await layWire(
      page,
      preload,
      () => ({ ...this.describeFrame(), sender: this.self }),
      (message) => {
        if (message.kind === 'open') this.askToOpen(message)
        else if (message.kind === 'bounds') onBounds(message)
        else this.emit('preload-error', {}, preload ?? '', new Error(message.stack))
      },
    )
  }

  private describeFrame() {
    const frame = strict('WebFrameMain', { url: this.url, parent: null, routingId: this.id, processId: this.id })
    frame satisfies Pick<WebFrameMain, 'url' | 'parent' | 'routingId' | 'processId'>
    return { senderFrame: frame as unknown as WebFrameMain, frameId: this.id, processId: this.id }
  }

  private async load(route: Route): Promise<void> {
    const request = route.request()
    const target = toProgramUrl(request.url())
    const isMainFrame = request.isNavigationRequest() && request.frame() === this.page?.mainFrame()
    if (isMainFrame) {
      // Loads and reloads that main asked for are not the page's navigations; Electron tells no listener of them.
      const isOwn = this.ownNavigation === target || this.url === target
      this.ownNavigation = null
      const event = refusable({ url: target, isMainFrame: true, isSameDocument: false })
      if (!isOwn) this.emit('will-navigate', event, target)
      if (event.defaultPrevented) return route.abort('aborted')
    }
    if (!(await serve(route))) await route.continue()
  }

  private askToOpen({ url, frameName }: { url: string; frameName: string }): void {
    const details: Partial<HandlerDetails> = { url: toProgramUrl(url), frameName, disposition: 'foreground-tab' }
    const { action } = this.openHandler(strict('HandlerDetails', details) as HandlerDetails)
    if (action !== 'deny') throw new Error('The stand-in runtime opens no second window for a page.')
  }

  /** @returns when the page has loaded */
  async open(address: string): Promise<void> {
    this.ownNavigation = address
    await this.page?.goto(toBrowserUrl(address))
  }

  send(channel: string, ...values: unknown[]): void {
    this.wire?.send(channel, values)
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler
  }

  getURL = () => this.url
  isDestroyed = () => this.closed

  reload(): void {
    if (!this.crashed) return void this.page?.reload()
    this.crashed = false
    void this.reopen().then(() => this.open(this.url))
  }

  forcefullyCrashRenderer(): void {
    void this.page?.goto('chrome://crash').catch(() => undefined)
  }

  // The page's tools come with the Chromium window itself.
  openDevTools = () => undefined

  destroy(): void {
    this.closed = true
    this.emit('destroyed')
  }
}
