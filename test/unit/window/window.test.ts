/** What fences the page in, item by item of Electron's security checklist; docs/decisions/electron-security.md says which. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { registerAppScheme, serveAppScheme } from '../../../src-main/window/app-protocol'
import { openExternalLink, openSignInPage } from '../../../src-main/window/external-links'
import { createMainWindow } from '../../../src-main/window/main-window'
import { denyPermissions, guardNavigation } from '../../../src-main/window/navigation-guard'

const electron = vi.hoisted(() => ({
  opened: [] as string[],
  windows: [] as { webPreferences: Record<string, unknown> }[],
  schemes: [] as unknown[],
  serve: undefined as ((request: Request) => Promise<Response>) | undefined,
  appListeners: new Map<string, (...values: never[]) => void>(),
  permissionRequest: undefined as ((...values: unknown[]) => void) | undefined,
  permissionCheck: undefined as ((...values: unknown[]) => boolean) | undefined,
}))
vi.mock('electron', () => ({
  app: { on: (name: string, listener: (...values: never[]) => void) => electron.appListeners.set(name, listener) },
  BrowserWindow: class {
    webContents = { on: () => undefined }
    constructor(options: { webPreferences: Record<string, unknown> }) {
      electron.windows.push(options)
    }
    once() {}
    on() {}
    loadURL = () => Promise.resolve()
  },
  nativeTheme: { shouldUseDarkColors: false },
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown[]) => electron.schemes.push(...schemes),
    handle: (_scheme: string, serve: (request: Request) => Promise<Response>) => (electron.serve = serve),
  },
  screen: { getAllDisplays: () => [] },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: (...values: unknown[]) => void) => (electron.permissionRequest = handler),
      setPermissionCheckHandler: (handler: (...values: unknown[]) => boolean) => (electron.permissionCheck = handler),
    },
  },
  shell: { openExternal: (url: string) => Promise.resolve(void electron.opened.push(url)) },
}))

beforeEach(() => {
  electron.opened.length = 0
})

test('the page has no Node, a world of its own and a sandbox', () => {
  const nothing = () => undefined
  const options = { preload: '/preload.cjs', icon: '', url: 'app://switchboard/', place: null }
  createMainWindow({ ...options, savePlace: nothing, askToClose: nothing }).open()
  expect(electron.windows.map(({ webPreferences }) => webPreferences)).toEqual([
    {
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  ])
})

describe('files of the window', () => {
  const root = mkdtempSync(join(tmpdir(), 'switchboard-window-'))
  const folder = join(root, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'index.js'), 'export {}')
  writeFileSync(join(folder, 'notes.txt'), 'no page needs this')
  writeFileSync(join(root, 'switchboard.js'), 'outside')
  mkdirSync(join(root, 'renderer-of-others'))
  writeFileSync(join(root, 'renderer-of-others', 'index.js'), 'outside')
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const get = async (url: string, method = 'GET'): Promise<Response> => {
    serveAppScheme(folder)
    // A Request would put the path in order before the handler sees it.
    return (await electron.serve?.({ url, method } as Request)) ?? expect.fail('nobody serves the page')
  }

  test('come with their media type and the whole policy', async () => {
    const page = await get('app://switchboard/')
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<!doctype html>')
    expect(Object.fromEntries(page.headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src-elem 'self' 'unsafe-inline'; style-src-attr 'none'; " +
        "img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    const script = await get('app://switchboard/assets/index.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  test.each([
    'app://switchboard/../switchboard.js',
    'app://switchboard/%2e%2e/switchboard.js',
    'app://switchboard/..%2fswitchboard.js',
    'app://switchboard/assets/..%2f..%2fswitchboard.js',
    'app://switchboard/..%2frenderer-of-others/index.js',
    'app://switchboard/%00index.html',
    'app://switchboard/%E0%A4%A.js',
    'app://switchboard/missing.js',
    'app://switchboard/notes.txt',
    'app://switchboard/assets',
    'app://elsewhere/index.html',
  ])('%s is not found', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  test('are only read', async () => {
    expect((await get('app://switchboard/', 'POST')).status).toBe(404)
  })

  test('have an origin of their own, which may fetch nothing', () => {
    registerAppScheme()
    expect(electron.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true } },
    ])
  })
})

describe('navigation', () => {
  const warnings: unknown[] = []
  const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>()
  let openWindow: ((details: { url: string }) => { action: string }) | undefined
  beforeEach(() => {
    warnings.length = 0
    const log = {
      info: () => undefined,
      warn: (...line: unknown[]) => void warnings.push(line),
      error: () => undefined,
    }
    guardNavigation((url) => url.startsWith('app://switchboard/'), log)
    const created = electron.appListeners.get('web-contents-created') as (event: object, contents: object) => void
    created(
      {},
      {
        on: (name: string, listener: (event: { url: string; preventDefault(): void }) => void) =>
          listeners.set(name, listener),
        setWindowOpenHandler: (handler: typeof openWindow) => (openWindow = handler),
      },
    )
  })
  const isRefused = (name: string, url: string): boolean => {
    let refused = false
    listeners.get(name)?.({ url, preventDefault: () => (refused = true) })
    return refused
  }

  test.each(['will-navigate', 'will-redirect'])('%s stays on our own page', (name) => {
    expect(isRefused(name, 'app://switchboard/')).toBe(false)
    expect(warnings).toEqual([])
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'app://elsewhere/'])
      expect(isRefused(name, url)).toBe(true)
    expect(warnings).toHaveLength(4)
  })

  test('no page is embedded, and no window is opened', () => {
    expect(isRefused('will-attach-webview', 'app://switchboard/')).toBe(true)
    expect(openWindow?.({ url: 'app://switchboard/' })).toEqual({ action: 'deny' })
  })
})

test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'display-capture', 'usb'])(
  'the permission %s is denied',
  (permission) => {
    denyPermissions()
    let decision: unknown
    electron.permissionRequest?.({}, permission, (granted: boolean) => (decision = granted))
    expect(decision).toBe(false)
    expect(electron.permissionCheck?.({}, permission)).toBe(false)
  },
)

describe('links to the outside', () => {
  test('the documentation of a provider opens', async () => {
    await openExternalLink('https://docs.exolve.ru/docs/ru/')
    expect(electron.opened).toEqual(['https://docs.exolve.ru/docs/ru/'])
  })

  test.each([
    'http://docs.exolve.ru/',
    'https://docs.exolve.ru.example.com/',
    'https://example.com/https://docs.exolve.ru/',
    'https://docs.exolve.ru:8443/',
    'https://user@docs.exolve.ru/',
    'https://docs.exolve.ru@example.com/',
    'file:///C:/Windows/System32/calc.exe',
    'javascript:alert(1)',
    'ms-msdt:/id',
    '//docs.exolve.ru/',
    '',
  ])('%s does not', async (address) => {
    await expect(openExternalLink(address)).rejects.toMatchObject({ error: { code: 'input.invalid' } })
    expect(electron.opened).toEqual([])
  })

  test.each([
    ['https://pbx.example.com/oauth/authorize?x=1', 'https://pbx.example.com/api'],
    ['http://127.0.0.1:4010/oauth/authorize', 'http://127.0.0.1:4010'],
  ])('a page to sign in opens at the address of its account: %s', async (address, baseUrl) => {
    await openSignInPage(address, baseUrl)
    expect(electron.opened).toEqual([address])
  })

  test.each([
    ['https://evil.example.com/oauth/authorize', 'https://pbx.example.com'],
    ['https://pbx.example.com:444/oauth/authorize', 'https://pbx.example.com'],
    ['https://user:word@pbx.example.com/oauth/authorize', 'https://pbx.example.com'],
    ['http://pbx.example.com/oauth/authorize', 'http://pbx.example.com'],
    ['file:///etc/passwd', 'file:///etc'],
    ['not an address', 'https://pbx.example.com'],
  ])('%s does not for %s', async (address, baseUrl) => {
    await expect(openSignInPage(address, baseUrl)).rejects.toMatchObject({ error: { code: 'input.invalid' } })
    expect(electron.opened).toEqual([])
  })
})
