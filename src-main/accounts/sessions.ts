/** Gives out the clients of accounts: the one place where an account, its secrets and the network come together. */
import type { ProviderId, SecretField } from '@shared/domain/account'
import { AppFailure } from '@shared/domain/app-error'
import type { Gateway } from '../http/gateway'
import { createExolveClient, type ExolveClient } from '../providers/exolve/client'
import type { AccountRecord, AccountStore } from './account-store'
import type { Secrets, SecretStore } from './secret-store'

/** How a demo provider is reached in this run. */
export interface DemoAccess {
  baseUrl: string
  secrets: Secrets
}

export interface Sessions {
  /** @throws AppFailure `notFound`, `account.disabled`; the client's calls throw what `SecretStore.read` throws */
  exolve(accountId: string): Promise<ExolveClient>
  /**
   * The lightest read that the provider refuses to wrong secrets. Works for a disabled account as well: its connection may
   * be tested before it is enabled.
   */
  probe(accountId: string): Promise<{ baseUrl: string; send(): Promise<unknown> }>
}

interface Dependencies {
  accounts: AccountStore
  secrets: SecretStore
  gateway: Gateway
  /** Starts the demo provider when it is not running yet. */
  demo(provider: ProviderId): Promise<DemoAccess>
}

/** Where an account's requests go, and what they prove themselves with. */
interface Access {
  baseUrl: string
  /** Asked before each request. @throws AppFailure `notFound`, `account.disabled`, or what `SecretStore.read` throws */
  secret(field: SecretField): Promise<string>
}

/**
 * A client is made anew for each use: it holds nothing but where to send, and what an account shares, its limits, is
 * with the gateway. One that is held for long asks before each request whether the account is still what it was.
 */
export function createSessions({ accounts, secrets, gateway, demo }: Dependencies): Sessions {
  const open = async (
    accountId: string,
    provider: ProviderId,
    check: (account: AccountRecord) => void,
  ): Promise<Access> => {
    const account = accounts.read(accountId)
    if (account.provider !== provider) throw new AppFailure('input.invalid')
    check(account)
    const demoAccess = account.demo ? await demo(provider) : null
    const baseUrl = demoAccess?.baseUrl ?? account.baseUrl
    return {
      baseUrl,
      async secret(field) {
        const present = accounts.read(accountId)
        check(present)
        if (demoAccess) {
          const value = demoAccess.secrets[field]
          if (value === undefined) throw new AppFailure('auth.missing')
          return value
        }
        // The account has moved and may have the new host's secrets by now: this client must not send those to the old one.
        if (present.baseUrl !== baseUrl) throw new AppFailure('auth.missing')
        return secrets.read(present, field)
      },
    }
  }

  const exolve = async (accountId: string, check: (account: AccountRecord) => void): Promise<ExolveClient> => {
    const { baseUrl, secret } = await open(accountId, 'exolve', check)
    return createExolveClient({ gateway, accountId, baseUrl, apiKey: () => secret('apiKey') })
  }

  return {
    exolve: (accountId) => exolve(accountId, refuseDisabled),
    async probe(accountId) {
      const { provider } = accounts.read(accountId)
      const { baseUrl } = await open(accountId, provider, allow)
      const client = await exolve(accountId, allow)
      return { baseUrl, send: () => client.listOwnedNumbers({ limit: 1, offset: 0 }) }
    },
  }
}

function refuseDisabled({ disabled }: AccountRecord): void {
  if (disabled) throw new AppFailure('account.disabled')
}

const allow = (): void => undefined
