/** The composition root: the only file that knows everything. It makes the parts, hands them to each other, opens the window. */
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { app, dialog, nativeTheme, net, powerMonitor, session } from 'electron'
import type { Settings } from '@shared/contract/app'
import type { ProviderId } from '@shared/domain/account'
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { errorText } from '@shared/text/errors'
import { signInTexts } from '@shared/text/sign-in'
import { createAccountStore } from './accounts/account-store'
import { createAccounts } from './accounts/accounts'
import { createKeychain } from './accounts/keychain'
import { createSecretStore } from './accounts/secret-store'
import { createSessions, type DemoAccess } from './accounts/sessions'
import { createAutocall } from './autocall/autocall'
import { createChanges } from './changes/changes'
import { exolveForwarding } from './changes/operations/exolve-forwarding'
import { twinControlJob, twinCreateJob } from './changes/operations/twin-jobs'
import { pbxIntervals } from './changes/operations/pbx-intervals'
import { pbxPrompts } from './changes/operations/pbx-prompts'
import { pbxExtensions, pbxPublicNumbers } from './changes/operations/pbx-extensions'
import { pbxRules } from './changes/operations/pbx-rules'
import { createAxiosGateway } from './http/axios-gateway'
import type { Gateway } from './http/gateway'
import { createRedactor } from './http/redact'
import { accountHandlers } from './ipc/accounts'
import { activityHandlers } from './ipc/activity'
import { appHandlers } from './ipc/app'
import { autocallHandlers } from './ipc/autocall'
import { bindContract, emit } from './ipc/bind'
import { changeHandlers } from './ipc/changes'
import { contactHandlers } from './ipc/contacts'
import { importHandlers } from './ipc/imports'
import { namedScheduleHandlers } from './ipc/named-schedules'
import { numberHandlers } from './ipc/numbers'
import { overrideHandlers } from './ipc/overrides'
import { promptHandlers } from './ipc/prompts'
import { pbxHandlers } from './ipc/pbx'
import { scheduleHandlers } from './ipc/schedules'
import { snapshotHandlers } from './ipc/snapshots'
import { twinHandlers } from './ipc/twin'
import { createContacts } from './contacts/contacts'
import { createSalt, saltSchema } from './contacts/phone-hash'
import { createFileLog } from './log/file-log'
import { createImports } from './imports/imports'
import { createNumbers } from './numbers/numbers'
import { createPbx } from './pbx/pbx'
import { isTwinService, serviceUrl } from './providers/twin/address'
import { createOverrides } from './overrides/overrides'
import { createPrompts } from './prompts/prompts'
import { startSandbox, type Sandbox } from './sandbox/sandbox'
import { createNamedSchedules } from './schedules/named-schedules'
import { createSchedules } from './schedules/schedules'
import { defineScheduleFunctions } from './schedules/sql-functions'
import { createSnapshots } from './snapshots/snapshots'
import { backUpDaily } from './storage/backup'
import { openDatabase, type OpenedDatabase } from './storage/database'
import { createDraftStore } from './storage/draft-store'
import { createExchangeJournal } from './storage/exchange-journal'
import { createInlineReader, createReader } from './storage/reader'
import { createSettingsStore } from './storage/settings-store'
import { createStateStore, type StateStore } from './storage/state-store'
import { recogniseStorageError } from './storage/storage-error'
import { createIdDirectory } from './twin/id-directory'
import { appOrigin, registerAppScheme, serveAppScheme } from './window/app-protocol'
import { openExternalLink, openSignInPage } from './window/external-links'
import { createFileDialogs } from './window/file-dialogs'
import { createMainWindow } from './window/main-window'
import { setApplicationMenu } from './window/menu'
import { denyPermissions, guardNavigation } from './window/navigation-guard'
import { windowPlaceSchema } from './window/window-place'

const built = join(import.meta.dirname, '..')
/** Set by the development server only; a packaged program never loads a page from anywhere but its own files. */
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const pageUrl = developmentUrl ?? `${appOrigin}/`
const isOwnUrl = (url: string): boolean => URL.parse(url)?.origin === new URL(pageUrl).origin && url.startsWith(pageUrl)
const day = 24 * 3_600_000
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

  // A store of connections of its own, emptied before each use.
  const single = session.fromPartition('single-use')
  const network = createAxiosGateway({
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
    async fetchOnNewConnection(input, init) {
      await single.closeAllConnections()
      return single.fetch(input instanceof URL ? input.href : input, init)
    },
    redactor,
    onExchange: (exchange) => journal.add(exchange),
    isOnline: () => net.isOnline(),
  })
  /** Whatever goes over the network tells how the account is. */
  const gateway: Gateway = {
    async send(request) {
      try {
        const answer = await network.send(request)
        accounts.recordAnswer(request.accountId)
        return answer
      } catch (error) {
        if (error instanceof AppFailure) accounts.recordError(request.accountId, error.error)
        throw error
      }
    },
  }

  let sandbox: Promise<Sandbox> | undefined
  const demo = async (provider: ProviderId): Promise<DemoAccess> => {
    sandbox ??= startSandbox()
    const { exolve, twin, pbx } = await sandbox
    switch (provider) {
      case 'exolve':
        return { baseUrl: exolve.baseUrl, secrets: { apiKey: exolve.apiKey } }
      case 'twin':
        return { baseUrl: twin.baseUrl, secrets: { email: twin.email, password: twin.password } }
      case 'pbx':
        return { baseUrl: pbx.baseUrl, secrets: { clientId: pbx.clientId, clientSecret: pbx.clientSecret } }
    }
  }

  const accountStore = createAccountStore(database)
  const accountsChanged = () => emit('accounts.didChange', {})
  const secrets = createSecretStore({
    keychain: createKeychain(),
    register: (secret) => redactor.register(secret),
    accounts: () => accountStore.list(),
    onDidChange: accountsChanged,
  })
  const sessions = createSessions({ accounts: accountStore, secrets, gateway, demo, openSignInPage })
  const accounts = createAccounts({
    store: accountStore,
    secrets,
    sessions,
    demo,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    numbersOf: (accountId) => (accountStore.read(accountId).provider === 'pbx' ? cloudPbx : numbers).countOf(accountId),
    onDidChange: accountsChanged,
    now: Date.now,
  })

  const numbers = createNumbers({
    database,
    reader,
    exolve: (accountId) => sessions.exolve(accountId),
    emit,
    log,
    now: Date.now,
  })
  const twinIds = createIdDirectory({
    database,
    twin: (accountId) => sessions.twin(accountId),
    onDidChange: (accountId) => emit('twin.didChangeIds', { accountId }),
    now: Date.now,
  })
  const dialogs = createFileDialogs(() => settings.read().locale)
  const prompts = createPrompts({ database, folder, chooseSound: dialogs.chooseSound, now: Date.now })
  const cloudPbx = createPbx({ database, pbx: (accountId) => sessions.pbx(accountId), emit, log, now: Date.now })
  const pbxDeps = {
    pbx: cloudPbx.client,
    referrersOf: cloudPbx.referrersOf,
    ruleContext: cloudPbx.ruleContext,
    extensionLengthOf: cloudPbx.extensionLengthOf,
  }
  const changes = createChanges({
    database,
    reader,
    operations: [
      ...exolveForwarding({
        exolve: async (accountId) => numbers.watching(accountId, await sessions.exolve(accountId)),
        ownershipOf: (accountId, number, digits) => numbers.ownershipOf(accountId, number, digits),
      }),
      twinCreateJob({ twin: sessions.twin, now: Date.now }),
      ...twinControlJob({ twin: sessions.twin }),
      ...pbxIntervals({ ...pbxDeps, now: Date.now }),
      ...pbxPrompts({ ...pbxDeps, recording: prompts.recording, copies: prompts.copies }),
      ...pbxExtensions(pbxDeps),
      pbxPublicNumbers(pbxDeps),
      ...pbxRules(pbxDeps),
    ],
    baseUrlOf(accountId, service) {
      const { baseUrl } = accountStore.read(accountId)
      return service !== undefined && isTwinService(service) ? serviceUrl(baseUrl, service) : baseUrl
    },
    emit,
    now: Date.now,
    author: userInfo().username,
    log,
  })
  async function readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding> {
    const client = numbers.watching(accountId, await sessions.exolve(accountId))
    return (await client.readAttributes(number, { signal })).present.forwarding
  }
  const imports = createImports({
    database,
    workerPath: join(import.meta.dirname, 'import-worker.js'),
    planEntries: changes.planEntries,
    ownedNumbers: (accountId) => numbers.joined(accountId),
    selectedNumbers: (accountId, selection) => numbers.selected(accountId, selection),
    readForwarding,
    ...dialogs,
    samplePath: (locale) => join(built, '..', 'resources', 'samples', `forwarding-${locale}.csv`),
    emit,
  })
  const autocall = createAutocall({ twin: (accountId) => sessions.twin(accountId), emit, now: Date.now })
  const contacts = createContacts({
    database,
    workerPath: join(import.meta.dirname, 'contact-worker.js'),
    planEntries: changes.planEntries,
    salt: readSalt(state),
    chooseTable: dialogs.chooseTable,
    emit,
    now: Date.now,
  })
  const snapshots = createSnapshots({
    database,
    reader,
    workerPath: join(import.meta.dirname, 'snapshot-worker.js'),
    planEntries: changes.planEntries,
    accountOf: (accountId) => accountStore.read(accountId),
    ownedNumbers: (accountId) => numbers.joined(accountId),
    readForwarding,
    ...dialogs,
    emit,
    now: Date.now,
  })
  // A thread of its own: the schedules of a big account take longer than a list may wait.
  if (!path) defineScheduleFunctions(database)
  const scheduleReader = path ? openReader(path, 'schedule-worker.js') : createInlineReader(database)
  const schedules = createSchedules({
    reader: scheduleReader,
    readForwarding,
    flush: numbers.flush,
    emit,
  })
  const namedSchedules = createNamedSchedules({
    database,
    reader: scheduleReader,
    planEntries: changes.planEntries,
    readForwarding,
    emit,
    now: Date.now,
  })
  const overrides = createOverrides({
    database,
    changes,
    matching: schedules.matching,
    readForwarding,
    emit,
    toAppError: changes.toAppError,
    now: Date.now,
  })
  const removeAccount = async (accountId: string) => {
    if (changes.hasUnfinished(accountId)) throw new AppFailure('changeUnderWay')
    overrides.removeAccount(accountId)
    snapshots.removeAccount(accountId)
    twinIds.removeAccount(accountId)
    await contacts.removeAccount(accountId)
    prompts.removeAccount(accountId)
    await numbers.removeAccount(accountId)
    await cloudPbx.removeAccount(accountId)
    return accounts.remove(accountId)
  }

  const labelOf = (accountId: string) => accountStore.list().find(({ id }) => id === accountId)?.label ?? null

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
      ...accountHandlers({
        accounts,
        secrets,
        removeAccount,
        closingWords: () => signInTexts[settings.read().locale].done,
      }),
      ...activityHandlers({ journal, labelOf, choosePlace: dialogs.choosePlace }),
      ...numberHandlers(numbers),
      ...promptHandlers(prompts),
      ...changeHandlers({ changes, labelOf, choosePlace: dialogs.choosePlace }),
      ...importHandlers(imports),
      ...autocallHandlers({ autocall, choosePlace: dialogs.choosePlace }),
      ...contactHandlers({ contacts, choosePlace: dialogs.choosePlace }),
      ...pbxHandlers(cloudPbx),
      ...snapshotHandlers(snapshots),
      ...twinHandlers(twinIds),
      ...scheduleHandlers(schedules),
      ...namedScheduleHandlers(namedSchedules),
      ...overrideHandlers(overrides),
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
      imports.close()
      contacts.close()
      autocall.close()
      snapshots.close()
      await overrides.close()
      namedSchedules.close()
      await schedules.close()
      await changes.close()
      await numbers.close()
      await cloudPbx.close()
      journal.close()
      await reader.close()
    } finally {
      close()
    }
    // Node waits for the thread of a keychain prompt that nobody answers; everything of ours is on the disk by now.
    if (secrets.isWaiting()) process.kill(process.pid, 'SIGKILL')
  }
  powerMonitor.on('suspend', () => void changes.suspend())
  window.open()

  // The window comes first; what reads the whole file waits until it is there. A console may stay open for weeks.
  async function keepHouse(): Promise<void> {
    const failed = path ? await backUpDaily({ folder, databasePath: path, openReader, now: Date.now }) : null
    if (failed) {
      if (failed.error?.code === 'storage.damaged') suspectDamage()
      notices.push(failed)
      emit('app.didNotice', failed)
    }
    const oldest = Date.now() - settings.read().journalDays * day
    await journal.removeBefore(oldest)
    await contacts.removeBefore(oldest)
    await changes.removeBefore(Math.min(oldest, overrides.oldestNeeded() ?? oldest))
    await prompts.removeBefore(oldest)
  }
  overrides.start()
  setInterval(() => void keepHouse(), houseKeepingInterval).unref()
  await keepHouse()
  log.info('started', { version: app.getVersion() })
}

/** Made once: with another one, people who were called would not be known again. */
function readSalt(state: StateStore): string {
  const known = state.read('contactSalt', saltSchema)
  const salt = known ?? createSalt()
  if (!known) state.write('contactSalt', salt)
  return salt
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
