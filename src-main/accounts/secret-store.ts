/** The secrets of the accounts: in the keychain, or in memory for this session. Nothing here gives one to the window. */
import type { SecretStoreState } from '@shared/contract/accounts'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { providers, type SecretField } from '@shared/domain/account'
import type { AccountRecord } from './account-store'
import type { Keychain } from './keychain'
import { createPatientQueue } from './patient-queue'

export type Secrets = Partial<Record<SecretField, string>>
export type SecretPlace = 'keychain' | 'session' | 'none' | 'unreadable'
type Owner = Pick<AccountRecord, 'id' | 'provider' | 'baseUrl' | 'secretOrigin'>

export interface SecretStore {
  /** Asks the keychain when it was not asked yet. */
  state(): Promise<SecretStoreState>
  /** Asks it again, and forgets earlier failures to read. */
  retry(): Promise<SecretStoreState>
  /** As far as is known without asking the keychain. */
  place(owner: Owner): SecretPlace
  /** @throws AppFailure `auth.missing`, `secret.locked`, `secret.unavailable` or `secret.corrupt` */
  read(owner: Owner, field: SecretField): Promise<string>
  /** Returns when the keychain has the secrets and gives them back as they are. @throws AppFailure `secret.…` */
  keep(owner: Owner, secrets: Secrets): Promise<void>
  /** Holds the secrets, beside those held before, until the program ends; they come before those in the keychain, which stay. */
  hold(owner: Owner, secrets: Secrets): void
  /** Removes them everywhere. @returns why the keychain still has an entry, or null. */
  remove(owner: Owner): Promise<AppError | null>
  /**
   * true while the keychain has not come back, such as from an open prompt. Node waits for that at its end, so a program
   * that has closed everything else must then end itself by a signal.
   */
  isWaiting(): boolean
}

interface Dependencies {
  keychain: Keychain
  /** Makes the value known to the redaction of logs and journal, before anything else is done with it. */
  register(secret: string): void
  /** All accounts: the first one with an entry in the keychain shows whether that can be read. */
  accounts(): readonly Owner[]
  /** The state, or the place of a secret, is no longer what it was. */
  onDidChange(): void
  /** ms until the console stops waiting for a keychain, such as for a prompt that nobody answers; default 20,000. */
  patience?: number
}

/** Written and removed to learn whether the keychain is open; holds nothing. */
const probeEntry = 'probe'

/** @returns the origin that a secret of the account may be sent to. */
export const secretOriginOf = ({ baseUrl }: Pick<AccountRecord, 'baseUrl'>): string => new URL(baseUrl).origin

const entryName = (accountId: string, field: SecretField): string => `${accountId}/${field}`

export function createSecretStore(dependencies: Dependencies): SecretStore {
  const { keychain, register, accounts, onDidChange, patience = 20_000 } = dependencies
  const queue = createPatientQueue(patience, () => void retry())
  /** What was read, by entry name: a request must not wait for the keychain each time. */
  const cache = new Map<string, string>()
  const session = new Map<string, { origin: string; secrets: Secrets }>()
  /** Why the last try to read an account's secret failed, by account. */
  const failures = new Map<string, AppError>()
  let known: SecretStoreState | undefined

  const setState = (next: SecretStoreState) => {
    const changed = known?.state !== next.state
    known = next
    if (changed) onDidChange()
  }

  /** Every call of the keychain goes through here, so that its outcome is the state that is shown. */
  const ask = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      const value = await queue.run(work)
      setState({ state: 'ready', error: null })
      return value
    } catch (error) {
      if (error instanceof AppFailure) setState(stateOf(error.error))
      throw error
    }
  }

  /** A locked Secret Service finds nothing instead of failing, but refuses to write: that tells the two apart. */
  const confirmOpen = async () => {
    await keychain.write(probeEntry, 'open')
    await keychain.remove(probeEntry)
  }

  const isUsable = (owner: Owner) => owner.secretOrigin !== null && owner.secretOrigin === secretOriginOf(owner)

  const sessionOf = (owner: Owner): Secrets | undefined => {
    const held = session.get(owner.id)
    return held?.origin === secretOriginOf(owner) ? held.secrets : undefined
  }

  const readEntry = async (owner: Owner, field: SecretField): Promise<string> => {
    const name = entryName(owner.id, field)
    const cached = cache.get(name)
    if (cached !== undefined) return cached
    const value = await ask(async () => {
      const found = await keychain.read(name)
      if (found !== null) return found
      await confirmOpen()
      return keychain.read(name)
    })
    if (value === null) throw new AppFailure('auth.missing')
    register(value)
    cache.set(name, value)
    return value
  }

  const state = async (): Promise<SecretStoreState> => {
    if (known) return known
    const owner = accounts().find((account) => isUsable(account) && !session.has(account.id))
    // Its failure is the state.
    await (owner ? read(owner, providers[owner.provider].secretFields[0]) : ask(() => keychain.read(probeEntry))).catch(
      ignoreExpected,
    )
    return known ?? { state: 'ready', error: null }
  }

  const retry = async (): Promise<SecretStoreState> => {
    known = undefined
    failures.clear()
    const next = await state()
    onDidChange()
    return next
  }

  const read = async (owner: Owner, field: SecretField): Promise<string> => {
    const held = sessionOf(owner)?.[field]
    if (held !== undefined) return held
    // A key is sent only where it was entered for: after a change of the base URL it must be entered again.
    if (!isUsable(owner)) throw new AppFailure('auth.missing')
    try {
      const value = await readEntry(owner, field)
      if (failures.delete(owner.id)) onDidChange()
      return value
    } catch (error) {
      if (error instanceof AppFailure) {
        failures.set(owner.id, error.error)
        onDidChange()
      }
      throw error
    }
  }

  return {
    isWaiting: queue.isBusy,
    state,
    retry,
    read,
    place(owner) {
      if (sessionOf(owner)) return 'session'
      if (!isUsable(owner)) return 'none'
      const failure = failures.get(owner.id)
      if (!failure) return 'keychain'
      return failure.code === 'auth.missing' ? 'none' : 'unreadable'
    },
    async keep(owner, secrets) {
      for (const value of Object.values(secrets)) register(value)
      // Before the first write, so that a prompt nobody answers leaves nothing half-written.
      await ask(confirmOpen)
      for (const [field, value] of Object.entries(secrets) as [SecretField, string][]) {
        const name = entryName(owner.id, field)
        cache.delete(name)
        await ask(async () => {
          await keychain.write(name, value)
          if ((await keychain.read(name)) !== value) throw new AppFailure('secret.corrupt')
        })
        cache.set(name, value)
      }
      session.delete(owner.id)
      failures.delete(owner.id)
    },
    hold(owner, secrets) {
      for (const value of Object.values(secrets)) register(value)
      session.set(owner.id, { origin: secretOriginOf(owner), secrets: { ...sessionOf(owner), ...secrets } })
    },
    async remove(owner) {
      session.delete(owner.id)
      failures.delete(owner.id)
      let left: AppError | null = null
      for (const field of providers[owner.provider].secretFields) {
        const name = entryName(owner.id, field)
        cache.delete(name)
        if (owner.secretOrigin === null) continue
        try {
          await ask(async () => {
            if (await keychain.remove(name)) return
            await confirmOpen()
            await keychain.remove(name)
          })
        } catch (error) {
          if (!(error instanceof AppFailure)) throw error
          left = error.error
        }
      }
      return left
    },
  }
}

function stateOf(error: AppError): SecretStoreState {
  switch (error.code) {
    case 'secret.locked':
      return { state: 'locked', error }
    case 'secret.corrupt':
      return { state: 'corrupt', error }
    default:
      return { state: 'unavailable', error }
  }
}

function ignoreExpected(error: unknown): void {
  if (!(error instanceof AppFailure)) throw error
}
