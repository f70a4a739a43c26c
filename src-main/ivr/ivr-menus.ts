/** IVR menus: read into the database, published as changes, taken back as a whole. */
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { Change } from '@shared/contract/changes'
import type { IvrAccount } from '@shared/contract/ivr'
import { AppFailure } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import { arranged, arrangementOf } from '@shared/domain/ivr/arrangement'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { numberOfName, type Extension } from '@shared/domain/pbx/extension'
import type { Company } from '@shared/domain/pbx/company'
import type { Interval } from '@shared/domain/pbx/interval'
import type { Prompt } from '@shared/domain/pbx/prompt'
import type { WithdrawPrompt } from '@shared/domain/pbx/prompt-intent'
import type { Changes } from '../changes/changes'
import type { StoredIntent } from '../changes/operation'
import type { PlanEntry } from '../changes/planner'
import type { LongReadings } from '../providers/pbx/long-readings'
import type { PbxClient } from '../providers/pbx/client'
import { readWholeList } from '../providers/pbx/lists'
import { readMenu } from '../providers/pbx/menu'
import type { MenuPlace } from '../providers/pbx/requests'
import { createIvrStore, type KeptMenu } from './ivr-store'
import { publicationEntries } from './publication'

interface CompanyLists {
  extensions: readonly Extension[]
  prompts: readonly Prompt[]
  intervals: readonly Interval[]
}
/** By their ids. */
type HeldLists = { [Kind in keyof CompanyLists]: ReadonlyMap<number, CompanyLists[Kind][number]> }

/** What the console knows of companies; what is read here is told there. */
interface Companies {
  /** null: it was never read as a whole. */
  holdings(accountId: string): (HeldLists & { company: Company }) | null
  /** ms since 1970 */
  fetchedAt(accountId: string): number | null
  fetch(accountId: string): Promise<void>
  tookLists(accountId: string, lists: CompanyLists): void
  tookMenu(accountId: string, extensionId: number, menu: Menu): void
  /** Names of what plays a prompt. */
  referrersOf(accountId: string, kind: 'prompt', id: number): string[]
}

interface Dependencies {
  database: DatabaseSync
  /** The client of an account. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  readings: LongReadings
  changes(): Pick<Changes, 'planEntries' | 'steps' | 'discard' | 'read' | 'list'>
  company: Companies
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

export type IvrMenus = ReturnType<typeof createIvrMenus>

/** The most that changes tell in one answer. */
const stepsAtOnce = 500

export function createIvrMenus({ database, pbx, readings, changes, company, emit, now }: Dependencies) {
  const store = createIvrStore(database)
  const underWay = new Map<string, AbortController>()
  /** How often a write of a menu was told, by account and extension. */
  const writes = new Map<string, number>()

  async function account({ accountId, refresh }: ParsedInput<'ivr.account'>): Promise<IvrAccount> {
    const kept = store.readAccount(accountId)
    if (!refresh) {
      const held = company.holdings(accountId)
      const fetchedAt = Math.max(company.fetchedAt(accountId) ?? 0, kept?.fetchedAt ?? 0)
      if (held) return describe(held.company, listsOf(held), fetchedAt)
      if (kept) return kept
    }
    const client = await pbx(accountId)
    const [about, extensions, prompts, intervals] = await Promise.all([
      client.readCompany(),
      readWholeList(client.listExtensions),
      readWholeList(client.listSounds),
      readWholeList(client.listIntervals),
    ])
    const lists = { extensions, prompts, intervals }
    company.tookLists(accountId, lists)
    const fetched = describe(about, lists, now())
    store.saveAccount(accountId, fetched)
    return fetched
  }

  /**
   * One reading of a menu at a time; a second one ends the first.
   * @param kept what was read before: of its contexts only those are read again that were written since. null: all are
   */
  async function load(
    accountId: string,
    extensionId: number,
    kept: KeptMenu | null = null,
  ): Promise<{ menu: Menu; fetchedAt: number }> {
    const name = `${accountId}/${extensionId}`
    const unwritten = kept?.menu.contexts.filter(({ key }) => !kept.written.has(key)) ?? []
    const known = new Map(unwritten.map(({ key, options }) => [key, options]))
    const writesBefore = writes.get(name)
    const stop = new AbortController()
    underWay.get(name)?.abort()
    underWay.set(name, stop)
    try {
      const progress = { accountId, extensionId }
      emit('ivr.didProgress', { ...progress, done: 0, total: null })
      const reading = await readings.run(accountId, `menu ${extensionId}`, await pbx(accountId), (client) =>
        readMenu(client, extensionId, {
          signal: stop.signal,
          known,
          onContext: (done, total) => emit('ivr.didProgress', { ...progress, done, total }),
        }),
      )
      const { value: menu } = reading
      const fetchedAt = kept?.fetchedAt ?? reading.startedAt
      store.saveMenu(accountId, extensionId, menu, fetchedAt)
      // What was written in the middle may be missing in what was read.
      if (writes.get(name) === writesBefore) store.clearWritten(accountId, extensionId)
      company.tookMenu(accountId, extensionId, menu)
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
    if (extensionId === null) {
      const taken = (await account({ accountId, refresh: true })).extensions.find((one) => one.number === number)
      if (taken && (await unfinishedOf(accountId, number))?.isNew) return { outcome: 'begun', extensionId: taken.id }
      if (taken) throw takenNumber(number)
    }
    const entries = publicationEntries({ ...input, refuseChanged: true })
    if (entries.length === 0) return { outcome: 'unchanged' }
    const planned = await changes().planEntries({ accountId, origin: 'form', entries, total: entries.length })
    if (extensionId !== null && (await isChangedSince(planned.id))) {
      await changes().discard({ changeId: planned.id })
      const { menu } = await load(accountId, extensionId)
      return { outcome: 'changed', present: arranged(menu, store.readArrangement(accountId, extensionId)) }
    }
    // Under their present names, by which contexts are known whose ids this change makes.
    if (extensionId !== null) store.saveArrangement(accountId, extensionId, arrangementOf(input.wanted, base))
    store.savePublication(planned.id, accountId, number, extensionId === null ? null : base)
    return { outcome: 'planned', changeId: planned.id }
  }

  /** @returns null for a change that was planned and never applied, or is no longer remembered: nothing came of it */
  async function applied(changeId: string): Promise<Change | null> {
    try {
      const change = await changes().read({ changeId })
      return change.state === 'planned' ? null : change
    } catch (error) {
      if (error instanceof AppFailure && error.error.code === 'notFound') return null
      throw error
    }
  }

  /** The last publishing of a menu, when it did not come to its end and was not taken back. `isNew`: it was to make the menu. */
  async function unfinishedOf(accountId: string, number: string) {
    for (const { changeId, isNew } of store.publicationsOf(accountId, number)) {
      const change = await applied(changeId)
      if (!change) continue
      return isComplete(change) || (await isTakenBack(change)) ? null : { changeId, isNew }
    }
    return null
  }

  /** Whether a later publishing of the same menu sent something: what this one did not do is done by that one, or not wanted. */
  async function isOvertaken(accountId: string, changeId: string): Promise<boolean> {
    const publication = store.readPublication(changeId)
    if (!publication) return false
    for (const later of store.publicationsOf(accountId, publication.number)) {
      if (later.changeId === changeId) return false
      if (await applied(later.changeId)) return true
    }
    return false
  }

  /** A step that the review refused is not missing: it says what stays. */
  async function isTakenBack({ id, accountId }: Change): Promise<boolean> {
    const later = { accountId, states: ['finished' as const], text: '', offset: 0, limit: 200 }
    return (await changes().list(later)).changes.some(
      (change) => change.undoOf === id && isComplete({ counts: { ...change.counts, refused: 0 } }),
    )
  }

  async function isChangedSince(changeId: string): Promise<boolean> {
    const input = { changeId, states: ['refused' as const], withFindings: true, offset: 0, limit: stepsAtOnce }
    const { steps } = await changes().steps(input)
    return steps.some(({ findings }) => findings.some(({ code }) => code === 'change.changedSince'))
  }

  /** @throws AppFailure `notFound` for a change that published no menu */
  async function wayBackOf(accountId: string, changeId: string): Promise<PlanEntry[]> {
    const publication = store.readPublication(changeId)
    if (!publication) throw new AppFailure('notFound')
    const { number, former } = publication
    const { extensions, sounds } = await account({ accountId, refresh: true })
    const withdrawn = await withdrawals(accountId, changeId, number, sounds)
    const extension = extensions.find((one) => one.number === number)
    if (!extension) return withdrawn
    if (former === null) {
      return [{ intent: { operation: 'pbx.deleteExtension', id: extension.id, number } }, ...withdrawn]
    }
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
    return [...publicationEntries(way), ...withdrawn]
  }

  /** Takes away the prompts that a publishing uploaded; one that something else plays by now stays, and the review says why. */
  async function withdrawals(
    accountId: string,
    changeId: string,
    number: string,
    sounds: IvrAccount['sounds'],
  ): Promise<PlanEntry[]> {
    const entries: PlanEntry[] = []
    const titles = await uploadedBy(changeId)
    // Who plays what is known only of a company that was read as a whole.
    if (titles.length > 0 && !company.holdings(accountId)) await company.fetch(accountId)
    for (const title of titles) {
      const prompt = sounds.find((sound) => sound.title === title)
      if (!prompt) continue
      const intent: StoredIntent = {
        operation: 'pbx.withdrawPrompt',
        id: prompt.id,
        title,
      } satisfies WithdrawPrompt
      const players = company.referrersOf(accountId, 'prompt', prompt.id).filter((name) => name !== number)
      const params = { users: players.join(', ') }
      const refusals: Finding[] = [{ path: '', severity: 'error', code: 'prompt.inUse', params }]
      entries.push(players.length > 0 ? { intent, refusals } : { intent })
    }
    return entries
  }

  /** @returns titles; an account has one prompt of a title */
  async function uploadedBy(changeId: string): Promise<string[]> {
    const titles: string[] = []
    for (let offset = 0; ; offset += stepsAtOnce) {
      const page = { changeId, states: ['done' as const], withFindings: false, offset, limit: stepsAtOnce }
      const { steps } = await changes().steps(page)
      const uploads = steps.filter(({ operation }) => operation === 'pbx.createPrompt')
      titles.push(...uploads.map(({ object }) => object))
      // They come first.
      if (uploads.length < stepsAtOnce) return titles
    }
  }

  return {
    account,
    /** Called before and after a request that writes something of a menu: that is read anew when the menu is looked at next. */
    noteWrite(accountId: string, { extension, context }: MenuPlace): void {
      const name = `${accountId}/${extension}`
      writes.set(name, (writes.get(name) ?? 0) + 1)
      store.noteWritten(accountId, extension, context)
    },
    async read({ accountId, extensionId, refresh }: ParsedInput<'ivr.read'>): Promise<Output<'ivr.read'>> {
      const kept = refresh ? null : store.readMenu(accountId, extensionId)
      const { menu, fetchedAt } = kept?.written.size === 0 ? kept : await load(accountId, extensionId, kept)
      const { extensions } = await account({ accountId, refresh: false })
      const number = extensions.find(({ id }) => id === extensionId)?.number
      const unfinished = number === undefined ? null : await unfinishedOf(accountId, number)
      const arrangement = store.readArrangement(accountId, extensionId)
      return { menu: arranged(menu, arrangement), fetchedAt, unfinished: unfinished?.changeId ?? null }
    },
    cancelRead({ accountId, extensionId }: ParsedInput<'ivr.cancelRead'>): void {
      underWay.get(`${accountId}/${extensionId}`)?.abort()
    },
    arrange({ accountId, extensionId, contexts }: ParsedInput<'ivr.arrange'>): void {
      store.saveArrangement(accountId, extensionId, contexts)
    },
    publish: (input: ParsedInput<'ivr.publish'>): Promise<Output<'ivr.publish'>> =>
      publish(input.extensionId === null ? { ...input, base: emptyMenu } : input),
    isPublication: store.isPublication,
    wayBackOf,
    isOvertaken,
    names: store.names,
    removeAccount: store.removeAccount,
    /** Ends what runs, before the database closes. */
    close(): void {
      for (const stop of underWay.values()) stop.abort()
    },
  }
}

const takenNumber = (number: string): AppFailure => {
  const taken: Finding = { path: 'number', severity: 'error', code: 'ivr.numberTaken', params: { number } }
  return new AppFailure('input.invalid', { fields: [taken] })
}

const listsOf = ({ extensions, prompts, intervals }: HeldLists): CompanyLists => ({
  extensions: [...extensions.values()],
  prompts: [...prompts.values()],
  intervals: [...intervals.values()],
})

/** @param fetchedAt ms since 1970 */
const describe = (
  company: Company,
  { extensions, prompts, intervals }: CompanyLists,
  fetchedAt: number,
): IvrAccount => ({
  extensionLength: company.extensionLength,
  extensions: extensions.map(({ id, name, label, type, status }) => ({
    id,
    number: numberOfName(name, company.prefix),
    label,
    type,
    blocked: status === 'blocked',
  })),
  sounds: prompts.map(({ id, title, filename }) => ({ id, title: title || filename })),
  intervals: intervals.map(({ id, name }) => ({ id, name })),
  fetchedAt,
})

/** Steps that did not do what they were to do. */
const isComplete = ({ counts }: Pick<Change, 'counts'>): boolean =>
  counts.done + counts.unchanged === Object.values(counts).reduce((sum, count) => sum + count, 0)
