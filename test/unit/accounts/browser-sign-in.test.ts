/** Accounts of the cloud PBX: signing in with the browser, against the demo provider over real HTTP. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { createAccountStore } from '../../../src-main/accounts/account-store'
import { createAccounts } from '../../../src-main/accounts/accounts'
import { createSecretStore } from '../../../src-main/accounts/secret-store'
import { createSessions } from '../../../src-main/accounts/sessions'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { startSandbox } from '../../../src-main/sandbox/sandbox'
import { openDatabase } from '../../../src-main/storage/database'
import type { AccountSettings, SignIn } from '../../../src-shared/domain/account'
import { temporaryFolder } from '../storage/temporary-folder'
import { createFakeKeychain } from './fake-keychain'

async function setUp(signIn: SignIn) {
  const sandbox = await startSandbox()
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(async () => {
    close()
    await sandbox.close()
  })
  const { pbx } = sandbox
  const fake = createFakeKeychain()
  const store = createAccountStore(database)
  const secrets = createSecretStore({
    keychain: fake.keychain,
    register: () => {},
    accounts: store.list,
    onDidChange: () => {},
  })
  const demo = async () => ({
    baseUrl: pbx.baseUrl,
    secrets: { clientId: pbx.clientId, clientSecret: pbx.clientSecret },
  })
  /** What the operator does in the browser. */
  const openSignInPage = vi.fn(async (url: string) => {
    const body = new URLSearchParams({ username: pbx.username, password: pbx.password, decision: 'allow' })
    const answer = await fetch(url, { method: 'POST', body })
    if (!answer.ok) throw new Error(await answer.text())
  })
  const gateway = createAxiosGateway({ fetch, redactor: createRedactor(), onExchange: () => {} })
  const sessions = createSessions({ accounts: store, secrets, gateway, demo, openSignInPage, onPbxChange: () => {} })
  const accounts = createAccounts({
    store,
    secrets,
    sessions,
    demo,
    resolveProxy: async () => 'DIRECT',
    numbersOf: () => ({ numberCount: 0, numbersFetchedAt: null }),
    onDidChange: () => {},
    now: Date.now,
  })
  const settings: AccountSettings = {
    provider: 'pbx',
    label: 'PBX',
    colour: 'blue',
    group: '',
    production: false,
    baseUrl: pbx.baseUrl,
    signIn,
    disabled: false,
  }
  const { clientId, clientSecret, username, password } = pbx
  const values = {
    clientId,
    clientSecret,
    ...(signIn === 'password' && { username, password }),
  }
  const { id } = await accounts.add({ settings, secrets: values, keep: 'keychain' })
  const tokenRequests = () => sandbox.ledger.entries().filter(({ path }) => path === '/oauth/token').length
  return { ...fake, id, settings, sandbox, accounts, sessions, openSignInPage, tokenRequests }
}

const outcome = async (place: Awaited<ReturnType<typeof setUp>>) =>
  (await place.accounts.test(place.id)).stages.find(({ outcome: found }) => found === 'failed')

test('by the browser: nothing works before, everything after, and each renewed refresh token is kept', async () => {
  const place = await setUp('browser')
  expect(await outcome(place)).toMatchObject({ stage: 'secret', error: { code: 'auth.missing' } })
  await place.accounts.signIn(place.id, 'Done')
  const first = place.entries.get(`${place.id}/refreshToken`)
  expect(first).toBeTruthy()
  expect(await outcome(place)).toBeUndefined()
  expect(place.entries.get(`${place.id}/refreshToken`)).not.toBe(first)
  place.sessions.forget(place.id)
  expect(await outcome(place)).toBeUndefined()
})

test('signing in can be given up, and is refused where the account signs in otherwise', async () => {
  const place = await setUp('browser')
  place.openSignInPage.mockImplementation(async () => place.accounts.cancelSignIn(place.id))
  await expect(place.accounts.signIn(place.id, 'Done')).rejects.toMatchObject({ error: { code: 'cancelled' } })
  const other = await setUp('clientCredentials')
  await expect(other.accounts.signIn(other.id, 'Done')).rejects.toMatchObject({ error: { code: 'input.invalid' } })
})
