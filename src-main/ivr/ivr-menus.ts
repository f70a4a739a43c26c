/** IVR menus: read into the database, published as changes, taken back as a whole. */
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { IvrAccount } from '@shared/contract/ivr'
import { AppFailure } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { numberOfName } from '@shared/domain/pbx/extension'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import type { LongReadings } from '../providers/pbx/long-readings'
import type { PbxClient } from '../providers/pbx/client'
import { readMenu } from '../providers/pbx/menu'
import { createIvrStore } from './ivr-store'
import { publicationEntries } from './publication'

interface Dependencies {
  database: DatabaseSync
  /** The client of an account. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  readings: LongReadings
  changes(): Pick<Changes, 'planEntries' | 'steps' | 'discard'>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

export type IvrMenus = ReturnType<typeof createIvrMenus>

const perPage = 200

export function createIvrMenus({ database, pbx, readings, changes, emit, now }: Dependencies) {
  const store = createIvrStore(database)
  const underWay = new Map<string, AbortController>()

  async function account({ accountId, refresh }: ParsedInput<'ivr.account'>): Promise<IvrAccount> {
    const known = refresh ? null : store.readAccount(accountId)
    if (known) return known
    const client = await pbx(accountId)
    const [company, extensions, sounds, intervals] = await Promise.all([
      client.readCompany(),
      allPages((page) => client.listExtensions(page)),
      allPages((page) => client.listSounds(page)),
      allPages((page) => client.listIntervals(page)),
    ])
    const fetched: IvrAccount = {
      extensionLength: company.extensionLength,
      extensions: extensions.map(({ id, name, label, type, status }) => ({
        id,
        number: numberOfName(name, company.prefix),
        label,
        type,
        blocked: status === 'blocked',
      })),
      sounds: sounds.map(({ id, title, filename }) => ({ id, title: title || filename })),
      intervals: intervals.map(({ id, name }) => ({ id, name })),
      fetchedAt: now(),
    }
    store.saveAccount(accountId, fetched)
    return fetched
  }

  /** One reading of a menu at a time; a second one ends the first. */
  async function load(accountId: string, extensionId: number): Promise<{ menu: Menu; fetchedAt: number }> {
    const name = `${accountId}/${extensionId}`
    const stop = new AbortController()
    underWay.get(name)?.abort()
    underWay.set(name, stop)
    try {
      const progress = { accountId, extensionId }
      emit('ivr.didProgress', { ...progress, done: 0, total: null })
      const reading = await readings.run(accountId, `menu ${extensionId}`, await pbx(accountId), (client) =>
        readMenu(client, extensionId, { signal: stop.signal }, (done, total) =>
          emit('ivr.didProgress', { ...progress, done, total }),
        ),
      )
      const { value: menu, startedAt: fetchedAt } = reading
      store.saveMenu(accountId, extensionId, menu, fetchedAt)
      return { menu, fetchedAt }
    } catch (error) {
      if (stop.signal.aborted) throw new AppFailure('cancelled')
      throw error
    } finally {
      stop.abort()
      if (underWay.get(name) === stop) underWay.delete(name)
    }
  }

  async function publish(input: ParsedInput<'ivr.publish'>): Promise<Output<'ivr.publish'>> {
    const { accountId, extensionId, number, base } = input
    if (extensionId === null) await refuseTaken(accountId, number)
    const entries = publicationEntries({ ...input, refuseChanged: true })
    if (entries.length === 0) return { outcome: 'unchanged' }
    const planned = await changes().planEntries({ accountId, origin: 'form', entries, total: entries.length })
    if (extensionId !== null && (await isChangedSince(planned.id))) {
      await changes().discard({ changeId: planned.id })
      return { outcome: 'changed', present: (await load(accountId, extensionId)).menu }
    }
    store.savePublication(planned.id, accountId, number, extensionId === null ? null : base)
    return { outcome: 'planned', changeId: planned.id }
  }

  /** A menu that somebody else has under this number is not drawn over. @throws AppFailure `input.invalid` */
  async function refuseTaken(accountId: string, number: string): Promise<void> {
    const { extensions } = await account({ accountId, refresh: true })
    if (!extensions.some((one) => one.number === number)) return
    const taken: Finding = { path: 'number', severity: 'error', code: 'ivr.numberTaken', params: { number } }
    throw new AppFailure('input.invalid', { fields: [taken] })
  }

  async function isChangedSince(changeId: string): Promise<boolean> {
    const input = { changeId, states: ['refused' as const], withFindings: true, offset: 0, limit: 500 }
    const { steps } = await changes().steps(input)
    return steps.some(({ findings }) => findings.some(({ code }) => code === 'change.changedSince'))
  }

  /** @returns null for a change that published no menu */
  async function wayBackOf(accountId: string, changeId: string): Promise<PlanEntry[] | null> {
    const publication = store.readPublication(changeId)
    if (!publication) return null
    const { number, former } = publication
    const { extensions } = await account({ accountId, refresh: true })
    const extension = extensions.find((one) => one.number === number)
    if (!extension) return []
    if (former === null) return [{ intent: { operation: 'pbx.deleteExtension', id: extension.id, number } }]
    const { menu: base } = await load(accountId, extension.id)
    const way = {
      base,
      wanted: former,
      number,
      extensionId: extension.id,
      label: '',
      refuseChanged: false,
      uploads: [],
    }
    return publicationEntries(way)
  }

  return {
    account,
    async read({ accountId, extensionId, refresh }: ParsedInput<'ivr.read'>): Promise<Output<'ivr.read'>> {
      return (refresh ? null : store.readMenu(accountId, extensionId)) ?? (await load(accountId, extensionId))
    },
    cancelRead({ accountId, extensionId }: ParsedInput<'ivr.cancelRead'>): void {
      underWay.get(`${accountId}/${extensionId}`)?.abort()
    },
    publish: (input: ParsedInput<'ivr.publish'>): Promise<Output<'ivr.publish'>> =>
      publish(input.extensionId === null ? { ...input, base: emptyMenu } : input),
    wayBackOf,
    names: store.names,
    removeAccount: store.removeAccount,
    /** Ends what runs, before the database closes. */
    close(): void {
      for (const stop of underWay.values()) stop.abort()
    },
  }
}

async function allPages<Item>(list: (page: { page: number; perPage: number }) => Promise<Item[]>): Promise<Item[]> {
  const items: Item[] = []
  for (let page = 1; ; page++) {
    const read = await list({ page, perPage })
    items.push(...read)
    if (read.length < perPage) return items
  }
}
