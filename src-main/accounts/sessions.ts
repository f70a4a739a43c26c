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
 * with the gateway. So a change of the account counts from the next call on.
 */
export function createSessions({ accounts, secrets, gateway, demo }: Dependencies): Sessions {
  const open = async (account: AccountRecord): Promise<ExolveClient> => {
    const { id: accountId } = account
    if (account.demo) {
      const { baseUrl, apiKey } = await demo()
      return createExolveClient({ gateway, accountId, baseUrl, apiKey: async () => apiKey })
    }
    const { baseUrl } = account
    return createExolveClient({ gateway, accountId, baseUrl, apiKey: () => secrets.read(account, 'apiKey') })
  }
  return {
    async exolve(accountId) {
      const account = accounts.read(accountId)
      if (account.disabled) throw new AppFailure('account.disabled')
      return open(account)
    },
    exolveForTest: async (accountId) => open(accounts.read(accountId)),
  }
}
