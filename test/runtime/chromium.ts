/** The installed Chromium, driven by playwright-core; one for the process, started with the first window. */
import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type BrowserContext } from 'playwright-core'

const installed: Partial<Record<NodeJS.Platform, string[]>> = {
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].flatMap((root) =>
    root
      ? [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Chromium', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [],
  ),
  darwin: ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'].map((path) =>
    join('/Applications', path),
  ),
}

export function findChromium(): string {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) =>
      ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => join(folder, name)),
    )
  const found = [...onPath, ...(installed[process.platform] ?? [])].find((path) => existsSync(path))
  if (!found) throw new Error('The stand-in runtime needs Chromium or Google Chrome; none is installed.')
  return found
}

interface LaunchOptions {
  /** Folder of Chromium's profile. */
  profile: string
  bounds: { width: number; height: number; x?: number; y?: number }
  locale: string
}

/** A test that holds our IPC channel also wants to see the page, through a port of its own. */
export const isControlled = process.send !== undefined

let launched: Promise<BrowserContext> | null = null

/** @returns the browser, whose first page is open; later calls get the same one. */
export function openBrowser(options: LaunchOptions): Promise<BrowserContext> {
  launched ??= launch(options)
  return launched
}

async function launch({ profile, bounds, locale }: LaunchOptions): Promise<BrowserContext> {
  await profileIsFree(profile)
  rmSync(join(profile, 'DevToolsActivePort'), { force: true })
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: process.env['STAND_IN_HEADLESS'] === '1' || !hasDisplay(),
    viewport: null,
    // Chromium's own sandbox refuses to work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--app=data:text/html,',
      '--test-type',
      `--lang=${locale}`,
      `--window-size=${bounds.width},${bounds.height}`,
      ...(bounds.x === undefined ? [] : [`--window-position=${bounds.x},${bounds.y ?? 0}`]),
      ...(isControlled ? ['--remote-debugging-port=0'] : []),
    ],
  })
  // Every permission is denied, as an Electron app does that refuses all requests.
  await context.grantPermissions([])
  if (isControlled) process.send?.({ endpoint: await debuggingEndpoint(profile) })
  return context
}

export async function closeBrowser(): Promise<void> {
  const context = await launched?.catch(() => null)
  await context?.close()
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** Waits for the Chromium of a process that was killed: it still has the profile for a moment. */
async function profileIsFree(profile: string): Promise<void> {
  for (;;) {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readLink(join(profile, 'SingletonLock'))) ?? []
    if (!pid || host !== hostname() || !isRunning(Number(pid))) return
    await delay(20)
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function debuggingEndpoint(profile: string): Promise<string> {
  for (;;) {
    const [port, path] = readText(join(profile, 'DevToolsActivePort')).split('\n')
    if (port && path) return `http://127.0.0.1:${port}`
    await delay(20)
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
