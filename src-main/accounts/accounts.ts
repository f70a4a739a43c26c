/** What an operator does with accounts: every rule of the form holds here too, whoever calls. */
import { randomUUID } from 'node:crypto'
import type { Account, ConnectionTest } from '@shared/contract/accounts'
import {
  checkAccountSettings,
  checkSecret,
  normaliseSecret,
  providers,
  signIns,
  type AccountSettings,
  type ProviderId,
} from '@shared/domain/account'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { isPassing } from '@shared/domain/finding'
import type { AccountRecord, AccountStore } from './account-store'
import type { Quota } from '../http/gateway'
import { testConnection } from './connection-test'
import { secretOriginOf, type Secrets, type SecretStore } from './secret-store'
import type { DemoAccess, Sessions } from './sessions'

export type SecretKeep = 'keychain' | 'session'

export interface Accounts {
  list(): Account[]
  /** @throws AppFailure `input.invalid` with the fields, `secret.…` when the keychain did not take the secret */
  add(input: { settings: AccountSettings; secrets: Secrets; keep: SecretKeep }): Promise<Account>
  /** Adds an account on a built-in demo provider. */
  addDemo(provider: ProviderId): Promise<Account>
  /**
   * A secret stays with the origin it was entered for: when the base URL moves to another host, the account has no
   * secret until one is entered, so that a slip or a trick in the URL cannot send a key to a stranger. With the old URL
   * the old secret is there again.
   */
  update(id: string, settings: AccountSettings): Account
  setSecret(id: string, secrets: Secrets, keep: SecretKeep): Promise<Account>
  /** @throws AppFailure `secret.…` when the keychain still has it */
  removeSecret(id: string): Promise<Account>
  /** The account is gone in any case; `secretLeft` says why the keychain still has its secret. */
  remove(id: string): Promise<{ secretLeft: AppError | null }>
  /**
   * Lets the operator sign in at the provider's page in the browser; comes back when that is done.
   * @throws AppFailure `cancelled`, also by `cancelSignIn`, and what the provider says
   */
  signIn(id: string, closingWords: string): Promise<Account>
  cancelSignIn(id: string): void
  test(id: string): Promise<ConnectionTest>
  /** The provider answered as it should. */
  recordAnswer(id: string): void
  /** What an answer said about the account's quota. */
  recordQuota(id: string, quota: Quota): void
  /** A request failed. A refusal that concerns one object says nothing about the account and counts as an answer. */
  recordError(id: string, error: AppError): void
}

interface Dependencies {
  store: AccountStore
  secrets: SecretStore
  sessions: Sessions
  demo(provider: ProviderId): Promise<DemoAccess>
  resolveProxy(url: string): Promise<string>
  /** What is known of an account's list of numbers. */
  numbersOf(accountId: string): { numberCount: number; numbersFetchedAt: number | null }
  onDidChange(): void
  /** ms since 1970 */
  now(): number
}

const demoColours = { exolve: 'teal', twin: 'violet', pbx: 'blue' } as const satisfies Record<
  ProviderId,
  AccountSettings['colour']
>

/** ms between two reports of a quota that is not used up. */
const quotaInterval = 5_000

/** Failures of one request that are no failure of the account. */
const objectCodes: readonly AppError['code'][] = [
  'provider.validation',
  'provider.notFound',
  'input.invalid',
  'notFound',
  'conflict',
]

export function createAccounts(dependencies: Dependencies): Accounts {
  const { store, secrets, sessions, demo, resolveProxy, numbersOf, onDidChange, now } = dependencies

  /** Accounts whose operator is at the provider's page. */
  const signingIn = new Map<string, AbortController>()

  const describe = ({ secretOrigin, ...account }: AccountRecord): Account => ({
    ...account,
    secret: account.demo ? 'session' : secrets.place({ ...account, secretOrigin }),
    status: { ...store.status(account.id), ...numbersOf(account.id), quota: quotaOf(account.id) },
  })

  /** Reads the account again: what was waited for may have taken a while. */
  const changed = (id: string): Account => {
    onDidChange()
    return describe(store.read(id))
  }

  const checkSettings = (settings: AccountSettings, id?: string) => {
    const others = store.list().filter((account) => account.id !== id)
    const fields = checkAccountSettings(
      settings,
      others.map(({ label }) => label),
    )
    if (!isPassing(fields)) throw new AppFailure('input.invalid', { fields })
  }

  /** Secrets go together: all that the way of signing in asks for, or none. */
  const checkSecrets = ({ signIn }: AccountSettings, values: Secrets): Secrets => {
    const names = signIns[signIn]
    const fields = names.flatMap((field) => checkSecret(field, values[field] ?? ''))
    if (!isPassing(fields)) throw new AppFailure('input.invalid', { fields })
    return Object.fromEntries(names.map((field) => [field, normaliseSecret(field, values[field] ?? '')]))
  }

  const create = (settings: AccountSettings, demoAccount: boolean): AccountRecord => ({
    ...settings,
    id: randomUUID(),
    demo: demoAccount,
    createdAt: now(),
    secretOrigin: null,
  })

  const quotas = new Map<string, { quota: Quota; toldAt: number }>()
  /** One that has run out since is full again, but by how much nobody said. */
  const quotaOf = (id: string): Quota | null => {
    const found = quotas.get(id)?.quota
    return found && found.resetsAt > now() ? found : null
  }

  const recordAnswer = (id: string) => {
    if (store.recordAnswer(id, now())) onDidChange()
  }

  return {
    list: () => store.list().map(describe),

    async add({ settings: entered, secrets: values, keep }) {
      const settings = normalise(entered)
      checkSettings(settings)
      const checked = checkSecrets(settings, values)
      const record = create(settings, false)
      if (keep === 'keychain') record.secretOrigin = secretOriginOf(record)
      try {
        // The secret first: an account without its secret must not be there, not even after a crash in between.
        if (keep === 'keychain') await secrets.keep(record, checked)
        else secrets.hold(record, checked)
        // The keychain may have asked for a password, and another account may have taken the name meanwhile.
        checkSettings(settings)
        store.create(record)
      } catch (error) {
        await secrets.remove(record)
        throw error
      }
      return changed(record.id)
    },

    async addDemo(provider) {
      const { baseUrl } = await demo(provider)
      const name = `Demo ${providers[provider].name.replace('MTS ', '')}`
      const labels = new Set(store.list().map(({ label }) => label))
      const label = [name, ...Array.from(labels, (_, index) => `${name} ${index + 2}`)].find(
        (candidate) => !labels.has(candidate),
      )
      const record = create(
        {
          provider,
          label: label ?? name,
          colour: demoColours[provider],
          group: '',
          production: false,
          baseUrl,
          signIn: providers[provider].signIns[0],
          disabled: false,
        },
        true,
      )
      store.create(record)
      return changed(record.id)
    },

    update(id, entered) {
      const before = store.read(id)
      // Where a demo provider listens is found out at each start and not the operator's to choose.
      const settings = normalise(before.demo ? { ...entered, baseUrl: before.baseUrl } : entered)
      checkSettings(settings, id)
      store.update(id, settings)
      sessions.forget(id)
      return changed(id)
    },

    async setSecret(id, values, keep) {
      const record = store.read(id)
      if (record.demo) throw new AppFailure('input.invalid')
      const checked = checkSecrets(record, values)
      if (keep === 'session') secrets.hold(record, checked)
      else {
        await secrets.keep(record, checked)
        store.setSecretOrigin(id, secretOriginOf(record))
      }
      sessions.forget(id)
      return changed(id)
    },

    async removeSecret(id) {
      const left = await secrets.remove(store.read(id))
      sessions.forget(id)
      if (left) {
        onDidChange()
        throw new AppFailure(left.code, left)
      }
      store.setSecretOrigin(id, null)
      return changed(id)
    },

    async remove(id) {
      const record = store.read(id)
      store.remove(id)
      sessions.forget(id)
      const secretLeft = await secrets.remove(record)
      onDidChange()
      return { secretLeft }
    },

    async signIn(id, closingWords) {
      const stop = new AbortController()
      signingIn.get(id)?.abort()
      signingIn.set(id, stop)
      try {
        await sessions.signIn(id, { closingWords, signal: stop.signal })
      } finally {
        if (signingIn.get(id) === stop) signingIn.delete(id)
      }
      return changed(id)
    },

    cancelSignIn(id) {
      signingIn.get(id)?.abort()
    },

    async test(id) {
      const record = store.read(id)
      const { baseUrl, send } = await sessions.probe(id)
      const readSecrets = async () => {
        for (const field of signIns[record.signIn]) await secrets.read(record, field)
      }
      return testConnection({
        probe: send,
        resolveProxy,
        secretProblem: record.demo ? null : await problemOf(readSecrets),
        baseUrl,
      })
    },

    recordAnswer,

    recordQuota(id, quota) {
      const before = quotas.get(id)
      // Each answer says it anew; the window need not follow every single request.
      const isTold = before !== undefined && now() - before.toldAt < quotaInterval && quota.remaining > 0
      quotas.set(id, { quota, toldAt: isTold ? before.toldAt : now() })
      if (!isTold) onDidChange()
    },

    recordError(id, error) {
      if (error.code === 'cancelled') return
      if (objectCodes.includes(error.code)) recordAnswer(id)
      else if (store.recordError(id, error, now())) onDidChange()
    },
  }
}

function normalise(settings: AccountSettings): AccountSettings {
  const baseUrl = settings.baseUrl.trim()
  return {
    ...settings,
    label: settings.label.trim(),
    group: settings.group.trim(),
    // `new URL` writes the host in its one form; what cannot be parsed is left for the check to name.
    baseUrl: (URL.parse(baseUrl)?.href ?? baseUrl).replace(/\/+$/, ''),
  }
}

async function problemOf(work: () => Promise<unknown>): Promise<AppError | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof AppFailure) return error.error
    throw error
  }
}
