/** Gives out the clients of accounts: the one place where an account, its secret and the network come together. */
import { AppFailure } from '@shared/domain/app-error'
import type { Gateway } from '../http/gateway'
import { createExolveClient, type ExolveClient } from '../providers/exolve/client'
import type { AccountRecord, AccountStore } from './account-store'
import type { SecretStore } from './secret-store'

/** How a demo provider is reached in this run. */
export interface DemoProvider {
  baseUrl: string
  apiKey: string
}

export interface Sessions {
  /** @throws AppFailure `notFound`, `account.disabled`; the client's calls throw what `SecretStore.read` throws */
  exolve(accountId: string): Promise<ExolveClient>
  /** As `exolve`, for a disabled account as well: its connection may be tested before it is enabled. */
  exolveForTest(accountId: string): Promise<ExolveClient>
}

interface Dependencies {
  accounts: AccountStore
  secrets: SecretStore
  gateway: Gateway
  /** Starts the demo provider when it is not running yet. */
  demo(): Promise<DemoProvider>
}

/**
 * A client is made anew for each use: it holds nothing but where to send, and what an account shares, its limits, is
 * with the gateway. One that is held for long asks before each request whether the account is still what it was.
 */
export function createSessions({ accounts, secrets, gateway, demo }: Dependencies): Sessions {
  const open = async (accountId: string, check: (account: AccountRecord) => void): Promise<ExolveClient> => {
    const account = accounts.read(accountId)
    check(account)
    const { baseUrl, apiKey } = account.demo ? await demo() : { baseUrl: account.baseUrl, apiKey: null }
    return createExolveClient({
      gateway,
      accountId,
      baseUrl,
      async apiKey() {
        const present = accounts.read(accountId)
        check(present)
        if (apiKey !== null) return apiKey
        // The account has moved and may have the new host's key by now: this client must not send that to the old one.
        if (present.baseUrl !== baseUrl) throw new AppFailure('auth.missing')
        return secrets.read(present, 'apiKey')
      },
    })
  }
  return {
    exolve: (accountId) => open(accountId, refuseDisabled),
    exolveForTest: (accountId) => open(accountId, () => undefined),
  }
}

function refuseDisabled({ disabled }: AccountRecord): void {
  if (disabled) throw new AppFailure('account.disabled')
}
