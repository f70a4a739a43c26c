/** Gives out the clients of accounts: the one place where an account, its secrets and the network come together. */
import type { ProviderId, SecretField } from '@shared/domain/account'
import { AppFailure } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import { redirectAddress } from '@shared/domain/pbx/sign-in'
import type { Gateway } from '../http/gateway'
import { createExolveClient, type ExolveClient } from '../providers/exolve/client'
import { signInByBrowser } from '../providers/pbx/browser-sign-in'
import { createPbxClient, type PbxClient } from '../providers/pbx/client'
import { ifThere } from '../providers/pbx/lists'
import type { MenuPlace } from '../providers/pbx/requests'
import { createPbxSession, type PbxCredentials } from '../providers/pbx/session'
import type { TokenSession } from '../providers/token-session'
import { createTwinClient, type TwinClient } from '../providers/twin/client'
import { createTwinSession } from '../providers/twin/session'
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
   * Lets the operator sign in at the provider's page, and keeps the refresh token that comes of it.
   * @throws AppFailure as `signInByBrowser`; `input.invalid` for an account that signs in otherwise
   */
  signIn(accountId: string, options: { closingWords: string; signal: AbortSignal }): Promise<void>
  /**
   * The lightest read that the provider refuses to wrong secrets. Works for a disabled account as well: its connection may
   * be tested before it is enabled.
   *
   * @returns `send` with what it told of the key that is accepted and may not do everything
   */
  probe(accountId: string): Promise<{ baseUrl: string; send(): Promise<Finding[]> }>
}

interface Dependencies {
  accounts: AccountStore
  secrets: SecretStore
  gateway: Gateway
  /** Starts the demo provider when it is not running yet. */
  demo(provider: ProviderId): Promise<DemoAccess>
  /** Opens a page of the account's own provider in the system's browser. */
  openSignInPage(url: string, baseUrl: string): Promise<void>
  /**
   * What was read of a cloud PBX account may not hold any more: something is written, or it is signed in to anew, elsewhere perhaps.
   * @param menu what is written of a menu; null: something else
   */
  onPbxChange(accountId: string, menu: MenuPlace | null): void
}

type TokenHolder = Pick<TokenSession, 'withToken'>

/** Where an account's requests go, and what they prove themselves with. */
interface Access {
  account: AccountRecord
  baseUrl: string
  /** Asked before whatever is sent. @throws AppFailure `notFound`, `account.disabled` */
  confirm(): void
  /** Asked before each request. @throws AppFailure `notFound`, `account.disabled`, or what `SecretStore.read` throws */
  secret(field: SecretField): Promise<string>
}

/**
 * A client is made anew for each use: it holds nothing but where to send, and what an account shares, its limits, is
 * with the gateway. One that is held for long asks before each request whether the account is still what it was.
 */
export function createSessions(dependencies: Dependencies): Sessions {
  const { accounts, secrets, gateway, demo, openSignInPage, onPbxChange } = dependencies
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
      account,
      baseUrl,
      confirm: () => check(accounts.read(accountId)),
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

  /** Tokens live here and nowhere else; `of` tells which address and way of signing in they belong to. */
  const tokens = new Map<string, { of: string; session: TokenHolder }>()

  /** The token of an account, shared by all its clients; it must not outlive the permission to use the account. */
  function tokenOf({ account, baseUrl, confirm }: Access, create: () => TokenHolder): TokenHolder {
    const of = `${baseUrl} ${account.signIn}`
    const held = tokens.get(account.id)
    const session = held?.of === of ? held.session : create()
    tokens.set(account.id, { of, session })
    return {
      async withToken(work) {
        confirm()
        return session.withToken(work)
      },
    }
  }

  const twin = async (accountId: string, check: (account: AccountRecord) => void): Promise<TwinClient> => {
    const access = await open(accountId, 'twin', check)
    const { baseUrl, secret } = access
    const credentials = async () => ({ email: await secret('email'), password: await secret('password') })
    const session = tokenOf(access, () => createTwinSession({ gateway, accountId, baseUrl, credentials }))
    return createTwinClient({ gateway, accountId, baseUrl, session })
  }

  const pbx = async (accountId: string, check: (account: AccountRecord) => void): Promise<PbxClient> => {
    const access = await open(accountId, 'pbx', check)
    const place = { gateway, accountId, baseUrl: access.baseUrl }
    const session = tokenOf(access, () => {
      onPbxChange(accountId, null)
      return createPbxSession({
        ...place,
        credentials: () => pbxCredentials(access),
        keepRefreshToken: (refreshToken) => keepRefreshToken(accounts.read(accountId), refreshToken),
      })
    })
    return createPbxClient({ ...place, session, onWrite: (menu) => onPbxChange(accountId, menu) })
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
    },
    async signIn(accountId, options) {
      const { account, baseUrl, secret } = await open(accountId, 'pbx', refuseDisabled)
      if (account.signIn !== 'browser') throw new AppFailure('input.invalid')
      const { refreshToken } = await signInByBrowser({
        gateway,
        accountId,
        baseUrl,
        clientId: await secret('clientId'),
        clientSecret: await secret('clientSecret'),
        openPage: (url) => openSignInPage(url, baseUrl),
        ...options,
      })
      if (refreshToken === null) throw new AppFailure('provider.badAnswer')
      await keepRefreshToken(accounts.read(accountId), refreshToken)
      tokens.delete(accountId)
    },
    async probe(accountId) {
      const { provider } = accounts.read(accountId)
      const { baseUrl } = await open(accountId, provider, allow)
      if (provider === 'twin') {
        const client = await twin(accountId, allow)
        return { baseUrl, send: () => client.readUser().then(noLimits) }
      }
      if (provider === 'pbx') {
        const client = await pbx(accountId, allow)
        return { baseUrl, send: () => pbxLimits(client) }
      }
      const client = await exolve(accountId, allow)
      return { baseUrl, send: () => client.listOwnedNumbers({ limit: 1, offset: 0 }).then(noLimits) }
    },
  }
}

const noLimits = (): Finding[] => []

/** @throws GatewayFailure what reading the configuration throws */
async function pbxLimits(client: PbxClient): Promise<Finding[]> {
  // An application without access to the configuration signs in all the same; only a list of it tells.
  await client.listExtensions({ page: 1, perPage: 1 })
  // Whoever may only look is refused nothing until a change is on its way. Not every host need tell who signed in.
  const user = await ifThere(client.readUser())
  return user?.access === 'read_only' ? [{ path: '', severity: 'warning', code: 'pbx.userReadOnly', params: {} }] : []
}

/** What the account's way of signing in needs. @throws AppFailure what reading a secret throws */
async function pbxCredentials({ account: { signIn }, secret }: Access): Promise<PbxCredentials> {
  const application = { clientId: await secret('clientId'), clientSecret: await secret('clientSecret') }
  switch (signIn) {
    case 'password':
      return {
        ...application,
        grant: 'password',
        username: await secret('username'),
        password: await secret('password'),
      }
    case 'browser': {
      const refreshToken = await secret('refreshToken')
      return { ...application, grant: 'refresh_token', refreshToken, redirectUri: redirectAddress() }
    }
    default:
      return { ...application, grant: 'client_credentials' }
  }
}

function refuseDisabled({ disabled }: AccountRecord): void {
  if (disabled) throw new AppFailure('account.disabled')
}

const allow = (): void => undefined
