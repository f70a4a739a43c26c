/** A cloud PBX account from its secrets to an answer: real database, gateway and demo provider. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { newContext } from '@shared/domain/ivr/new'
import type { Secrets } from '../../../src-main/accounts/secret-store'
import { createAccountStore } from '../../../src-main/accounts/account-store'
import { createAccounts } from '../../../src-main/accounts/accounts'
import { createSecretStore } from '../../../src-main/accounts/secret-store'
import { createSessions } from '../../../src-main/accounts/sessions'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import type { MenuPlace } from '../../../src-main/providers/pbx/requests'
import { startSandbox } from '../../../src-main/sandbox/sandbox'
import { openDatabase } from '../../../src-main/storage/database'
import { createFakeKeychain } from './fake-keychain'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

async function setUp() {
  const sandbox = await startSandbox()
  const { database, close } = openDatabase({ folder: mkdtempSync(join(tmpdir(), 'pbx-sessions-')), now: Date.now })
  opened.push(() => sandbox.close(), close)
  const store = createAccountStore(database)
  const { keychain } = createFakeKeychain()
  const secrets = createSecretStore({
    keychain,
    register: () => undefined,
    accounts: () => store.list(),
    onDidChange: () => undefined,
  })
  const gateway = createAxiosGateway({ fetch, redactor: createRedactor(), onExchange: () => undefined })
  const demo = () =>
    Promise.resolve({ baseUrl: sandbox.pbx.baseUrl, secrets: { clientId: sandbox.pbx.clientId } satisfies Secrets })
  /** Accounts of which nothing holds any more that was read, and the place in a menu that is written. */
  const changes: [accountId: string, menu: MenuPlace | null][] = []
  const sessions = createSessions({
    accounts: store,
    secrets,
    gateway,
    demo,
    openSignInPage: async () => {},
    onPbxChange: (...told) => changes.push(told),
  })
  const accounts = createAccounts({
    store,
    secrets,
    sessions,
    demo,
    resolveProxy: () => Promise.resolve('DIRECT'),
    numbersOf: () => ({ numberCount: 0, numbersFetchedAt: null }),
    onDidChange: () => undefined,
    now: Date.now,
  })
  const { clientId, clientSecret, username, password, state } = sandbox.pbx
  const add = (signIn: 'clientCredentials' | 'password', values: Secrets = {}) =>
    accounts.add({
      settings: {
        provider: 'pbx',
        label: 'Office',
        colour: 'blue',
        group: '',
        production: false,
        baseUrl: sandbox.pbx.baseUrl,
        signIn,
        disabled: false,
      },
      secrets: {
        clientId,
        clientSecret,
        ...(signIn === 'password' && { username, password }),
        ...values,
      },
      keep: 'keychain',
    })
  return { sandbox, accounts, sessions, store, changes, add, state }
}

it.each(['clientCredentials', 'password'] as const)('signs in by %s with one token for all clients', async (signIn) => {
  const { add, sessions, sandbox } = await setUp()
  const { id } = await add(signIn)
  const clients = await Promise.all(Array.from({ length: 8 }, () => sessions.pbx(id)))
  const companies = await Promise.all(clients.map((client) => client.readCompany()))
  expect(companies[0]).toMatchObject({ id: 12, prefix: '000', extensionLength: 3 })
  expect(sandbox.pbx.state.tokens).toHaveLength(1)
})

it('tells of writes, and of an account that is read elsewhere from now on', async () => {
  const { add, sessions, store, changes } = await setUp()
  const { id } = await add('clientCredentials')
  const client = await sessions.pbx(id)
  changes.length = 0
  await client.readCompany()
  await sessions.pbx(id)
  expect(changes).toEqual([])
  await expect(client.deleteInterval(999_999)).rejects.toThrow()
  await expect(client.createContext(204, newContext('new:1', 'Night'))).rejects.toThrow()
  await expect(client.deleteOption(204, 5, '1')).rejects.toThrow()
  // Before and after each.
  const told = [null, { extension: 204, context: null }, { extension: 204, context: 5 }].flatMap((menu) => [menu, menu])
  expect(changes).toEqual(told.map((menu) => [id, menu]))
  changes.length = 0
  store.update(id, { ...store.read(id), baseUrl: 'https://elsewhere.example' })
  await sessions.pbx(id)
  expect(changes).toEqual([[id, null]])
})

it('the connection test touches the configuration and explains an application that may only call', async () => {
  const { add, accounts, state } = await setUp()
  const calling = state.applications.find(({ access }) => access === 'Call API')
  const { id } = await add('clientCredentials', {
    clientId: calling?.clientId ?? '',
    clientSecret: calling?.clientSecret ?? '',
  })
  const { stages } = await accounts.test(id)
  expect(stages.at(-1)).toMatchObject({
    stage: 'key',
    outcome: 'failed',
    error: { code: 'auth.forbidden', fields: [{ code: 'pbx.applicationAccess' }] },
  })
})

it('names a blocked user', async () => {
  const { add, accounts, state } = await setUp()
  for (const user of state.users) user.status = 'blocked'
  const { stages } = await accounts.test((await add('clientCredentials')).id)
  expect(stages.at(-1)).toMatchObject({ error: { fields: [{ code: 'pbx.userBlocked' }] } })
})

it('says of a key that is accepted that its user may only look', async () => {
  const { add, accounts, state } = await setUp()
  const { id } = await add('clientCredentials')
  expect(await accounts.test(id)).toMatchObject({ limits: [] })
  for (const user of state.users) user.access = 'read_only'
  const { stages, limits } = await accounts.test(id)
  expect(stages.at(-1)).toMatchObject({ stage: 'key', outcome: 'passed' })
  expect(limits).toMatchObject([{ code: 'pbx.userReadOnly', severity: 'warning' }])
})

it('shows what is left of the quota until it is full again', async () => {
  const { add, accounts } = await setUp()
  const { id } = await add('clientCredentials')
  const quotaNow = () => accounts.list().find((account) => account.id === id)?.status.quota
  expect(quotaNow()).toBeNull()
  const quota = { limit: 1000, remaining: 7, resetsAt: Date.now() + 60_000 }
  accounts.recordQuota(id, quota)
  expect(quotaNow()).toEqual(quota)
  accounts.recordQuota(id, { ...quota, resetsAt: Date.now() - 1 })
  expect(quotaNow()).toBeNull()
})

it('drops the token with the secret that it was asked for', async () => {
  const { add, accounts, sessions } = await setUp()
  const { id } = await add('clientCredentials')
  await (await sessions.pbx(id)).readCompany()
  await accounts.setSecret(id, { clientId: 'another', clientSecret: 'another' }, 'keychain')
  await expect((await sessions.pbx(id)).readCompany()).rejects.toMatchObject({ error: { code: 'auth.rejected' } })
})

it('refuses a client that was given out when its account is disabled meanwhile', async () => {
  const { add, accounts, sessions } = await setUp()
  const { id, ...account } = await add('clientCredentials')
  const client = await sessions.pbx(id)
  await client.readCompany()
  accounts.update(id, { ...account, disabled: true })
  await expect(client.readCompany()).rejects.toMatchObject({ error: { code: 'account.disabled' } })
})
