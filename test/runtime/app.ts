/** `app`: life of the process, paths, one instance. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { App } from 'electron'
import { closeBrowser } from './chromium.ts'
import { lockInstance, messagesDelivered } from './instance-lock.ts'
import { refusable, strict, StrictEmitter } from './strict.ts'

/** What quitting needs to know of a window. */
export interface OpenWindow {
  /** Asks its listeners. @returns false when one refused. */
  close(): void
  destroy(): void
  isDestroyed(): boolean
}

/** Windows in the order they were opened; `window.ts` keeps it. */
export const openWindows = new Set<OpenWindow>()

const appPath = findPackage(resolve(process.argv[1] ?? '.'))
const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as { name: string; version: string }

function findPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error(`No package.json above ${process.argv[1] ?? ''}`)
  return findPackage(parent)
}

function appData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

let name = manifest.name
let quitting = false
let ending = false
const paths = new Map<string, string>()
const defaultPaths: Record<string, () => string> = {
  home: homedir,
  appData,
  userData: () => join(appData(), name),
  sessionData: () => app.getPath('userData'),
  logs: () => join(app.getPath('userData'), 'logs'),
  temp: tmpdir,
  desktop: () => join(homedir(), 'Desktop'),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
}

/** Ends the process; Chromium first, so that its profile is whole. */
function end(code: number): void {
  if (ending) return
  ending = true
  app.releaseSingleInstanceLock()
  for (const window of openWindows) window.destroy()
  app.emit('quit', refusable({}), code)
  void Promise.allSettled([closeBrowser(), messagesDelivered()]).then(() => process.exit(code))
}

function finishQuitting(): void {
  const event = refusable({})
  app.emit('will-quit', event)
  if (event.defaultPrevented) quitting = false
  else end(0)
}

/** `window.ts` says that a window is gone; the last one decides what becomes of the process. */
export function windowClosed(): void {
  if (openWindows.size > 0 || ending) return
  if (quitting) finishQuitting()
  else if (!app.emit('window-all-closed')) app.quit()
}

const switches = new Map(
  process.argv
    .filter((argument) => argument.startsWith('--'))
    .map((argument) => {
      const [key = '', ...value] = argument.slice(2).split('=')
      return [key, value.join('=')]
    }),
)

const commandLine = strict('app.commandLine', {
  hasSwitch: (key: string) => switches.has(key),
  getSwitchValue: (key: string) => switches.get(key) ?? '',
}) satisfies Pick<App['commandLine'], 'hasSwitch' | 'getSwitchValue'>

type Supported = Pick<
  App,
  | 'isPackaged'
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'hasSingleInstanceLock'
>

class StandInApp extends StrictEmitter implements Supported {
  readonly isPackaged = false
  readonly commandLine = commandLine
  private ready = false
  private readonly becomesReady = new Promise<void>((resolve) =>
    setImmediate(() => {
      this.ready = true
      this.emit('ready', {}, {})
      resolve()
    }),
  )
  private unlock: (() => void) | null = null

  whenReady = () => this.becomesReady
  isReady = () => this.ready

  quit(): void {
    if (quitting || ending) return
    const event = refusable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    if (openWindows.size === 0) return finishQuitting()
    quitting = true
    for (const window of [...openWindows]) {
      window.close()
      if (!window.isDestroyed()) {
        quitting = false
        return
      }
    }
  }

  exit(code = 0): void {
    end(code)
  }

  getPath(key: string): string {
    const path = paths.get(key) ?? defaultPaths[key]?.()
    if (path === undefined) throw new Error(`Failed to get '${key}' path`)
    if (key === 'userData' || key === 'logs') mkdirSync(path, { recursive: true })
    return path
  }

  setPath(key: string, path: string): void {
    if (!(key in defaultPaths)) throw new Error(`Failed to set path '${key}'`)
    paths.set(key, path)
  }

  getAppPath = () => appPath
  getVersion = () => manifest.version
  getName = () => name
  setName(changed: string): void {
    name = changed
  }

  getLocale = () => new Intl.DateTimeFormat().resolvedOptions().locale
  getPreferredSystemLanguages = () => [this.getLocale()]
  // Only Windows' task bar knows what this is for.
  setAppUserModelId = () => undefined
  // Every page of the stand-in is as closed as a sandboxed one.
  enableSandbox = () => undefined

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    if (this.unlock) return true
    this.unlock = lockInstance(this.getPath('userData'), additionalData, (second) =>
      this.emit('second-instance', {}, second.argv, second.workingDirectory, second.additionalData),
    )
    return this.unlock !== null
  }

  hasSingleInstanceLock = () => this.unlock !== null
  releaseSingleInstanceLock(): void {
    this.unlock?.()
    this.unlock = null
  }
}

export const app = strict(
  'app',
  new StandInApp('app', [
    'ready',
    'activate',
    'before-quit',
    'open-url',
    'quit',
    'second-instance',
    'web-contents-created',
    'will-quit',
    'window-all-closed',
  ]),
)

// The system's wish to end the program, and the end of a test that started it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.exit(0))
process.on('disconnect', () => app.exit(0))
