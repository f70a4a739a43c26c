/** The one window: its place is remembered, and it does not close over unsaved work without a question. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { minimumSize, openingBounds, type WindowPlace } from './window-place'

interface MainWindowOptions {
  preload: string
  /** Path of the icon; macOS takes its icon from the bundle. */
  icon: string
  url: string
  place: WindowPlace | null
  savePlace(place: WindowPlace): void
  /** Asks the page what to do with unsaved work; the page answers through `confirmClose`. */
  askToClose(): void
}

export interface MainWindow {
  open(): void
  /** Brings the window to the front, after a second start of the program. */
  focus(): void
  setUnsavedWork(unsaved: boolean): void
  /** Closes although work is unsaved, and goes on with quitting if that was the wish. */
  confirmClose(): void
}

/** Changes of size come in bursts while dragging; the place is saved when they have stopped for this long, ms. */
const settleTime = 400

/** A page that dies again within this time, ms, is not loaded once more. */
const crashLoopTime = 10_000

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null
  let place = options.place
  let unsavedWork = false
  // A refused close ends a quit too, so the wish to quit is kept only for the answer to the question it led to.
  let quitting = false
  let quitAfterAnswer = false
  let crashedAt = 0
  app.on('before-quit', () => (quitting = true))

  function rememberPlace(target: BrowserWindow): void {
    place = { ...target.getNormalBounds(), maximised: target.isMaximized() }
    options.savePlace(place)
  }

  function open(): void {
    const opened = new BrowserWindow({
      ...openingBounds(
        place,
        screen.getAllDisplays().map((display) => display.workArea),
      ),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      show: false,
      title: 'Switchboard',
      icon: process.platform === 'darwin' ? undefined : options.icon,
      // The page's own background, so that nothing flashes while it loads.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
      webPreferences: {
        preload: options.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    })
    window = opened
    if (place?.maximised) opened.maximize()
    opened.once('ready-to-show', () => opened.show())

    let settle: NodeJS.Timeout | undefined
    const placeChanged = () => {
      clearTimeout(settle)
      settle = setTimeout(() => rememberPlace(opened), settleTime)
    }
    opened.on('resize', placeChanged)
    opened.on('move', placeChanged)
    opened.on('close', (event) => {
      if (unsavedWork) {
        event.preventDefault()
        quitAfterAnswer = quitting
        quitting = false
        options.askToClose()
        return
      }
      clearTimeout(settle)
      rememberPlace(opened)
    })
    opened.on('closed', () => (window = null))
    // A page that died cannot ask; what it had not saved is in its drafts on disk. One that dies at once again stays down.
    opened.webContents.on('render-process-gone', () => {
      unsavedWork = false
      if (Date.now() - crashedAt > crashLoopTime) opened.webContents.reload()
      crashedAt = Date.now()
    })
    void opened.loadURL(options.url)
  }

  return {
    open,
    focus() {
      if (!window) return open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    setUnsavedWork(unsaved) {
      unsavedWork = unsaved
    },
    confirmClose() {
      unsavedWork = false
      if (quitAfterAnswer) app.quit()
      else window?.close()
    },
  }
}
