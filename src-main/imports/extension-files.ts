/** Extensions of a company: rows of a file as steps of a change, and what the provider has as the rows of a file. */
import { z } from 'zod'
import type { Intent } from '@shared/contract/changes'
import { AppFailure } from '@shared/domain/app-error'
import { extensionColumns, type ExtensionColumn } from '@shared/domain/import/extension-columns'
import { newExtensionOf, writeExtensionRow, type ExtensionSurroundings } from '@shared/domain/import/extension-row'
import { numberOfName, settingsOf, type Extension } from '@shared/domain/pbx/extension'
import type { Company } from '@shared/domain/pbx/company'
import type { PlanEntry } from '../changes/planner'
import type { FileColumn } from '../files/table-file'
import type { FileEntry } from './file-task'

export interface ExtensionSource {
  /** What was fetched of a company; null: never. */
  holdings(accountId: string): { company: Company; extensions: ReadonlyMap<number, Extension> } | null
  /** All extensions as the provider has them now. @throws what the client throws */
  listExtensions(accountId: string, signal: AbortSignal): Promise<Extension[]>
}

type Row = ReadonlyMap<ExtensionColumn, string>

const columns: FileColumn<Row>[] = extensionColumns.map((column) => ({
  title: column,
  value: (row) => row.get(column) ?? null,
}))

const presentSchema = z.object({ present: z.unknown() })

export function createExtensionFiles({ holdings, listExtensions }: ExtensionSource) {
  /** @throws AppFailure `numbersNotFetched` */
  function companyOf(accountId: string) {
    const held = holdings(accountId)
    if (!held) throw new AppFailure('numbersNotFetched')
    return held
  }
  const byNumber = (company: Company, extensions: Iterable<Extension>): Map<string, Extension> =>
    new Map([...extensions].map((extension) => [numberOfName(extension.name, company.prefix), extension]))

  function surroundingsOf(company: Company, present: ReadonlyMap<string, Extension>): ExtensionSurroundings {
    const { prefix, domain, domainPrefix, extensionLength } = company
    return {
      numbering: { prefix, domain, domainPrefix, extensionLength },
      present: new Map([...present].map(([number, { type, status }]) => [number, { type, status }])),
    }
  }

  return {
    /** As far as was fetched; nobody is asked. @throws AppFailure `numbersNotFetched` */
    surroundings(accountId: string): ExtensionSurroundings {
      const { company, extensions } = companyOf(accountId)
      return surroundingsOf(company, byNumber(company, extensions.values()))
    },

    /**
     * What a plan is made against: what the provider has now. A file that lacks a column leaves that field as it is, and a value
     * that was fetched long ago would put it back.
     */
    async planning(accountId: string, signal: AbortSignal) {
      const { company } = companyOf(accountId)
      const present = byNumber(company, await listExtensions(accountId, signal))
      return {
        surroundings: surroundingsOf(company, present),
        toPlanEntry: (entry: FileEntry): PlanEntry => planEntry(entry, present.get(entry.number)),
        isNew: (before: unknown): boolean => presentSchema.parse(before).present === null,
      }
    },

    /** @throws AppFailure `numbersNotFetched` */
    async table(accountId: string, signal: AbortSignal): Promise<{ columns: FileColumn<Row>[]; rows: Row[] }> {
      const { company } = companyOf(accountId)
      const numbered = [...byNumber(company, await listExtensions(accountId, signal))]
      const inOrder = numbered.toSorted(([one], [other]) => one.localeCompare(other))
      return { columns, rows: inOrder.map(([, extension]) => writeExtensionRow(extension)) }
    },
  }
}

/** A refused row keeps what could be read of it; nothing of it is ever sent. */
function planEntry({ line, number, wanted, findings }: FileEntry, known: Extension | undefined): PlanEntry {
  if (wanted.subject !== 'extension') throw new Error('a row about something else')
  const { type, settings } = wanted.extension
  const intent: Intent = known
    ? { operation: 'pbx.updateExtension', id: known.id, number, settings: { ...settingsOf(known), ...settings } }
    : { operation: 'pbx.createExtension', wanted: newExtensionOf({ number, type, settings }) }
  return findings.length === 0 ? { line, intent } : { line, intent, refusals: findings }
}
