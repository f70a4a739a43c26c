/** Gives out the clients of accounts: the one place where an account, its secrets and the network come together. */
import type { ProviderId, SecretField } from '@shared/domain/account'
import { AppFailure } from '@shared/domain/app-error'
import type { Gateway } from '../http/gateway'
import { createExolveClient, type ExolveClient } from '../providers/exolve/client'
import { redirectUri } from '../providers/pbx/browser-sign-in'
import { createPbxClient, type PbxClient } from '../providers/pbx/client'
import { createPbxSession, type PbxCredentials } from '../providers/pbx/session'
import type { TokenSession } from '../providers/token-session'
import { createTwinClient, type TwinClient } from '../providers/twin/client'
import { createTwinSession, type TwinSession } from '../providers/twin/session'
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
  /** As `exolve`. All clients of an account share its token. */
  twin(accountId: string): Promise<TwinClient>
  /** As `exolve`. All clients of an account share one token. */
  pbx(accountId: string): Promise<PbxClient>
  /** Drops the token of an account whose secrets or address changed. */
  forget(accountId: string): void
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

  /** Tokens live here and nowhere else. An account that moves to another address begins anew. */
  const twinSessions = new Map<string, { baseUrl: string; session: TwinSession }>()
  const twin = async (accountId: string, check: (account: AccountRecord) => void): Promise<TwinClient> => {
    const { baseUrl, secret } = await open(accountId, 'twin', check)
    let held = twinSessions.get(accountId)
    if (held?.baseUrl !== baseUrl) {
      const credentials = async () => {
        const access = await open(accountId, 'twin', allow)
        if (access.baseUrl !== baseUrl) throw new AppFailure('auth.missing')
        return { email: await access.secret('email'), password: await access.secret('password') }
      }
      held = { baseUrl, session: createTwinSession({ gateway, accountId, baseUrl, credentials }) }
      twinSessions.set(accountId, held)
    }
    const { session } = held
    return createTwinClient({
      gateway,
      accountId,
      baseUrl,
      session: {
        async withToken(work) {
          await secret('email')
          return session.withToken(work)
        },
      },
    })
  }

  /** A token lives for an hour, so it outlives the client it was asked for. */
  const tokens = new Map<string, TokenSession>()

  const pbx = async (accountId: string, check: (account: AccountRecord) => void): Promise<PbxClient> => {
    const { baseUrl, secret } = await open(accountId, 'pbx', check)
    const place = { gateway, accountId, baseUrl }
    const session =
      tokens.get(accountId) ??
      createPbxSession({
        ...place,
        credentials: () => pbxCredentials(accounts.read(accountId), secret),
        keepRefreshToken: (refreshToken) => keepRefreshToken(accounts.read(accountId), refreshToken),
      })
    tokens.set(accountId, session)
    return createPbxClient({
      ...place,
      session: {
        ...session,
        async withToken(work) {
          // A held token must not outlive the permission to use the account.
          check(accounts.read(accountId))
          return session.withToken(work)
        },
      },
    })
  }

  async function keepRefreshToken(account: AccountRecord, refreshToken: string): Promise<void> {
    // It takes the place of the one that was just used up, wherever that was kept.
    if (secrets.place(account) === 'session') secrets.hold(account, { refreshToken })
    else await secrets.keep(account, { refreshToken })
  }

  return {
    exolve: (accountId) => exolve(accountId, refuseDisabled),
    twin: (accountId) => twin(accountId, refuseDisabled),
    pbx: (accountId) => pbx(accountId, refuseDisabled),
    forget: (accountId) => {
      tokens.delete(accountId)
      twinSessions.delete(accountId)
    },
    async probe(accountId) {
      const { provider } = accounts.read(accountId)
      const { baseUrl } = await open(accountId, provider, allow)
      if (provider === 'twin') {
        const client = await twin(accountId, allow)
        return { baseUrl, send: () => client.readUser() }
      }
      if (provider === 'pbx') {
        // An application without access to the configuration signs in all the same; only a list of it tells.
        const client = await pbx(accountId, allow)
        return { baseUrl, send: () => client.listExtensions({ page: 1, perPage: 1 }) }
      }
      const client = await exolve(accountId, allow)
      return { baseUrl, send: () => client.listOwnedNumbers({ limit: 1, offset: 0 }) }
    },
  }
}

/** What the account's way of signing in needs. @throws AppFailure what reading a secret throws */
async function pbxCredentials(
  { signIn }: Pick<AccountRecord, 'signIn'>,
  secret: (field: SecretField) => Promise<string>,
): Promise<PbxCredentials> {
  const application = { clientId: await secret('clientId'), clientSecret: await secret('clientSecret') }
  switch (signIn) {
    case 'password':
      return {
        ...application,
        grant: 'password',
        username: await secret('username'),
        password: await secret('password'),
      }
    case 'browser':
      return { ...application, grant: 'refresh_token', refreshToken: await secret('refreshToken'), redirectUri }
    default:
      return { ...application, grant: 'client_credentials' }
  }
}

function refuseDisabled({ disabled }: AccountRecord): void {
  if (disabled) throw new AppFailure('account.disabled')
}

const allow = (): void => undefined
