/** What cloud PBX accounts hold: fetched, kept, searched, and who refers to what. What the handlers of `pbx.*` call. */
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import { AppFailure } from '@shared/domain/app-error'
import { namesIn, type MenuNames } from '@shared/domain/ivr/difference-names'
import { menuForwardings } from '@shared/domain/pbx/call-ways'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import type { Menu } from '@shared/domain/ivr/menu'
import { numberOfName, type Extension } from '@shared/domain/pbx/extension'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import type { Interval } from '@shared/domain/pbx/interval'
import type { Prompt } from '@shared/domain/pbx/prompt'
import type { UsedKind } from '@shared/domain/pbx/used-by'
import { createFaultNamer, storageErrorOf } from '../log/fault-namer'
import type { Log } from '../log/log'
import type { PbxClient } from '../providers/pbx/client'
import { readWholeList } from '../providers/pbx/lists'
import { readOrderedRules } from '../providers/pbx/ordered-rules'
import type { LongReadings } from '../providers/pbx/long-readings'
import { createPbxQuery } from './pbx-query'
import { createPbxRefresh } from './pbx-refresh'
import { createPbxStore } from './pbx-store'
import { watchedClient } from './watched-client'

interface Dependencies {
  /** The one connection that writes. */
  database: DatabaseSync
  /** The client of an account. @throws AppFailure when the account is gone or disabled */
  pbx(accountId: string): Promise<PbxClient>
  readings: LongReadings
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  log: Log
  /** ms since 1970 */
  now(): number
}

export type Pbx = ReturnType<typeof createPbx>

/** What others refer to, as the lists of the provider have it. */
interface CompanyLists {
  extensions: readonly Extension[]
  prompts: readonly Prompt[]
  intervals: readonly Interval[]
}

/** ms that changes wait for each other before they are told: a big change makes thousands. */
const tellDelay = 100

/** Before anything was fetched: the usual length, and nothing to recognise a prefix by. */
const unknownNumbering = { prefix: '', domain: '', domainPrefix: '', extensionLength: 3 }

export function createPbx({ database, pbx, readings, emit, log, now }: Dependencies) {
  const store = createPbxStore(database)
  const query = createPbxQuery(store)
  const waiting = new Map<string, NodeJS.Timeout>()

  function didChange(accountId: string): void {
    query.forget(accountId)
    if (waiting.has(accountId)) return
    const tell = () => {
      waiting.delete(accountId)
      emit('pbx.didChange', { accountId })
    }
    waiting.set(accountId, setTimeout(tell, tellDelay))
  }

  const refreshes = createPbxRefresh({
    store,
    pbx,
    readings,
    toAppError: createFaultNamer({
      log,
      words: 'fault in the fetch of a cloud PBX',
      recognise: storageErrorOf(database),
    }),
    onDidProgress: (accountId) => emit('pbx.didRefresh', { accountId, refresh: refreshes.state(accountId) }),
    onDidPublish(accountId) {
      didChange(accountId)
      emit('accounts.didChange', {})
    },
  })

  /** The client of an account; what it reads and writes is shown at once. */
  const watched = async (accountId: string): Promise<PbxClient> =>
    watchedClient(await pbx(accountId), accountId, store, () => didChange(accountId))

  return {
    ...query,
    client: watched,
    /** All that was read of an account; null: never. */
    holdings: store.holdings,
    /** When all of an account was read last, ms since 1970; null: never. */
    fetchedAt: store.fetchedAt,
    /** Takes over lists that were just read whole, and menus that were read alone. */
    tookLists(accountId: string, lists: CompanyLists): void {
      const { extensions, prompts, intervals } = lists
      const changed = [
        store.putAll(accountId, 'extension', extensions),
        store.putAll(accountId, 'prompt', prompts),
        store.putAll(accountId, 'interval', intervals),
      ]
      if (changed.includes(true)) didChange(accountId)
    },
    tookMenu(accountId: string, extensionId: number, menu: Menu): void {
      if (store.put(accountId, 'menu', extensionId, menu)) didChange(accountId)
    },
    /** Fetches everything and answers when that is over. @throws AppFailure why it failed, `cancelled` included */
    fetch: (accountId: string): Promise<void> => refreshes.fetch(accountId),
    refresh: refreshes.start,
    cancelRefresh: refreshes.cancel,
    refreshState: refreshes.state,

    async registration({
      accountId,
      id,
    }: ParsedInput<'pbx.extensions.registration'>): Promise<Output<'pbx.extensions.registration'>> {
      return { ...(await (await pbx(accountId)).readRegistration(id)), readAt: now() }
    },

    /** As the provider has them now. @throws what the client throws, `provider.listUnstable` */
    async listExtensions(accountId: string, signal: AbortSignal): Promise<Extension[]> {
      return readWholeList((await pbx(accountId)).listExtensions, { signal })
    },

    async rules({ accountId, id, refresh }: ParsedInput<'pbx.rules.read'>): Promise<Output<'pbx.rules.read'>> {
      if (refresh) return { rules: await readOrderedRules(await watched(accountId), id) }
      const holdings = store.holdings(accountId)
      if (!holdings) throw new AppFailure('numbersNotFetched')
      return { rules: holdings.rules.get(id) ?? [] }
    },

    /** Names of what refers to an object, for the check of its deletion: `101`, `078123…`. */
    referrersOf: (accountId: string, kind: UsedKind, id: number): string[] => [
      ...new Set(
        query
          .referrers({ accountId, kind, id })
          .map((referrer) => (referrer.kind === 'publicNumber' ? referrer.number : referrer.extension)),
      ),
    ],

    extensionLengthOf: (accountId: string): number | null => store.holdings(accountId)?.company.extensionLength ?? null,

    /** What rules of an extension may refer to, as far as was fetched. */
    ruleContext(accountId: string, extensionId: number): RuleContext {
      const holdings = store.holdings(accountId)
      if (!holdings) return { owner: null, numbering: unknownNumbering, now: now() }
      const { company, extensions, prompts, intervals, publicNumbers, rules, menus } = holdings
      return {
        owner: extensions.get(extensionId) ?? null,
        numbering: company,
        extensions: [...extensions.values()],
        prompts: [...prompts.values()],
        intervals: [...intervals.values()],
        publicNumbers: [...publicNumbers.values()],
        rulesOf: (id) => rules.get(id)?.map(({ rule }) => rule),
        menuForwardings(id) {
          const menu = menus.get(id)
          return menu && menuForwardings(menu)
        },
        now: now(),
      }
    },

    /** The rules of an extension as they were read last; none for what was never read. */
    knownRules: (accountId: string, extensionId: number): readonly SavedRule[] =>
      store.holdings(accountId)?.rules.get(extensionId) ?? [],

    /** What the ids in a menu stand for, as far as was fetched. */
    menuNames(accountId: string, extensionId: number): MenuNames {
      const holdings = store.holdings(accountId)
      if (!holdings) return namesIn(null, undefined)
      const { company, extensions, prompts, intervals, menus } = holdings
      const named = {
        sounds: [...prompts.values()],
        intervals: [...intervals.values()],
        extensions: [...extensions.values()].map(({ name, label }) => ({
          number: numberOfName(name, company.prefix),
          label,
        })),
      }
      return namesIn(named, menus.get(extensionId))
    },

    /** For the description of an account. */
    countOf(accountId: string): { numberCount: number; numbersFetchedAt: number | null } {
      const holdings = store.holdings(accountId)
      return {
        numberCount: holdings ? holdings.extensions.size + holdings.publicNumbers.size : 0,
        numbersFetchedAt: store.fetchedAt(accountId),
      }
    },

    async removeAccount(accountId: string): Promise<void> {
      await refreshes.forget(accountId)
      readings.forget(accountId)
      store.removeAccount(accountId)
      query.forget(accountId)
    },

    /** Ends what runs, before the database closes. */
    async close(): Promise<void> {
      for (const timer of waiting.values()) clearTimeout(timer)
      await refreshes.close()
    },
  }
}
