/** Snapshots that are compared object by object: saved, compared, restored. What the objects are is the business of `PartContents`. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from 'zod'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import { partStatuses, type PartComparison } from '@shared/contract/part-snapshots'
import { AppFailure } from '@shared/domain/app-error'
import {
  snapshotFormat,
  snapshotHeadSchema,
  snapshotMarkSchema,
  snapshotVersion,
  type SnapshotHead,
} from '@shared/domain/snapshot'
import { keyOfPart, type ComparedPart, type PartKey } from '@shared/domain/snapshot-part'
import { readExpectationSection } from '@shared/domain/call-flow/expectation-section'
import type { ProviderId } from '@shared/domain/account'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import { writeAtomically } from '../files/atomic-file'
import type { KeptExpectations } from './kept-expectations'

/** What is put back, and between what. */
export interface Restoration<Section> {
  accountId: string
  saved: Section
  present: Section
  isWanted(part: PartKey): boolean
  /** What the operator typed for an object that has a secret. */
  secretOf(part: PartKey): string | undefined
}

/** The objects of one kind of account. */
export interface PartContents<Section> {
  /** Name of its section in a snapshot file. */
  section: string
  schema: z.ZodType<Section>
  /** What the account holds at this moment. @throws AppFailure why that cannot be told; `cancelled` */
  read(accountId: string, signal: AbortSignal, report: (done: number, total: number | null) => void): Promise<Section>
  compare(present: Section, saved: Section): ComparedPart[]
  /** Objects that the account has and that could not be read. */
  unread(section: Section): number
  /** null: where a snapshot was taken makes no difference. */
  isOtherCompany(present: Section, saved: Section): boolean | null
  /** Steps from one to the other. `abandon` takes back what they need here, when nothing comes of them. */
  restore(restoration: Restoration<Section>): Promise<{ entries: PlanEntry[]; abandon(): void }>
  /** Wanted objects that have a secret, and whom they sign in as. */
  secretsNeeded(saved: Section, isWanted: (part: PartKey) => boolean): (PartKey & { name: string; login: string })[]
  /** Writes wanted objects that are missing into the console's own records. @returns how many */
  enter(accountId: string, takenAt: number, saved: Section, isWanted: (part: PartKey) => boolean): number
}

interface Dependencies {
  planEntries: Changes['planEntries']
  /** @throws AppFailure `notFound` */
  accountOf(accountId: string): { provider: ProviderId; label: string }
  chooseSnapshot(): Promise<string | null>
  choosePlace(suggestedName: string): Promise<string | null>
  expectations: KeptExpectations
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

interface Compared<Section> {
  head: Omit<PartComparison, 'counts'>
  saved: Section
  parts: ComparedPart[]
}

type Chosen = Pick<ParsedInput<'partSnapshots.secretsNeeded'>, 'all' | 'parts'>
export type PartSnapshots = ReturnType<typeof createPartSnapshots>

/** bytes; the menus of a thousand extensions take a tenth of it */
const sizeMaximum = 100_000_000
/** ms between two reports */
const reportInterval = 250

export function createPartSnapshots<Section>(contents: PartContents<Section>, dependencies: Dependencies) {
  const { planEntries, accountOf, chooseSnapshot, choosePlace, expectations, emit, now } = dependencies
  const compared = new Map<string, Compared<Section>>()
  const running = new Map<string, AbortController>()

  /** What the account holds at this moment; `cancel` ends the reading that began last. */
  async function read(accountId: string, task: EventPayload<'snapshots.didProgress'>['task']): Promise<Section> {
    const stop = new AbortController()
    running.set(accountId, stop)
    let toldAt = performance.now()
    try {
      return await contents.read(accountId, stop.signal, (done, total) => {
        if (performance.now() - toldAt < reportInterval && done !== total) return
        toldAt = performance.now()
        emit('snapshots.didProgress', { accountId, task, done, total })
      })
    } finally {
      if (running.get(accountId) === stop) running.delete(accountId)
    }
  }

  const described = ({ head, parts }: Compared<Section>): PartComparison => {
    const counts = Object.fromEntries(
      partStatuses.map((status) => [status, parts.filter((part) => part.status === status).length]),
    )
    return { ...head, counts: counts as PartComparison['counts'] }
  }

  /** @throws AppFailure `notFound` without a comparison */
  function comparedOf(accountId: string): Compared<Section> {
    const found = compared.get(accountId)
    if (!found) throw new AppFailure('notFound')
    return found
  }

  /** Which objects are meant, of those that differ or are missing. */
  function chosenOf({ parts: compared }: Compared<Section>, { all, parts }: Chosen): (part: PartKey) => boolean {
    const named = new Set(parts.map(keyOfPart))
    const chosen = new Set(
      compared
        .filter(({ status }) => status === 'different' || status === 'missing')
        .map(keyOfPart)
        .filter((key) => named.has(key) !== all),
    )
    return (part) => chosen.has(keyOfPart(part))
  }

  return {
    async save({ accountId }: ParsedInput<'partSnapshots.save'>): Promise<Output<'partSnapshots.save'>> {
      const { provider, label } = accountOf(accountId)
      const takenAt = new Date(now()).toISOString()
      const path = await choosePlace(`${label.replaceAll(/[\\/:*?"<>|]/g, '-')}-${takenAt.slice(0, 10)}.json`)
      if (path === null) return null
      const section = await read(accountId, 'save')
      const head: SnapshotHead = {
        format: snapshotFormat,
        version: snapshotVersion,
        takenAt,
        account: { provider, label },
      }
      const file = {
        ...head,
        sections: { [contents.section]: section, expectations: await expectations.sectionOf(accountId) },
      }
      await writeAtomically(path, [`${JSON.stringify(file, null, 2)}\n`])
      return {
        fileName: basename(path),
        parts: contents.compare(section, section).length,
        unread: contents.unread(section),
      }
    },

    async compare({ accountId }: ParsedInput<'partSnapshots.compare'>): Promise<PartComparison | null> {
      const path = await chooseSnapshot()
      if (path === null) return null
      const { section: saved, expectations: kept, takenAt, account } = await readSnapshot(path, contents)
      const section = await read(accountId, 'compare')
      const found: Compared<Section> = {
        head: {
          fileName: basename(path),
          takenAt: Date.parse(takenAt),
          comparedAt: now(),
          accountLabel: account.label,
          otherCompany: contents.isOtherCompany(section, saved),
        },
        saved,
        parts: contents.compare(section, saved),
      }
      compared.set(accountId, found)
      expectations.remember(accountId, kept)
      return described(found)
    },

    comparison({ accountId }: ParsedInput<'partSnapshots.comparison'>): PartComparison | null {
      const found = compared.get(accountId)
      return found ? described(found) : null
    },

    parts(input: ParsedInput<'partSnapshots.parts'>): Output<'partSnapshots.parts'> {
      const { accountId, statuses, text, offset, limit } = input
      const wanted = text.trim().toLocaleLowerCase()
      const rows = (compared.get(accountId)?.parts ?? []).filter(
        ({ status, name }) =>
          (statuses.length === 0 || statuses.includes(status)) && name.toLocaleLowerCase().includes(wanted),
      )
      return { total: rows.length, rows: rows.slice(offset, offset + limit) }
    },

    /** @throws AppFailure `notFound` without a comparison */
    secretsNeeded({
      accountId,
      ...chosen
    }: ParsedInput<'partSnapshots.secretsNeeded'>): Output<'partSnapshots.secretsNeeded'> {
      const found = comparedOf(accountId)
      return { needed: contents.secretsNeeded(found.saved, chosenOf(found, chosen)) }
    },

    /** @throws AppFailure `notFound` without a comparison, or with nothing to put back */
    async restore({
      accountId,
      secrets,
      ...chosen
    }: ParsedInput<'partSnapshots.restore'>): Promise<Output<'partSnapshots.restore'>> {
      const found = comparedOf(accountId)
      const typed = new Map(secrets.map(({ secret, ...part }) => [keyOfPart(part), secret]))
      const { entries, abandon } = await contents.restore({
        accountId,
        saved: found.saved,
        present: await read(accountId, 'compare'),
        isWanted: chosenOf(found, chosen),
        secretOf: (part) => typed.get(keyOfPart(part)),
      })
      try {
        if (entries.length === 0) throw new AppFailure('notFound')
        const change = await planEntries({ accountId, origin: 'restore', entries, total: entries.length })
        return { changeId: change.id }
      } catch (error) {
        abandon()
        throw error
      }
    },

    /** @throws AppFailure `notFound` without a comparison, and for a snapshot of another company */
    enter({ accountId, ...chosen }: ParsedInput<'partSnapshots.enter'>): Output<'partSnapshots.enter'> {
      const found = comparedOf(accountId)
      if (found.head.otherCompany !== false) throw new AppFailure('notFound')
      const isChosen = chosenOf(found, chosen)
      const missing = new Set(found.parts.filter(({ status }) => status === 'missing').map(keyOfPart))
      const isWanted = (part: PartKey) => missing.has(keyOfPart(part)) && isChosen(part)
      const entered = contents.enter(accountId, found.head.takenAt, found.saved, isWanted)
      for (const part of found.parts) {
        if (part.kind === 'registered' && isWanted(part)) Object.assign(part, { status: 'same', differences: [] })
      }
      found.head.comparedAt = now()
      return { entered }
    },

    cancel({ accountId }: ParsedInput<'partSnapshots.cancel'>): void {
      running.get(accountId)?.abort()
    },

    removeAccount(accountId: string): void {
      running.get(accountId)?.abort()
      compared.delete(accountId)
      expectations.remember(accountId, null)
    },
  }
}

/** @throws AppFailure `snapshot.notOne`, `snapshot.newer`, `snapshot.otherProvider`, `file.damaged`, `file.tooLarge`, `file.unreadable` */
async function readSnapshot<Section>(path: string, { section, schema }: PartContents<Section>) {
  const content = await readJson(path)
  const mark = snapshotMarkSchema.safeParse(content)
  if (!mark.success) throw new AppFailure('snapshot.notOne')
  if (mark.data.version > snapshotVersion) {
    throw new AppFailure('snapshot.newer', { params: { version: mark.data.version, known: snapshotVersion } })
  }
  const { sections } = content as { sections?: unknown }
  if (typeof sections !== 'object' || sections === null || !(section in sections)) {
    throw new AppFailure('snapshot.otherProvider')
  }
  const damaged = (place: string) => new AppFailure('file.damaged', { params: { reason: place } })
  const head = snapshotHeadSchema.safeParse(content)
  if (!head.success) throw damaged(head.error.issues[0]?.path.join('.') ?? '')
  const read = schema.safeParse((sections as Record<string, unknown>)[section])
  if (!read.success) throw damaged(['sections', section, ...(read.error.issues[0]?.path ?? [])].join('.'))
  return { ...head.data, section: read.data, expectations: readExpectationSection(sections) }
}

async function readJson(path: string): Promise<unknown> {
  let bytes: Buffer
  try {
    if ((await stat(path)).size > sizeMaximum) {
      throw new AppFailure('file.tooLarge', { params: { reason: `> ${sizeMaximum / 1_000_000} MB` } })
    }
    bytes = await readFile(path)
  } catch (cause) {
    if (cause instanceof AppFailure) throw cause
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new AppFailure('file.unreadable', { params: { reason } }, { cause })
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppFailure('snapshot.notOne')
  }
}
