/** The composition root: the only file that knows everything. It makes the parts, hands them to each other, opens the window. */
import { join } from 'node:path'
import { app, dialog, nativeTheme, net, powerMonitor, session } from 'electron'
import type { Settings } from '@shared/contract/app'
import { AppFailure } from '@shared/domain/app-error'
import { errorText } from '@shared/text/errors'
import { createAxiosGateway } from './http/axios-gateway'
import { createRedactor } from './http/redact'
import { createUpload } from './http/upload'
import { appHandlers } from './ipc/app'
import { bindContract, emit } from './ipc/bind'
import { createFileLog } from './log/file-log'
import { backUpDaily } from './storage/backup'
import { openDatabase, type OpenedDatabase } from './storage/database'
import { createDraftStore } from './storage/draft-store'
import { createExchangeJournal } from './storage/exchange-journal'
import { createInlineReader, createReader } from './storage/reader'
import { createSettingsStore } from './storage/settings-store'
import { createStateStore } from './storage/state-store'
import { recogniseStorageError } from './storage/storage-error'
import { appOrigin, registerAppScheme, serveAppScheme } from './window/app-protocol'
import { openExternalLink } from './window/external-links'
import { createMainWindow } from './window/main-window'
import { setApplicationMenu } from './window/menu'
import { denyPermissions, guardNavigation } from './window/navigation-guard'
import { windowPlaceSchema } from './window/window-place'
import { createRooms } from './rooms'

const built = join(import.meta.dirname, '..')
/** Set by the development server only; a packaged program never loads a page from anywhere but its own files. */
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const pageUrl = developmentUrl ?? `${appOrigin}/`
const isOwnUrl = (url: string): boolean => URL.parse(url)?.origin === new URL(pageUrl).origin && url.startsWith(pageUrl)
const day = 24 * 3_600_000
/** As many as an account may have requests under way. */
const singularAtOnce = 8
/** How often it is looked whether a backup is due, ms. */
const houseKeepingInterval = 3_600_000

if (process.env['SWITCHBOARD_DATA']) app.setPath('userData', process.env['SWITCHBOARD_DATA'])
app.enableSandbox()
registerAppScheme()

// A second start hands over to the first: two programs on one data folder could apply the same change twice.
if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  const folder = app.getPath('userData')
  const redactor = createRedactor()
  const log = createFileLog({ folder: join(folder, 'logs'), redactor })
  process.on('uncaughtException', (error) => log.error('uncaught exception', { stack: error.stack }))
  process.on('unhandledRejection', (reason) =>
    log.error('unhandled rejection', { stack: reason instanceof Error ? reason.stack : String(reason) }),
  )
  await app.whenReady()

  const opened = openDatabaseOrSayWhy(folder)
  if (!opened) return app.exit(1)
  const { database, path, notices, suspectDamage, close } = opened
  const openReader = (databasePath: string, worker = 'reader-worker.js') =>
    createReader({ workerPath: join(import.meta.dirname, worker), databasePath })
  const reader = path ? openReader(path) : createInlineReader(database)
  const state = createStateStore(database)
  const settings = createSettingsStore(state, app.getPreferredSystemLanguages())
  const journal = createExchangeJournal({ database, reader, log })

  // Stores of connections for one request at a time each, emptied before each use.
  const singles = Array.from({ length: singularAtOnce }, (_, place) => session.fromPartition(`single-use-${place}`))
  const network = createAxiosGateway({
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
    async fetchOnNewConnection(input, init, place) {
      const single = singles[place]
      if (!single) throw new Error(`no connections for place ${place}`)
      await single.closeAllConnections()
      return single.fetch(input instanceof URL ? input.href : input, init)
    },
    singularAtOnce,
    upload: createUpload(async (options, place) => {
      const single = session.fromPartition(`upload-${place}`)
      await single.closeAllConnections()
      return net.request({ ...options, session: single })
    }),
    redactor,
    onExchange: (exchange) => journal.add(exchange),
    onQuota: (accountId, quota) => rooms.recordQuota(accountId, quota),
    onPause: (accountId, until) => rooms.tellPause(accountId, until),
    isOnline: () => net.isOnline(),
  })
  const rooms = createRooms({
    database,
    path,
    folder,
    built,
    reader,
    openReader,
    state,
    settings,
    journal,
    network,
    redactor,
    log,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
  })

  denyPermissions()
  guardNavigation(isOwnUrl, log)
  serveAppScheme(join(built, 'renderer'))
  const window = createMainWindow({
    preload: join(built, 'preload', 'preload.cjs'),
    icon: join(built, '..', 'resources', 'icon.png'),
    url: pageUrl,
    place: state.read('window', windowPlaceSchema),
    savePlace: (place) => state.write('window', place),
    askToClose: () => emit('app.didRequestClose', {}),
  })
  const applySettings = ({ locale, theme }: Settings) => {
    nativeTheme.themeSource = theme
    setApplicationMenu(locale, {
      choose: (command) => emit('app.didChooseMenu', { command }),
      openDocumentation: () => void openExternalLink('https://docs.exolve.ru/'),
    })
  }
  applySettings(settings.read())

  bindContract({
    isTrustedUrl: isOwnUrl,
    recogniseError(error) {
      const known = recogniseStorageError(error, path ?? folder)
      if (known?.code === 'storage.damaged') suspectDamage()
      return known
    },
    log,
    handlers: {
      ...appHandlers({
        version: app.getVersion(),
        platform: process.platform,
        notices: () => notices,
        settings,
        onSettings: applySettings,
        drafts: createDraftStore(database, Date.now),
        window,
        openExternalLink,
      }),
      ...rooms.handlers,
    },
  })

  app.on('second-instance', () => window.focus())
  app.on('activate', () => window.focus())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let ended = false
  app.on('will-quit', (event) => {
    if (ended) return
    // What was sent gets its outcome, so that the next start has nothing to find out.
    event.preventDefault()
    void end().finally(() => {
      ended = true
      app.quit()
    })
  })
  async function end(): Promise<void> {
    try {
      await rooms.close()
      journal.close()
      await reader.close()
    } finally {
      close()
    }
    // Node waits for the thread of a keychain prompt that nobody answers; everything of ours is on the disk by now.
    if (rooms.isWaitingForKeychain()) process.kill(process.pid, 'SIGKILL')
  }
  powerMonitor.on('suspend', () => void rooms.suspend())
  window.open()

  // The window comes first; what reads the whole file waits until it is there. A console may stay open for weeks.
  async function keepHouse(): Promise<void> {
    const failed = path ? await backUpDaily({ folder, databasePath: path, openReader, now: Date.now }) : null
    if (failed) {
      if (failed.error?.code === 'storage.damaged') suspectDamage()
      notices.push(failed)
      emit('app.didNotice', failed)
    }
    await rooms.removeBefore(Date.now() - settings.read().journalDays * day)
  }
  rooms.start()
  setInterval(() => void keepHouse(), houseKeepingInterval).unref()
  await keepHouse()
  log.info('started', { version: app.getVersion() })
}

/** @returns undefined when a newer version of the program wrote the data; the operator has read so by then. */
function openDatabaseOrSayWhy(folder: string): OpenedDatabase | undefined {
  try {
    return openDatabase({ folder, now: Date.now })
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error
    const isRussian = app.getPreferredSystemLanguages().some((tag) => tag.toLowerCase().startsWith('ru'))
    dialog.showErrorBox('Switchboard', errorText(error.error, isRussian ? 'ru' : 'en'))
    return undefined
  }
}
