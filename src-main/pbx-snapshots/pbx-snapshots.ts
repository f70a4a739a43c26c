/** Snapshots of cloud PBX accounts: saved, compared, restored. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Output, ParsedInput } from '@shared/contract'
import { partStatuses, type PbxComparison } from '@shared/contract/pbx-snapshots'
import { AppFailure } from '@shared/domain/app-error'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { compareSections, pbxSnapshotSchema, type ComparedPart, type PbxSection } from '@shared/domain/pbx/snapshot'
import { snapshotFormat, snapshotMarkSchema, snapshotVersion } from '@shared/domain/snapshot'
import type { ProviderId } from '@shared/domain/account'
import type { Changes } from '../changes/changes'
import { writeAtomically } from '../files/atomic-file'
import type { Pbx } from '../pbx/pbx'
import type { Holdings } from '../pbx/pbx-store'
import { restoreEntries, type MenuRestore } from './restore'
import { sectionOf } from './section'
import type { PlanEntry } from '../changes/planner'

interface Dependencies {
  pbx: Pick<Pbx, 'fetch' | 'holdings' | 'cancelRefresh'>
  planEntries: Changes['planEntries']
  /** @throws AppFailure `notFound` */
  accountOf(accountId: string): { provider: ProviderId; label: string }
  /** Recordings in the console: by prompt, and whether one is still kept. */
  copies: { of(accountId: string, promptId: number): Recording | null; recording(sha256: string): Recording | null }
  /** Steps from one menu to another. */
  menuEntries(menu: MenuRestore): PlanEntry[]
  chooseSnapshot(): Promise<string | null>
  choosePlace(suggestedName: string): Promise<string | null>
  /** ms since 1970 */
  now(): number
}

interface Compared {
  head: Omit<PbxComparison, 'counts'>
  saved: PbxSection
  parts: ComparedPart[]
}

export type PbxSnapshots = ReturnType<typeof createPbxSnapshots>

/** bytes; the menus of a thousand extensions take a tenth of it */
const sizeMaximum = 100_000_000

export function createPbxSnapshots(dependencies: Dependencies) {
  const { pbx, planEntries, accountOf, copies, menuEntries, chooseSnapshot, choosePlace, now } = dependencies
  const compared = new Map<string, Compared>()

  /** What the account holds at this moment. @throws AppFailure why it could not be fetched */
  async function fetched(accountId: string): Promise<{ holdings: Holdings; section: PbxSection }> {
    await pbx.fetch(accountId)
    const holdings = pbx.holdings(accountId)
    if (!holdings) throw new AppFailure('numbersNotFetched')
    return { holdings, section: sectionOf(holdings, (id) => copies.of(accountId, id)) }
  }

  const described = ({ head, parts }: Compared): PbxComparison => {
    const counts = Object.fromEntries(
      partStatuses.map((status) => [status, parts.filter((part) => part.status === status).length]),
    )
    return { ...head, counts: counts as PbxComparison['counts'] }
  }

  return {
    async save({ accountId }: ParsedInput<'pbxSnapshots.save'>): Promise<Output<'pbxSnapshots.save'>> {
      const { provider, label } = accountOf(accountId)
      const takenAt = new Date(now()).toISOString()
      const path = await choosePlace(`${label.replaceAll(/[\\/:*?"<>|]/g, '-')}-${takenAt.slice(0, 10)}.json`)
      if (path === null) return null
      const { section } = await fetched(accountId)
      const file = {
        format: snapshotFormat,
        version: snapshotVersion,
        takenAt,
        account: { provider, label },
        sections: { pbx: section },
      }
      await writeAtomically(path, [`${JSON.stringify(file, null, 2)}\n`])
      return { fileName: basename(path), parts: compareSections(section, section).length }
    },

    async compare({ accountId }: ParsedInput<'pbxSnapshots.compare'>): Promise<PbxComparison | null> {
      const path = await chooseSnapshot()
      if (path === null) return null
      const { sections, takenAt, account } = await readSnapshot(path)
      const { section } = await fetched(accountId)
      const found: Compared = {
        head: {
          fileName: basename(path),
          takenAt: Date.parse(takenAt),
          comparedAt: now(),
          accountLabel: account.label,
        },
        saved: sections.pbx,
        parts: compareSections(section, sections.pbx),
      }
      compared.set(accountId, found)
      return described(found)
    },

    comparison({ accountId }: ParsedInput<'pbxSnapshots.comparison'>): PbxComparison | null {
      const found = compared.get(accountId)
      return found ? described(found) : null
    },

    parts(input: ParsedInput<'pbxSnapshots.parts'>): Output<'pbxSnapshots.parts'> {
      const { accountId, statuses, text, offset, limit } = input
      const wanted = text.trim().toLocaleLowerCase()
      const rows = (compared.get(accountId)?.parts ?? []).filter(
        ({ status, name }) =>
          (statuses.length === 0 || statuses.includes(status)) && name.toLocaleLowerCase().includes(wanted),
      )
      return { total: rows.length, rows: rows.slice(offset, offset + limit) }
    },

    /** @throws AppFailure `notFound` without a comparison, or with nothing to put back */
    async restore({ accountId, parts }: ParsedInput<'pbxSnapshots.restore'>): Promise<Output<'pbxSnapshots.restore'>> {
      const found = compared.get(accountId)
      if (!found) throw new AppFailure('notFound')
      const { holdings, section } = await fetched(accountId)
      const keys = parts && new Set(parts.map(({ kind, name }) => `${kind}/${name}`))
      const entries = restoreEntries({
        saved: found.saved,
        present: section,
        holdings,
        isWanted: (kind, name) => keys === null || keys.has(`${kind}/${name}`),
        hasRecording: (sha256) => copies.recording(sha256) !== null,
        menuEntries,
      })
      if (entries.length === 0) throw new AppFailure('notFound')
      const change = await planEntries({ accountId, origin: 'restore', entries, total: entries.length })
      return { changeId: change.id }
    },

    cancel({ accountId }: ParsedInput<'pbxSnapshots.cancel'>): void {
      pbx.cancelRefresh(accountId)
    },

    removeAccount(accountId: string): void {
      compared.delete(accountId)
    },
  }
}

/** @throws AppFailure `snapshot.notOne`, `snapshot.newer`, `snapshot.otherProvider`, `file.damaged`, `file.tooLarge`, `file.unreadable` */
async function readSnapshot(path: string) {
  const content = await readJson(path)
  const mark = snapshotMarkSchema.safeParse(content)
  if (!mark.success) throw new AppFailure('snapshot.notOne')
  if (mark.data.version > snapshotVersion) {
    throw new AppFailure('snapshot.newer', { params: { version: mark.data.version, known: snapshotVersion } })
  }
  const { sections } = content as { sections?: unknown }
  if (typeof sections !== 'object' || sections === null || !('pbx' in sections)) {
    throw new AppFailure('snapshot.otherProvider')
  }
  const read = pbxSnapshotSchema.safeParse(content)
  if (read.success) return read.data
  throw new AppFailure('file.damaged', { params: { reason: read.error.issues[0]?.path.join('.') ?? '' } })
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
