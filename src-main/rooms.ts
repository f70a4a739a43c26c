/** The rooms of main, made and handed to each other. Like `index.ts` it knows all of them; it knows nothing of windows. */
import type { DatabaseSync } from 'node:sqlite'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { namesOfBoth } from '@shared/domain/ivr/difference-names'
import { menuSchemaFileName } from '@shared/domain/ivr/menu-file-schema'
import { signInTexts } from '@shared/text/sign-in'
import { createAccountStore } from './accounts/account-store'
import { createAccounts } from './accounts/accounts'
import { createKeychain } from './accounts/keychain'
import { createSecretStore } from './accounts/secret-store'
import { createTellingGateway } from './accounts/telling-gateway'
import { createSessions } from './accounts/sessions'
import { createAutocall } from './autocall/autocall'
import { createBuying } from './buying/buying'
import { createBuyingStore } from './buying/buying-store'
import { createCallFlow } from './call-flow/call-flow'
import { defineCallFunctions } from './call-flow/sql-functions'
import { createVault } from './accounts/vault'
import { createChanges } from './changes/changes'
import { exolveOperations } from './changes/operations/exolve'
import { pbxOperations } from './changes/operations/pbx'
import { twinOperations } from './changes/operations/twin'
import { createDemoAccess } from './demo-access'
import type { Gateway } from './http/gateway'
import type { Redactor } from './http/redact'
import { accountHandlers } from './ipc/accounts'
import { activityHandlers } from './ipc/activity'
import { autocallHandlers } from './ipc/autocall'
import { emit } from './ipc/bind'
import { buyingHandlers } from './ipc/buying'
import { callFlowHandlers } from './ipc/call-flow'
import { changeHandlers } from './ipc/changes'
import { contactHandlers } from './ipc/contacts'
import { importHandlers } from './ipc/imports'
import { namedScheduleHandlers } from './ipc/named-schedules'
import { numberBatchHandlers } from './ipc/number-batches'
import { ivrHandlers } from './ipc/ivr'
import { numberHandlers } from './ipc/numbers'
import { overrideHandlers } from './ipc/overrides'
import { promptHandlers } from './ipc/prompts'
import { pbxHandlers } from './ipc/pbx'
import { partSnapshotHandlers } from './ipc/part-snapshots'
import { scheduleHandlers } from './ipc/schedules'
import { snapshotHandlers } from './ipc/snapshots'
import { twinHandlers } from './ipc/twin'
import { createContacts } from './contacts/contacts'
import { readSalt } from './contacts/phone-hash'
import { createImports } from './imports/imports'
import { publicationEntries } from './ivr/publication'
import { createNumbers } from './numbers/numbers'
import { createIvrMenus } from './ivr/ivr-menus'
import { createMenuFiles } from './ivr/menu-files'
import type { Log } from './log/log'
import { createLongReadings } from './providers/pbx/long-readings'
import { createPbx } from './pbx/pbx'
import { createPbxContents } from './pbx-snapshots/contents'
import { isTwinService, serviceUrl } from './providers/twin/address'
import { createOverrides } from './overrides/overrides'
import { createPrompts } from './prompts/prompts'
import { createNamedSchedules } from './schedules/named-schedules'
import { createSchedules } from './schedules/schedules'
import { defineScheduleFunctions } from './schedules/sql-functions'
import { createPartSnapshots } from './snapshots/part-snapshots'
import { createSnapshots } from './snapshots/snapshots'
import type { ExchangeJournal } from './storage/exchange-journal'
import { createInlineReader, type Reader } from './storage/reader'
import type { SettingsStore } from './storage/settings-store'
import type { StateStore } from './storage/state-store'
import { createIdDirectory } from './twin/id-directory'
import { createNumberBatches, ownerOfPart } from './twin/number-batches'
import { createNumberRegister } from './twin/number-register'
import { createTwinContents } from './twin/snapshot-contents'
import { openSignInPage } from './window/external-links'
import { createFileDialogs } from './window/file-dialogs'

export interface RoomOptions {
  database: DatabaseSync
  /** Of the database file; null: it is in memory, and there is nothing that a thread could open. */
  path: string | null
  /** For the program's data. */
  folder: string
  /** Where the built program lies. */
  built: string
  reader: Reader
  openReader(databasePath: string, worker: string): Reader
  state: StateStore
  settings: SettingsStore
  journal: ExchangeJournal
  network: Gateway
  redactor: Redactor
  log: Log
  resolveProxy(url: string): Promise<string>
}

export function createRooms(options: RoomOptions) {
  const { database, path, folder, built, reader, openReader, state, settings, journal, network, redactor, log } =
    options
  const gateway = createTellingGateway(network, () => accounts)

  const demo = createDemoAccess()
  const accountStore = createAccountStore(database)
  const accountsChanged = () => emit('accounts.didChange', {})
  const keychain = createKeychain()
  const vault = createVault({ keychain, register: (secret) => redactor.register(secret) })
  const secrets = createSecretStore({
    keychain,
    register: (secret) => redactor.register(secret),
    accounts: () => accountStore.list(),
    onDidChange: accountsChanged,
  })
  const readings = createLongReadings(Date.now)
  const sessions = createSessions({
    accounts: accountStore,
    secrets,
    gateway,
    demo,
    openSignInPage,
    onPbxChange(accountId, menu) {
      readings.forget(accountId)
      if (menu) ivrMenus.noteWrite(accountId, menu)
    },
  })
  const accounts = createAccounts({
    store: accountStore,
    secrets,
    sessions,
    demo,
    resolveProxy: options.resolveProxy,
    numbersOf: (accountId) => (accountStore.read(accountId).provider === 'pbx' ? cloudPbx : numbers).countOf(accountId),
    onDidChange: accountsChanged,
    now: Date.now,
  })

  const numbers = createNumbers({ database, reader, exolve: sessions.exolve, emit, log, now: Date.now })
  const twinIds = createIdDirectory({
    database,
    twin: sessions.twin,
    onDidChange: (accountId) => emit('twin.didChangeIds', { accountId }),
    now: Date.now,
  })
  const dialogs = createFileDialogs(() => settings.read().locale)
  const prompts = createPrompts({ database, folder, chooseSound: dialogs.chooseSound, now: Date.now })
  const cloudPbx = createPbx({ database, pbx: sessions.pbx, readings, emit, log, now: Date.now })
  const numberRegister = createNumberRegister(database, Date.now)
  const buyingStore = createBuyingStore(database, Date.now)
  const changes = createChanges({
    database,
    reader,
    operations: [
      ...exolveOperations({ exolve: sessions.exolve, reservations: buyingStore, numbers, now: Date.now }),
      ...twinOperations({
        twin: sessions.twin,
        contactsOf: (listId, part) => contacts.contactsOf(listId, part),
        register: numberRegister,
        open: (batchId, part, sealed) => vault.open(ownerOfPart(batchId, part), sealed),
        now: Date.now,
      }),
      ...pbxOperations({
        pbx: cloudPbx.client,
        referrersOf: cloudPbx.referrersOf,
        ruleContext: cloudPbx.ruleContext,
        extensionLengthOf: cloudPbx.extensionLengthOf,
        knownRules: cloudPbx.knownRules,
        menuNames: (...of) => namesOfBoth(ivrMenus.names(...of), cloudPbx.menuNames(...of)),
        recording: prompts.recording,
        copies: prompts.copies,
        now: Date.now,
      }),
    ],
    whole: {
      includes: (changeId) => ivrMenus.isPublication(changeId),
      wayBack: (accountId, changeId) => ivrMenus.wayBackOf(accountId, changeId),
    },
    isOvertaken: (accountId, changeId) => ivrMenus.isOvertaken(accountId, changeId),
    baseUrlOf(accountId, service) {
      const { baseUrl } = accountStore.read(accountId)
      return service !== undefined && isTwinService(service) ? serviceUrl(baseUrl, service) : baseUrl
    },
    emit(name, payload) {
      emit(name, payload)
      // Contacts that the provider has by now are not kept any longer than needed.
      if (name === 'changes.didProgress') void contacts.settle()
    },
    now: Date.now,
    author: userInfo().username,
    log,
  })
  async function readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding> {
    const client = numbers.watching(accountId, await sessions.exolve(accountId))
    return (await client.readAttributes(number, { signal })).present.forwarding
  }
  const ivrMenus = createIvrMenus({
    database,
    pbx: sessions.pbx,
    readings,
    changes: () => changes,
    company: cloudPbx,
    emit,
    now: Date.now,
  })
  const menuFiles = createMenuFiles({
    account: (accountId) => ivrMenus.account({ accountId, refresh: false }),
    prompts,
    workerPath: join(built, 'main', 'menu-file-worker.js'),
    schemaPath: join(built, '..', 'resources', 'schemas', menuSchemaFileName),
    ...dialogs,
  })
  const imports = createImports({
    database,
    workerPath: join(built, 'main', 'import-worker.js'),
    planEntries: changes.planEntries,
    ownedNumbers: (accountId) => numbers.joined(accountId),
    selectedNumbers: (accountId, selection) => numbers.selected(accountId, selection),
    readForwarding,
    ...dialogs,
    extensions: cloudPbx,
    samplePath: (subject, locale) => join(built, '..', 'resources', 'samples', `${subject}-${locale}.csv`),
    emit,
  })
  const numberBatches = createNumberBatches({
    register: numberRegister,
    seal: vault.seal,
    planEntries: changes.planEntries,
    trunksOf: twinIds.trunksByName,
    workerPath: join(built, 'main', 'number-file-worker.js'),
    chooseTable: dialogs.chooseTable,
    now: Date.now,
  })
  const autocall = createAutocall({ twin: sessions.twin, emit, now: Date.now })
  const contacts = createContacts({
    database,
    workerPath: join(built, 'main', 'contact-worker.js'),
    planEntries: changes.planEntries,
    salt: readSalt(state),
    chooseTable: dialogs.chooseTable,
    emit,
    now: Date.now,
  })
  if (!path) defineCallFunctions(database)
  const callFlow = createCallFlow({
    database,
    reader: path ? openReader(path, 'call-flow-worker.js') : createInlineReader(database),
    accounts: accountStore.list,
    holdingsOf: cloudPbx.holdings,
    planned: changes.planned,
    now: Date.now,
    emit,
  })
  const snapshotDeps = {
    expectations: callFlow.expectationSnapshots,
    planEntries: changes.planEntries,
    accountOf: (accountId: string) => accountStore.read(accountId),
    ...dialogs,
    emit,
    now: Date.now,
  }
  const pbxContents = createPbxContents({
    pbx: cloudPbx,
    copies: prompts.copies,
    menuEntries: (menu) => publicationEntries({ ...menu, label: '', refuseChanged: false, uploads: [] }),
  })
  const twinContents = createTwinContents({
    twin: sessions.twin,
    namedIds: (accountId) => twinIds.list(accountId).ids,
    register: numberRegister,
    prepareNumbers: numberBatches.prepare,
  })
  const pbxSnapshots = createPartSnapshots(pbxContents, snapshotDeps)
  const twinSnapshots = createPartSnapshots(twinContents, snapshotDeps)
  const snapshots = createSnapshots({
    ...snapshotDeps,
    database,
    reader,
    workerPath: join(built, 'main', 'snapshot-worker.js'),
    ownedNumbers: (accountId) => numbers.joined(accountId),
    readForwarding,
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
  const buying = createBuying({
    store: buyingStore,
    reader,
    exolve: sessions.exolve,
    changes,
    emit,
    toAppError: changes.toAppError,
    now: Date.now,
  })
  const removeAccount = async (accountId: string) => {
    if (changes.hasUnfinished(accountId)) throw new AppFailure('changeUnderWay')
    overrides.removeAccount(accountId)
    snapshots.removeAccount(accountId)
    pbxSnapshots.removeAccount(accountId)
    twinSnapshots.removeAccount(accountId)
    twinIds.removeAccount(accountId)
    numberRegister.removeAccount(accountId)
    await contacts.removeAccount(accountId)
    await buying.removeAccount(accountId)
    prompts.removeAccount(accountId)
    ivrMenus.removeAccount(accountId)
    await numbers.removeAccount(accountId)
    await cloudPbx.removeAccount(accountId)
    return accounts.remove(accountId)
  }

  const labelOf = (accountId: string) => accountStore.list().find(({ id }) => id === accountId)?.label ?? null

  return {
    recordQuota: accounts.recordQuota,
    tellPause: (accountId: string, until: number) => emit('accounts.didPause', { accountId, until }),
    handlers: {
      ...accountHandlers({
        accounts,
        secrets,
        removeAccount,
        closingWords: () => signInTexts[settings.read().locale].done,
      }),
      ...activityHandlers({ journal, labelOf, choosePlace: dialogs.choosePlace }),
      ...numberHandlers(numbers),
      ...buyingHandlers(buying),
      ...promptHandlers(prompts),
      ...changeHandlers({ changes, labelOf, choosePlace: dialogs.choosePlace }),
      ...importHandlers(imports),
      ...autocallHandlers({ autocall, changes, choosePlace: dialogs.choosePlace }),
      ...contactHandlers({ contacts, choosePlace: dialogs.choosePlace }),
      ...pbxHandlers(cloudPbx),
      ...ivrHandlers(ivrMenus, menuFiles, dialogs.choosePlace),
      ...snapshotHandlers(snapshots),
      ...partSnapshotHandlers((accountId) =>
        accountStore.read(accountId).provider === 'twin' ? twinSnapshots : pbxSnapshots,
      ),
      ...twinHandlers({ directory: twinIds, twin: sessions.twin }),
      ...numberBatchHandlers({ batches: numberBatches, nameOf: twinIds.labelOf, choosePlace: dialogs.choosePlace }),
      ...scheduleHandlers(schedules),
      ...callFlowHandlers(callFlow, dialogs.choosePlace),
      ...namedScheduleHandlers(namedSchedules),
      ...overrideHandlers(overrides),
    },
    /** What was planned for a moment goes on from here. */
    start: overrides.start,
    /** The computer goes to sleep. */
    suspend: changes.suspend,
    /** Forgets what is older than `oldest`, ms since 1970, and not needed any more. */
    async removeBefore(oldest: number): Promise<void> {
      await journal.removeBefore(oldest)
      await contacts.removeBefore(oldest)
      await changes.removeBefore(Math.min(oldest, overrides.oldestNeeded() ?? oldest))
      await prompts.removeBefore(oldest)
      numberRegister.dropPlannedBefore(oldest)
    },
    /** What was sent gets its outcome; what reads and plans ends. */
    async close(): Promise<void> {
      imports.close()
      numberBatches.close()
      ivrMenus.close()
      contacts.close()
      await buying.close()
      autocall.close()
      snapshots.close()
      await overrides.close()
      namedSchedules.close()
      await schedules.close()
      await callFlow.close()
      await changes.close()
      numbers.close()
      await cloudPbx.close()
    },
    /** true while a keychain prompt is open that nobody answers. */
    isWaitingForKeychain: secrets.isWaiting,
  }
}
