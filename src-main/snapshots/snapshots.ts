/** All forwarding of an account in a file; the file compared with the present state; what differs put back as a reviewed change. */
import { basename } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { Intent } from '@shared/contract/changes'
import type { Comparison } from '@shared/contract/snapshots'
import type { ProviderId } from '@shared/domain/account'
import { AppFailure } from '@shared/domain/app-error'
import type { ExpectationSection } from '@shared/domain/call-flow/expectation-section'
import { differencesOf, sameForwarding } from '@shared/domain/forwarding/difference'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { snapshotFormat, snapshotVersion, type SnapshotHead, type SnapshotNumber } from '@shared/domain/snapshot'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import { writeAtomically } from '../files/atomic-file'
import { runInThread } from '../files/file-thread'
import { jsonRows } from '../files/table-file'
import type { Reader } from '../storage/reader'
import { createComparisonStore, type ComparisonRow } from './comparison-store'
import { readPresent, type Reading } from './present-forwarding'
import type { KeptExpectations } from './kept-expectations'
import type { SnapshotAnswer, SnapshotHeading, SnapshotTask } from './snapshot-worker'

interface Dependencies {
  database: DatabaseSync
  reader: Reader
  /** The built `snapshot-worker.js`. */
  workerPath: string
  planEntries: Changes['planEntries']
  /** @throws AppFailure `notFound` */
  accountOf(accountId: string): { provider: ProviderId; label: string }
  /** Numbers of the account as E.164 digits, joined by commas; null: never fetched. */
  ownedNumbers(accountId: string): Promise<string | null>
  /** @throws what the client throws */
  readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding>
  /** The operator's choice of a snapshot to read. null: none. */
  chooseSnapshot(): Promise<string | null>
  /** The operator's choice of a place to write to. null: none. */
  choosePlace(suggestedName: string): Promise<string | null>
  expectations: KeptExpectations
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

export type Snapshots = ReturnType<typeof createSnapshots>
type Task = EventPayload<'snapshots.didProgress'>['task']

/** ms between two reports */
const reportInterval = 250
/** Compared numbers recorded in one transaction. */
const rowsAtOnce = 100

export function createSnapshots(dependencies: Dependencies) {
  const { expectations, emit, now } = dependencies
  const store = createComparisonStore(dependencies.database, dependencies.reader)
  const running = new Map<string, AbortController>()

  /** One task per account; another one ends it. */
  async function cancellable<Value>(accountId: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const stop = new AbortController()
    running.get(accountId)?.abort()
    running.set(accountId, stop)
    try {
      return await work(stop.signal)
    } finally {
      if (running.get(accountId) === stop) running.delete(accountId)
    }
  }

  function reporter(accountId: string, task: Task) {
    let reportedAt = performance.now()
    return (done: number, total: number | null) => {
      if (performance.now() - reportedAt < reportInterval && done !== total) return
      reportedAt = performance.now()
      emit('snapshots.didProgress', { accountId, task, done, total })
    }
  }

  async function ownedNumbers(accountId: string): Promise<string[]> {
    const joined = await dependencies.ownedNumbers(accountId)
    if (joined === null) throw new AppFailure('numbersNotFetched')
    return joined === '' ? [] : joined.split(',')
  }

  async function save({ accountId }: ParsedInput<'snapshots.save'>): Promise<Output<'snapshots.save'>> {
    const numbers = await ownedNumbers(accountId)
    const { provider, label } = dependencies.accountOf(accountId)
    const takenAt = new Date(now()).toISOString()
    const path = await dependencies.choosePlace(`${fileNameOf(label)}-${takenAt.slice(0, 10)}.json`)
    if (path === null) return null
    return cancellable(accountId, async (signal) => {
      const report = reporter(accountId, 'save')
      const unread: string[] = []
      const read = (number: string) => dependencies.readForwarding(accountId, number, signal)
      let done = 0
      async function* rows(): AsyncGenerator<SnapshotNumber> {
        for await (const { item: number, present } of readPresent(numbers, read, signal)) {
          if (present) yield { number, forwarding: present }
          else unread.push(number)
          report((done += 1), numbers.length)
        }
      }
      const head: SnapshotHead = {
        format: snapshotFormat,
        version: snapshotVersion,
        takenAt,
        account: { provider, label },
      }
      const kept = await expectations.sectionOf(accountId)
      await writeAtomically(path, snapshotFile(head, rows(), unread, kept), signal)
      return { fileName: basename(path), written: numbers.length - unread.length, unread: unread.length }
    })
  }

  /** Numbers of the file, read as they are needed. `onHead` is called before the first of them. */
  async function* numbersOf(
    path: string,
    signal: AbortSignal,
    onHead: (answer: SnapshotHeading, total: number) => void,
  ) {
    let known = false
    for await (const answer of runInThread<SnapshotTask, SnapshotAnswer>(dependencies.workerPath, { path }, signal)) {
      if (!known) onHead(answer, answer.kind === 'entries' ? answer.total : 0)
      known = true
      if (answer.kind === 'entries') yield* answer.entries
    }
  }

  async function compare({ accountId }: ParsedInput<'snapshots.compare'>): Promise<Comparison | null> {
    const left = new Set(await ownedNumbers(accountId))
    const account = dependencies.accountOf(accountId)
    const path = await dependencies.chooseSnapshot()
    if (path === null) return null
    return cancellable(accountId, async (signal) => {
      const report = reporter(accountId, 'compare')
      let draft: ReturnType<typeof store.begin> | undefined
      let total: number | null = null
      let kept: ExpectationSection | null = null
      let done = 0
      let group: ComparisonRow[] = []
      const flush = () => {
        draft?.add(group)
        group = []
      }
      const read = ({ number }: SnapshotNumber) => dependencies.readForwarding(accountId, number, signal)
      const file = numbersOf(path, signal, ({ head, expectations: saved }, count) => {
        kept = saved
        if (head.account.provider !== account.provider) throw new AppFailure('snapshot.otherProvider')
        total = count
        draft = store.begin(accountId, {
          fileName: basename(path),
          takenAt: Date.parse(head.takenAt),
          comparedAt: now(),
          accountLabel: head.account.label,
        })
      })
      try {
        for await (const reading of readPresent(file, read, signal)) {
          const isListed = left.delete(reading.item.number)
          group.push(comparedRow(reading, isListed))
          if (group.length === rowsAtOnce) flush()
          report((done += 1), total)
        }
        for (const number of left) {
          group.push({ number, status: 'added', saved: null, differences: [], error: null })
          if (group.length === rowsAtOnce) flush()
        }
        flush()
        draft?.publish()
        expectations.remember(accountId, kept)
      } catch (error) {
        draft?.discard()
        throw error
      }
      return store.read(accountId)
    })
  }

  async function restore(input: ParsedInput<'snapshots.restore'>): Promise<Output<'snapshots.restore'>> {
    const { accountId, all, numbers } = input
    const named = new Set(numbers)
    async function* entries(): AsyncGenerator<PlanEntry> {
      for await (const { number, forwarding } of store.differing(accountId)) {
        if (named.has(number) !== all) yield { intent: intentOf(number, forwarding) }
      }
    }
    const { id } = await dependencies.planEntries({
      accountId,
      origin: 'restore',
      entries: entries(),
      total: all ? null : named.size,
    })
    return { changeId: id }
  }

  return {
    save,
    compare,
    comparison: ({ accountId }: ParsedInput<'snapshots.comparison'>): Promise<Comparison | null> =>
      store.read(accountId),
    numbers: store.numbers,
    restore,
    cancel({ accountId }: ParsedInput<'snapshots.cancel'>): void {
      running.get(accountId)?.abort()
    },
    removeAccount(accountId: string): void {
      store.removeAccount(accountId)
      expectations.remember(accountId, null)
    },
    /** Ends what runs, before the database closes. */
    close(): void {
      for (const stop of running.values()) stop.abort()
      store.close()
    },
  }
}

/** Follows `snapshotSchema`. `unread` is complete only after the last row. */
async function* snapshotFile(
  head: SnapshotHead,
  rows: AsyncIterable<SnapshotNumber>,
  unread: readonly string[],
  kept: ExpectationSection,
) {
  const opening = JSON.stringify(head, null, 2).slice(0, -2)
  yield `${opening},\n  "sections": {\n    "forwarding": {\n      "numbers": [`
  yield* jsonRows(rows, 8)
  yield `\n      ],\n      "unread": ${JSON.stringify(unread)}\n    },\n    "expectations": ${JSON.stringify(kept)}\n  }\n}\n`
}

/** @param isListed the number is in the list of the account's numbers */
function comparedRow({ item, present, error }: Reading<SnapshotNumber>, isListed: boolean): ComparisonRow {
  const row = { number: item.number, saved: item.forwarding, differences: [], error: null }
  if (error) {
    // The documents give no code for a number of somebody else's; the provider refuses it in one way or another.
    const isRefused = ['provider.notFound', 'provider.validation', 'auth.forbidden'].includes(error.code)
    return isRefused && !isListed ? { ...row, status: 'missing' } : { ...row, status: 'unread', error }
  }
  if (sameForwarding(present, item.forwarding)) return { ...row, status: 'same' }
  return { ...row, status: 'different', differences: differencesOf(present, item.forwarding) }
}

const intentOf = (number: string, wanted: Forwarding): Intent =>
  wanted.kind === 'none'
    ? { operation: 'exolve.removeForwarding', number }
    : { operation: 'exolve.setForwarding', number, wanted }

/** A name that every file system takes. */
const fileNameOf = (label: string): string =>
  label
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .toLocaleLowerCase() || 'snapshot'
