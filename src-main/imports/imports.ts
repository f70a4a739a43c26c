/** Forwarding of many numbers, or extensions: from a file or a selection into a change, and from the provider into a file. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { Change, Intent } from '@shared/contract/changes'
import type { ImportSubject, ImportSummary, OpenedFile, Reading } from '@shared/contract/imports'
import type { NumberSelection } from '@shared/contract/numbers'
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { Locale } from '@shared/text/text'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import { writeAtomically } from '../files/atomic-file'
import { csvFile, type FileColumn } from '../files/table-file'
import { createExtensionFiles, type ExtensionSource } from './extension-files'
import type { FileEntry, FileTask, RowCounts } from './file-task'
import { fileVersion, type FileVersion } from './file-walk'
import { readForwardingTable } from './forwarding-export'
import { createImportStore } from './import-store'
import { runImportTask } from './import-thread'
import type { ImportTask } from './import-worker'

interface Dependencies {
  database: DatabaseSync
  /** The built `import-worker.js`. */
  workerPath: string
  planEntries: Changes['planEntries']
  /** Numbers of the account as E.164 digits, joined by commas; null: never fetched. */
  ownedNumbers(accountId: string): Promise<string | null>
  /** The same of those that are selected, each once. */
  selectedNumbers(accountId: string, selection: NumberSelection): Promise<string | null>
  /** @throws what the client throws */
  readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding>
  extensions: ExtensionSource
  /** The operator's choice of a table to read. null: none. */
  chooseTable(): Promise<string | null>
  /** The operator's choice of a place to write to. null: none. */
  choosePlace(suggestedName: string): Promise<string | null>
  /** A file to begin with, in the operator's language. */
  samplePath(subject: ImportSubject, locale: Locale): string
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
}

export type Imports = ReturnType<typeof createImports>

interface KnownFile {
  path: string
  subject: ImportSubject
  version: FileVersion
}

type RuleTask = Pick<ParsedInput<'imports.check'>, 'importId' | 'accountId' | 'reading' | 'rule'>

/** A file on its way into a change. */
interface Planning {
  task: FileTask
  toPlanEntry(entry: FileEntry): PlanEntry
  /** @param before state of an object as the plan recorded it */
  isNew(before: unknown): boolean
}

/** ms between two reports of an export */
const reportInterval = 250
const failuresListed = 100

export function createImports(dependencies: Dependencies) {
  const { database, workerPath, emit } = dependencies
  const store = createImportStore(database)
  const extensionFiles = createExtensionFiles(dependencies.extensions)
  /** Files that the operator chose since the start, by the id that the window knows them by. */
  const files = new Map<string, KnownFile>()
  const running = new Map<string, AbortController>()

  /** Runs something that can be cancelled by its key; an earlier run of the same key is cancelled. */
  async function cancellable<Value>(key: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const stop = new AbortController()
    running.get(key)?.abort()
    running.set(key, stop)
    try {
      return await work(stop.signal)
    } finally {
      if (running.get(key) === stop) running.delete(key)
    }
  }

  function fileOf(importId: string): KnownFile {
    const file = files.get(importId)
    if (!file) throw new AppFailure('notFound')
    return file
  }

  async function inspect(importId: string, reading: Reading | null): Promise<OpenedFile> {
    const { path, version, subject } = fileOf(importId)
    return cancellable(importId, async (signal) => {
      for await (const answer of runImportTask(workerPath, { kind: 'inspect', path, reading, subject }, signal)) {
        if (answer.kind === 'inspected')
          return { importId, name: basename(path), size: version.size, ...answer.inspection }
      }
      throw new Error('no answer to an inspection')
    })
  }

  async function checkTask({ importId, accountId, reading, rule }: RuleTask): Promise<FileTask> {
    const file = { ...fileOf(importId), reading }
    if (rule.kind === 'extensions') return { ...file, rule, surroundings: extensionFiles.surroundings(accountId) }
    const owned = await dependencies.ownedNumbers(accountId)
    if (owned === null) throw new AppFailure('numbersNotFetched')
    return { ...file, rule, owned }
  }

  async function planning(input: RuleTask, signal: AbortSignal): Promise<Planning> {
    const { importId, accountId, reading, rule } = input
    if (rule.kind !== 'extensions') {
      const isNew = (before: unknown) => !hadForwarding(before)
      return { task: await checkTask(input), toPlanEntry: toForwardingEntry, isNew }
    }
    const { surroundings, ...plan } = await extensionFiles.planning(accountId, signal)
    return { ...plan, task: { ...fileOf(importId), reading, rule, surroundings } }
  }

  /** The answers of a task, its progress told to the window. */
  async function* answersOf(importId: string, task: ImportTask, signal: AbortSignal) {
    for await (const answer of runImportTask(workerPath, task, signal)) {
      if (answer.kind !== 'progress') yield answer
      else emit('imports.didProgress', { importId, done: answer.done, total: answer.total, rows: answer.rows })
    }
  }

  const check = (input: ParsedInput<'imports.check'>): Promise<Output<'imports.check'>> =>
    cancellable(input.importId, async (signal) => {
      const task: ImportTask = { kind: 'check', ...(await checkTask(input)) }
      for await (const answer of answersOf(input.importId, task, signal)) {
        if (answer.kind === 'checked') return { counts: answer.counts, mistakes: answer.mistakes }
      }
      throw new Error('no answer to a check')
    })

  const plan = (input: ParsedInput<'imports.plan'>): Promise<ImportSummary> =>
    cancellable(input.importId, async (signal) => {
      const { importId, accountId, duplicates } = input
      const { task: file, toPlanEntry, isNew } = await planning(input, signal)
      const task: ImportTask = { kind: 'entries', duplicates, ...file }
      let counts: RowCounts | undefined
      async function* entries(): AsyncGenerator<PlanEntry> {
        for await (const answer of answersOf(importId, task, signal)) {
          if (answer.kind === 'entries') yield* answer.entries.map(toPlanEntry)
          else if (answer.kind === 'ended') counts = answer.counts
        }
      }
      const tally = { added: 0, changed: 0, unchanged: 0, refused: 0 }
      const { id: changeId } = await dependencies.planEntries({
        accountId,
        origin: 'import',
        entries: entries(),
        total: null,
        signal,
        onStep({ state, before }) {
          if (state === 'refused' || state === 'unchanged') tally[state] += 1
          else tally[isNew(before) ? 'added' : 'changed'] += 1
        },
      })
      if (!counts) throw new Error('a plan without an end of its file')
      const summary = { changeId, fileName: basename(task.path), ...counts, ...tally }
      store.save(summary)
      return summary
    })

  /** @returns what is written, and why some of it is missing */
  async function readForwardings(accountId: string, numbers: readonly string[], signal: AbortSignal) {
    let reportedAt = 0
    return readForwardingTable({
      numbers,
      read: (number) => dependencies.readForwarding(accountId, number, signal),
      signal,
      onProgress(done) {
        if (performance.now() - reportedAt < reportInterval && done < numbers.length) return
        reportedAt = performance.now()
        emit('imports.didExport', { accountId, done, total: numbers.length })
      },
    })
  }

  async function writeTable<Row>(
    path: string,
    columns: FileColumn<Row>[],
    rows: Row[],
    locale: Locale,
    signal: AbortSignal,
  ) {
    await writeAtomically(path, csvFile(columns, Readable.from(rows), locale), signal)
    return { fileName: basename(path), written: rows.length }
  }

  async function exportAll({
    accountId,
    subject,
    locale,
  }: ParsedInput<'imports.export'>): Promise<Output<'imports.export'>> {
    const owned = subject === 'forwarding' ? await dependencies.ownedNumbers(accountId) : ''
    if (owned === null) throw new AppFailure('numbersNotFetched')
    const path = await dependencies.choosePlace(`${subject}.csv`)
    if (path === null) return null
    return cancellable(exportKey(accountId), async (signal) => {
      if (subject === 'extensions') {
        const { columns, rows } = await extensionFiles.table(accountId, signal)
        return { ...(await writeTable(path, columns, rows, locale, signal)), failed: 0, failures: [] }
      }
      const { columns, rows, failures } = await readForwardings(accountId, [...numbersIn(owned)], signal)
      return {
        ...(await writeTable(path, columns, rows, locale, signal)),
        failed: failures.length,
        failures: failures.slice(0, failuresListed),
      }
    })
  }

  return {
    async open({ subject }: ParsedInput<'imports.open'>): Promise<OpenedFile | null> {
      const path = await dependencies.chooseTable()
      if (path === null) return null
      const importId = randomUUID()
      files.set(importId, { path, subject, version: await versionOf(path) })
      return inspect(importId, null)
    },
    inspect: ({ importId, reading }: ParsedInput<'imports.inspect'>): Promise<OpenedFile> => inspect(importId, reading),
    check,
    plan,
    cancel({ importId }: ParsedInput<'imports.cancel'>): void {
      running.get(importId)?.abort()
    },
    summary: ({ changeId }: ParsedInput<'imports.summary'>): ImportSummary | null => store.find(changeId),
    /** @throws AppFailure `numbersNotFetched` */
    async planSelected({ accountId, selection, wanted }: ParsedInput<'imports.planSelected'>): Promise<Change> {
      const selected = await dependencies.selectedNumbers(accountId, selection)
      if (selected === null) throw new AppFailure('numbersNotFetched')
      function* entries(): Generator<PlanEntry> {
        for (const number of numbersIn(selected ?? '')) yield { intent: toIntent(number, wanted) }
      }
      let total = 0
      for (const number of numbersIn(selected)) total += Number(number !== '')
      return dependencies.planEntries({ accountId, origin: 'bulk', entries: entries(), total })
    },
    export: exportAll,
    cancelExport({ accountId }: ParsedInput<'imports.cancelExport'>): void {
      running.get(exportKey(accountId))?.abort()
    },
    async saveSample({ subject, locale }: ParsedInput<'imports.saveSample'>): Promise<Output<'imports.saveSample'>> {
      const sample = dependencies.samplePath(subject, locale)
      const path = await dependencies.choosePlace(basename(sample))
      if (path === null) return null
      await writeAtomically(path, [await readFile(sample, 'utf8')])
      return { fileName: basename(path) }
    },
    /** Ends what runs, before the database closes. */
    close(): void {
      for (const stop of running.values()) stop.abort()
    },
  }
}

/** One by one: a million texts at once would be a hundred times what they are joined. */
function* numbersIn(joined: string): Generator<string> {
  for (let begin = 0; begin < joined.length;) {
    const comma = joined.indexOf(',', begin)
    const end = comma < 0 ? joined.length : comma
    yield joined.slice(begin, end)
    begin = end + 1
  }
}

const exportKey = (accountId: string): string => `export/${accountId}`

async function versionOf(path: string): Promise<FileVersion> {
  try {
    return await fileVersion(path)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new AppFailure('file.unreadable', { params: { reason } })
  }
}

const toIntent = (number: string, wanted: Forwarding): Intent =>
  wanted.kind === 'none'
    ? { operation: 'exolve.removeForwarding', number }
    : { operation: 'exolve.setForwarding', number, wanted }

/** A refused row keeps what could be read of it; nothing of it is ever sent. */
function toForwardingEntry({ line, number, wanted, findings }: FileEntry): PlanEntry {
  if (wanted.subject !== 'forwarding') throw new Error('a row about something else')
  const { forwarding } = wanted
  if (findings.length === 0) return { line, intent: toIntent(number, forwarding) }
  return { line, intent: { operation: 'exolve.setForwarding', number, wanted: forwarding }, refusals: findings }
}

const presentSchema = z.object({ forwarding: z.object({ kind: z.string() }) })
const hadForwarding = (before: unknown): boolean => presentSchema.parse(before).forwarding.kind !== 'none'
