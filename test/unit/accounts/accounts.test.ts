import { expect, onTestFinished, test, vi } from 'vitest'
import { createAccountStore } from '../../../src-main/accounts/account-store'
import { createAccounts } from '../../../src-main/accounts/accounts'
import { createSecretStore } from '../../../src-main/accounts/secret-store'
import { createSessions } from '../../../src-main/accounts/sessions'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { startSandbox } from '../../../src-main/sandbox/sandbox'
import { openDatabase } from '../../../src-main/storage/database'
import { accountSchema } from '../../../src-shared/contract/accounts'
import type { AccountSettings, ProviderId } from '../../../src-shared/domain/account'
import { AppFailure } from '../../../src-shared/domain/app-error'
import { temporaryFolder } from '../storage/temporary-folder'
import { createFakeKeychain } from './fake-keychain'

const settings: AccountSettings = {
  provider: 'exolve',
  label: 'Офис',
  colour: 'blue',
  group: '',
  production: true,
  baseUrl: 'https://api.exolve.ru',
  signIn: 'apiKey',
  disabled: false,
}

async function setUp() {
  const sandbox = await startSandbox({ exolve: { numbers: 3 } })
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(async () => {
    close()
    await sandbox.close()
  })
  const fake = createFakeKeychain()
  const store = createAccountStore(database)
  const secrets = createSecretStore({
    keychain: fake.keychain,
    register: () => {},
    accounts: store.list,
    onDidChange: () => {},
  })
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    redactor: createRedactor(),
    onExchange: () => {},
  })
  const { baseUrl, apiKey } = sandbox.exolve
  const { twin } = sandbox
  const demo = async (provider: ProviderId) =>
    provider === 'twin'
      ? { baseUrl: twin.baseUrl, secrets: { email: twin.email, password: twin.password } }
      : { baseUrl, secrets: { apiKey } }
  const sessions = createSessions({
    accounts: store,
    secrets,
    gateway,
    demo,
    openSignInPage: async () => {},
    onPbxChange: () => {},
  })
  const onDidChange = vi.fn()
  const accounts = createAccounts({
    store,
    secrets,
    sessions,
    demo,
    resolveProxy: async () => 'DIRECT',
    numbersOf: () => ({ numberCount: 7, numbersFetchedAt: null }),
    onDidChange,
    now: Date.now,
  })
  const add = (changes: Partial<AccountSettings> = {}, apiKey = 'key') =>
    accounts.add({ settings: { ...settings, ...changes }, secrets: { apiKey }, keep: 'keychain' })
  return { ...fake, database, sandbox, store, secrets, sessions, accounts, add, onDidChange }
}

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.catch((caught: unknown) => caught)
  if (!(error instanceof AppFailure)) throw error
  return error.error
}

test('an account is kept trimmed, its secret in the keychain, and fits the contract', async () => {
  const { accounts, add, entries, onDidChange } = await setUp()
  const account = await add({ label: ' Офис ', group: ' Москва ', baseUrl: ' https://API.exolve.ru/ ' }, ' key\n')
  expect(accountSchema.parse(account)).toStrictEqual(account)
  expect(account).toMatchObject({
    label: 'Офис',
    group: 'Москва',
    baseUrl: 'https://api.exolve.ru',
    signIn: 'apiKey',
    secret: 'keychain',
    status: { numberCount: 7, lastAnswerAt: null, lastError: null },
  })
  expect([...entries]).toEqual([[`${account.id}/apiKey`, 'key']])
  expect(accounts.list()).toEqual([account])
  expect(onDidChange).toHaveBeenCalledOnce()
})

test('what the form refuses, main refuses', async () => {
  const { accounts, add, entries } = await setUp()
  await add()
  const refused = await failure(add({ label: 'офис', baseUrl: 'http://api.exolve.ru' }))
  expect(refused.fields.map(({ path, code }) => [path, code])).toEqual([
    ['label', 'account.labelTaken'],
    ['baseUrl', 'account.urlInsecure'],
  ])
  const keyless = await failure(accounts.add({ settings: { ...settings, label: 'B' }, secrets: {}, keep: 'session' }))
  expect(keyless.fields).toMatchObject([{ path: 'apiKey', code: 'field.required' }])
  expect(accounts.list()).toHaveLength(1)
  expect(entries.size).toBe(1)
})

test('no account is kept without its secret, and no secret without its account', async () => {
  const { accounts, add, state, entries, database } = await setUp()
  state.failure = 'secret.locked'
  expect((await failure(add())).code).toBe('secret.locked')
  expect(accounts.list()).toEqual([])
  state.failure = null
  database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON accounts BEGIN SELECT RAISE(ABORT, 'no'); END`)
  await expect(add()).rejects.toThrow('no')
  expect(entries.size).toBe(0)
})

test('two accounts of one name entered at once: one is refused and leaves no secret', async () => {
  const { accounts, add, entries } = await setUp()
  const outcomes = await Promise.allSettled([add({}, 'one'), add({}, 'two')])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(accounts.list()).toHaveLength(1)
  expect(entries.size).toBe(1)
})

test('with a keychain that is locked the secret lives for this session', async () => {
  const { accounts, state, secrets, store } = await setUp()
  state.failure = 'secret.locked'
  const account = await accounts.add({ settings, secrets: { apiKey: 'key' }, keep: 'session' })
  expect(account.secret).toBe('session')
  expect(store.read(account.id).secretOrigin).toBeNull()
  expect(await secrets.read(store.read(account.id), 'apiKey')).toBe('key')
})

test('a base URL on another host needs the secret again; back on the old one it is there', async () => {
  const { accounts, add, sessions, sandbox } = await setUp()
  const { id } = await add({ baseUrl: 'https://api.exolve.ru' })
  const moved = { ...settings, baseUrl: sandbox.exolve.baseUrl }
  expect(accounts.update(id, moved).secret).toBe('none')
  const client = await sessions.exolve(id)
  expect((await failure(client.listOwnedNumbers({ limit: 1, offset: 0 }))).code).toBe('auth.missing')
  expect(sandbox.ledger.entries()).toEqual([])
  expect(accounts.update(id, settings).secret).toBe('keychain')
  accounts.update(id, moved)
  expect((await accounts.setSecret(id, { apiKey: sandbox.exolve.apiKey }, 'keychain')).secret).toBe('keychain')
  expect((await client.listOwnedNumbers({ limit: 1, offset: 0 })).total).toBe(3)
  accounts.update(id, settings)
  await accounts.setSecret(id, { apiKey: 'for-the-provider-alone' }, 'keychain')
  expect((await failure(client.listOwnedNumbers({ limit: 1, offset: 0 }))).code).toBe('auth.missing')
  expect(JSON.stringify(sandbox.ledger.entries())).not.toContain('for-the-provider-alone')
})

test('removing an account removes its secret, and says when it could not', async () => {
  const { accounts, add, entries, state } = await setUp()
  const first = await add()
  expect(await accounts.remove(first.id)).toEqual({ secretLeft: null })
  expect(entries.size).toBe(0)
  const second = await add()
  state.failure = 'secret.locked'
  expect(await accounts.remove(second.id)).toMatchObject({ secretLeft: { code: 'secret.locked' } })
  expect(accounts.list()).toEqual([])
  expect((await failure(accounts.remove(second.id))).code).toBe('notFound')
})

test('a secret can be removed alone; when the keychain refuses, it is still said to be there', async () => {
  const { accounts, add, state } = await setUp()
  const { id } = await add()
  state.failure = 'secret.locked'
  expect((await failure(accounts.removeSecret(id))).code).toBe('secret.locked')
  expect(accounts.list()[0]?.secret).toBe('keychain')
  state.failure = null
  expect((await accounts.removeSecret(id)).secret).toBe('none')
})

test('accounts come by group and label, as a person sorts', async () => {
  const { accounts, add } = await setUp()
  for (const label of ['Линия 10', 'Линия 9', 'ёж', 'еда']) await add({ label })
  await add({ label: 'А', group: 'Б' })
  expect(accounts.list().map(({ label }) => label)).toEqual(['еда', 'ёж', 'Линия 9', 'Линия 10', 'А'])
})

test('demo accounts work with the demo provider of this run, whatever address was stored', async () => {
  const { accounts, sessions, sandbox, store } = await setUp()
  const first = await accounts.addDemo('exolve')
  const second = await accounts.addDemo('exolve')
  expect([first.label, second.label]).toEqual(['Demo Exolve', 'Demo Exolve 2'])
  expect(first).toMatchObject({ demo: true, secret: 'session' })
  store.update(first.id, { ...settings, label: 'Demo', baseUrl: 'http://127.0.0.1:1' })
  const { total } = await (await sessions.exolve(first.id)).listOwnedNumbers({ limit: 1, offset: 0 })
  expect(total).toBe(3)
  const test = await accounts.test(first.id)
  expect(test.stages.map(({ outcome }) => outcome)).toEqual([
    'passed',
    'skipped',
    'passed',
    'skipped',
    'passed',
    'passed',
  ])
  expect(accounts.update(first.id, { ...settings, label: 'Demo' }).baseUrl).toBe('http://127.0.0.1:1')
  expect(sandbox.ledger.entries()).toHaveLength(2)
})

test('an account signs in only in a way that its provider has, and needs every secret of it', async () => {
  const { accounts, entries } = await setUp()
  const pbx: AccountSettings = { ...settings, provider: 'pbx', baseUrl: 'https://pbx.example.com', signIn: 'password' }
  const add = (changes: Partial<AccountSettings>, secrets: Parameters<typeof accounts.add>[0]['secrets']) =>
    accounts.add({ settings: { ...pbx, ...changes }, secrets, keep: 'keychain' })
  expect((await failure(add({ signIn: 'apiKey' }, { apiKey: 'key' }))).fields).toMatchObject([{ path: 'signIn' }])
  const partial = await failure(add({}, { clientId: 'id', clientSecret: 'secret', username: 'user name' }))
  expect(partial.fields.map(({ path, code }) => [path, code])).toEqual([
    ['username', 'account.secretMalformed'],
    ['password', 'field.required'],
  ])
  const { id } = await add(
    {},
    { clientId: ' id ', clientSecret: 'secret', username: 'user', password: ' with spaces ' },
  )
  expect(Object.fromEntries(entries)).toEqual({
    [`${id}/clientId`]: 'id',
    [`${id}/clientSecret`]: 'secret',
    [`${id}/username`]: 'user',
    [`${id}/password`]: ' with spaces ',
  })
  await accounts.remove(id)
  expect(entries.size).toBe(0)
})

test('a disabled account sends nothing but its test', async () => {
  const { accounts, sessions, add, sandbox } = await setUp()
  const { id } = await add({ baseUrl: sandbox.exolve.baseUrl, disabled: true }, 'wrong-key')
  await expect(sessions.exolve(id)).rejects.toThrow('account.disabled')
  const { stages } = await accounts.test(id)
  expect(stages.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    stage: 'key',
    error: { code: 'auth.rejected' },
  })
})

test('clients of a Twin account share one sign-in, and a disabled one signs in for its test alone', async () => {
  const { accounts, sessions, sandbox, secrets, store } = await setUp()
  const { id } = await accounts.addDemo('twin')
  const [first, second] = await Promise.all([sessions.twin(id), sessions.twin(id)])
  await Promise.all([first.readUser(), second.listBots()])
  expect(sandbox.ledger.entries({ path: '/auth/login' })).toHaveLength(1)
  expect((await failure(sessions.exolve(id))).code).toBe('input.invalid')
  accounts.update(id, { ...settings, provider: 'twin', signIn: 'emailPassword', label: 'Twin', disabled: true })
  expect((await failure(first.readUser())).code).toBe('account.disabled')
  expect((await accounts.test(id)).stages.every(({ outcome }) => outcome !== 'failed')).toBe(true)

  const own = await accounts.add({
    settings: { ...settings, provider: 'twin', signIn: 'emailPassword', baseUrl: sandbox.twin.baseUrl },
    secrets: { email: sandbox.twin.email, password: 'wrong' },
    keep: 'keychain',
  })
  const { stages } = await accounts.test(own.id)
  expect(stages.find(({ outcome }) => outcome === 'failed')).toMatchObject({ stage: 'key' })
  await secrets.keep(store.read(own.id), { email: sandbox.twin.email, password: sandbox.twin.password })
  expect((await (await sessions.twin(own.id)).readUser()).companyId).toBe(318)
})

test('an account that is disabled or removed stops the clients that are in use', async () => {
  const { accounts, sessions, add, sandbox } = await setUp()
  const { id } = await add({ baseUrl: sandbox.exolve.baseUrl }, sandbox.exolve.apiKey)
  const client = await sessions.exolve(id)
  accounts.update(id, { ...settings, baseUrl: sandbox.exolve.baseUrl, disabled: true })
  expect((await failure(client.listOwnedNumbers({ limit: 1, offset: 0 }))).code).toBe('account.disabled')
  await accounts.remove(id)
  expect((await failure(client.listOwnedNumbers({ limit: 1, offset: 0 }))).code).toBe('notFound')
  expect(sandbox.ledger.entries()).toEqual([])
})

test('the status keeps the last answer and error over a restart, and writes seldom', async () => {
  const { accounts, add, store, database, onDidChange } = await setUp()
  const { id } = await add()
  accounts.recordError(id, new AppFailure('network.dns', { params: { host: 'api.exolve.ru' } }).error)
  expect(createAccountStore(database).status(id)).toMatchObject({
    lastError: { code: 'network.dns' },
    lastAnswerAt: null,
  })
  for (let answer = 0; answer < 100; answer++) store.recordAnswer(id, 1_000_000 + answer)
  expect(store.status(id)).toMatchObject({ lastAnswerAt: 1_000_099, lastError: null })
  expect(createAccountStore(database).status(id)).toMatchObject({ lastAnswerAt: 1_000_000, lastError: null })
  onDidChange.mockClear()
  accounts.recordError(id, new AppFailure('provider.validation').error)
  expect(store.status(id).lastError).toBeNull()
  expect(onDidChange).not.toHaveBeenCalled()
  for (let storm = 0; storm < 100; storm++) accounts.recordError(id, new AppFailure('provider.rateLimited').error)
  expect(onDidChange).toHaveBeenCalledOnce()
  database.exec('PRAGMA query_only = ON')
  accounts.recordAnswer(id)
  expect(store.status(id).lastError).toBeNull()
})
