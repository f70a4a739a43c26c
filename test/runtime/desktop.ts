/** What surrounds the windows: dialogs, links, clipboard, screens, theme, power. Tests replace the answers of `dialog`. */
import type {
  Clipboard,
  Dialog,
  Display,
  MessageBoxOptions,
  NativeTheme,
  OpenDialogReturnValue,
  PowerMonitor,
  Screen,
  Shell,
} from 'electron'
import { strict, StrictEmitter } from './strict.ts'

/** Nobody sees these dialogs: they are cancelled, unless a test has put an answer in their place. */
export const dialog = strict('dialog', {
  async showMessageBox(...given: unknown[]) {
    const options = given.at(-1) as MessageBoxOptions
    return { response: options.cancelId ?? 0, checkboxChecked: false }
  },
  showOpenDialog: async (): Promise<OpenDialogReturnValue> => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string) => console.error(`${title}\n${content}`),
}) satisfies Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'>

export const shell = strict('shell', {
  openExternal: async (url: string) => console.log(`stand-in: would open ${url}`),
  showItemInFolder: (path: string) => console.log(`stand-in: would show ${path}`),
  openPath: async (path: string) => {
    console.log(`stand-in: would open ${path}`)
    return ''
  },
}) satisfies Pick<Shell, 'openExternal' | 'showItemInFolder' | 'openPath'>

let copied = ''
export const clipboard = strict('clipboard', {
  async writeText(text: string) {
    copied = text
  },
  readText: async () => copied,
}) satisfies Pick<Clipboard, 'writeText' | 'readText'>

const area = { x: 0, y: 0, width: 1920, height: 1080 }
const display = strict<Partial<Display>>('Display', {
  id: 1,
  bounds: area,
  workArea: area,
  size: { width: area.width, height: area.height },
  workAreaSize: { width: area.width, height: area.height },
  scaleFactor: 1,
}) as Display

class StandInScreen extends StrictEmitter {
  getAllDisplays = () => [display]
  getPrimaryDisplay = () => display
  getDisplayMatching = () => display
}
StandInScreen satisfies new (
  ...values: never[]
) => Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>

export const screen = strict(
  'screen',
  new StandInScreen('screen', ['display-added', 'display-removed', 'display-metrics-changed']),
)

class StandInTheme extends StrictEmitter implements Pick<NativeTheme, 'shouldUseDarkColors' | 'themeSource'> {
  private source: NativeTheme['themeSource'] = 'system'

  get themeSource() {
    return this.source
  }

  set themeSource(source) {
    this.source = source
    this.emit('updated')
  }

  get shouldUseDarkColors() {
    return this.source === 'dark'
  }
}

export const nativeTheme = strict('nativeTheme', new StandInTheme('nativeTheme', ['updated']))

/** Tests call `powerMonitor.emit('suspend')`, here and on Electron. */
export const powerMonitor = strict(
  'powerMonitor',
  new StrictEmitter('powerMonitor', ['suspend', 'resume', 'shutdown', 'lock-screen', 'unlock-screen']),
) satisfies Pick<PowerMonitor, 'emit'>
