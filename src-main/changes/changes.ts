/** Plan, review, apply, verify, undo: the only way in which the console alters anything at a provider. */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, Input, Output } from '@shared/contract'
import type { Change } from '@shared/contract/changes'
import { AppFailure } from '@shared/domain/app-error'
import { systemClock, type Clock } from '../http/clock'
import { toCurl } from '../http/curl'
import { createFaultNamer, storageErrorOf } from '../log/fault-namer'
import type { Log } from '../log/log'
import { createDiskSync } from '../storage/disk-sync'
import type { Reader } from '../storage/reader'
import { inTransaction } from '../storage/transaction'
import type { Patience } from './carry-out'
import { createChangeReader } from './change-reader'
import { createChangeStore, type ChangeRow, type StepRow } from './change-store'
import { createGroupCommit } from './group-commit'
import { operationNamed, type Operation } from './operation'
import { planSteps, type PlanEntry, type PlanRequest } from './planner'
import { plannedSteps, type PlannedStep } from './planned-steps'
import { createRunner } from './runner'
import { wayBack } from './undo'

interface ChangesDeps {
  /** The one connection that writes, in WAL mode with `synchronous = FULL`: a step is on the disk before its request leaves. */
  database: DatabaseSync
  reader: Reader
  /** Every operation that a step can be. */
  operations: readonly Operation[]
  /** Base URL of an account, or of one of its provider's services, for the preview of requests. */
  baseUrlOf(accountId: string, service: string | undefined): string
  /** Changes that are taken back as a whole; all others are step by step. */
  whole?: {
    includes(changeId: string): boolean
    /** The steps from the present state to the former one. @throws what reading the provider throws */
    wayBack(accountId: string, changeId: string): Promise<Iterable<PlanEntry>>
  }
  /** A later change went on from where this one stopped: its steps, sent too, would be done twice. */
  isOvertaken?(accountId: string, changeId: string): Promise<boolean>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970; shown to the operator, never ordered by. */
  now(): number
  /** Who is at this machine. */
  author: string
  log: Log
  /** Steps of one account under way at once; default 8. */
  concurrency?: number
  patience?: Patience
  /** For waiting until a provider's quota is full again. */
  clock?: Pick<Clock, 'after'>
}

export type Changes = ReturnType<typeof createChanges>

const defaultPatience: Patience = { lostAnswer: 10_000, acceptedAnswer: 1_000 }
/** ms between two reports of a plan under way */
const planInterval = 250
/** Steps removed at a time, so that forgetting a big change does not hold up the window. */
const removedAtOnce = 250

/**
 * Takes over the changes in the database: what was under way when the program ended is paused, and what was sent without
 * an outcome is `unknown` until it was read back.
 */
export function createChanges(deps: ChangesDeps) {
  const { database, emit, log, now, concurrency = 8, patience = defaultPatience } = deps
  const operations = new Map(deps.operations.map((operation) => [operation.name, operation]))
  const store = createChangeStore(database)
  const toAppError = createFaultNamer({ log, words: 'fault in a change', recognise: storageErrorOf(database) })
  const disk = createDiskSync(database)
  const plans = new Map<string, AbortController>()
  let closed = false
  store.recover()

  const runner = createRunner({
    store,
    commits: createGroupCommit(database, disk),
    operations,
    patience,
    concurrency,
    now,
    clock: deps.clock ?? systemClock,
    toAppError,
    mayGoOn,
    record,
    onProgress: (change, rate, currentObject) => void reportProgress(change, rate, currentObject),
  })
  const changeReader = createChangeReader({
    reader: deps.reader,
    operations,
    runningChanges: runner.runningChanges,
    pausedBy: runner.pausedBy,
    resumesAt: runner.resumesAt,
    uploads: runner.uploads,
    isTakenBackWhole: (changeId) => deps.whole?.includes(changeId) ?? false,
  })

  async function reportProgress(row: ChangeRow, rate: number | null, currentObject: string | null): Promise<void> {
    try {
      const change = await view(row.id)
      const left = change.counts.pending + change.counts.sent
      const secondsLeft = rate === null || rate === 0 ? null : left / rate
      emit('changes.didProgress', { change, currentObject, rate, secondsLeft })
    } catch (error) {
      // The change goes on; the next report may get through.
      log.warn('progress could not be reported', { error: toAppError(error).code })
    }
  }

  /** @throws AppFailure `changeOvertaken` */
  async function mayGoOn({ accountId, id }: ChangeRow): Promise<void> {
    if (await deps.isOvertaken?.(accountId, id)) throw new AppFailure('changeOvertaken')
  }

  async function view(changeId: string): Promise<Change> {
    const change = await changeReader.read(changeId)
    if (!change) throw new AppFailure('notFound')
    return change
  }

  function record({ sequence }: ChangeRow, step: StepRow): void {
    store.saveStep(sequence, step)
    const { onRecorded, intentSchema } = operationNamed(operations, step.operation)
    // An intent that waits for what an earlier step makes is about nothing yet.
    if (onRecorded && step.object !== '') onRecorded(intentSchema.parse(step.intent), step.state)
  }

  /** What reading cannot show is as the operator says; what it can, it would have shown. */
  function resultAsDone(accountId: string, step: StepRow): StepRow['result'] {
    const operation = operationNamed(operations, step.operation)
    if (!operation.isUnseen || !operation.resultOf) return step.result
    const intent = operation.intentSchema.parse(step.intent)
    const before = operation.stateSchema.parse(step.accepted ?? step.before)
    return operation.resultOf(intent, before, operation.expected(intent, before), accountId)
  }

  function rowOf(changeId: string): ChangeRow {
    const row = store.findChange(changeId)
    if (!row) throw new AppFailure('notFound')
    return row
  }

  /** Little by little: a change of a million rows at once would hold up everything else. */
  async function remove(sequence: number): Promise<void> {
    store.hideChange(sequence)
    while (!closed && store.removeSome(sequence, removedAtOnce)) await new Promise(setImmediate)
  }

  async function recordPlan(plan: Omit<PlanRequest, 'signal' | 'onProgress'>, signal?: AbortSignal): Promise<Change> {
    const id = randomUUID()
    const stop = new AbortController()
    const { accountId, origin, undoOf, total } = plan
    const sequence = store.insertChange({ id, accountId, origin, undoOf, author: deps.author, createdAt: now() })
    plans.set(id, stop)
    let reportedAt = performance.now()
    const onProgress = (planned: number) => {
      if (performance.now() - reportedAt < planInterval) return
      reportedAt = performance.now()
      emit('changes.didPlan', { changeId: id, accountId, planned, total })
    }
    try {
      const { irreversibleCount } = await planSteps({ database, store, operations, toAppError }, sequence, {
        ...plan,
        signal: signal ? AbortSignal.any([stop.signal, signal]) : stop.signal,
        onProgress,
      })
      store.markPlanned(sequence, irreversibleCount)
    } catch (error) {
      stop.abort()
      await remove(sequence)
      throw error
    } finally {
      plans.delete(id)
    }
    return view(id)
  }

  return {
    plan: ({ accountId, origin, intents }: Input<'changes.plan'>): Promise<Change> =>
      recordPlan({
        accountId,
        origin,
        undoOf: null,
        total: intents.length,
        entries: intents.map((intent) => ({ intent })),
      }),

    /**
     * As `plan`, for any number of rows, read one by one while planning; each may carry its row of a file, or the reason why
     * it is refused.
     */
    planEntries: ({
      signal,
      ...request
    }: Pick<PlanRequest, 'accountId' | 'origin' | 'entries' | 'total' | 'onStep'> & {
      signal?: AbortSignal
    }): Promise<Change> => recordPlan({ ...request, undoOf: null }, signal),

    cancelPlan({ changeId }: Input<'changes.cancelPlan'>): void {
      plans.get(changeId)?.abort()
    },

    read: ({ changeId }: Input<'changes.read'>): Promise<Change> => view(changeId),
    list: changeReader.list,
    stepsOf: changeReader.stepsOf,
    unfinished: changeReader.unfinished,
    steps: (input: Input<'changes.steps'>): Promise<Output<'changes.steps'>> =>
      changeReader.steps(rowOf(input.changeId), input),

    /** @throws AppFailure `notFound` for a step that sends nothing, or whose request is not known yet */
    request({ changeId, position }: Input<'changes.request'>): Output<'changes.request'> {
      const row = rowOf(changeId)
      const step = store.findStep(row.sequence, position)
      if (!step || step.state === 'refused' || step.state === 'unchanged' || step.before === null) {
        throw new AppFailure('notFound')
      }
      const operation = operationNamed(operations, step.operation)
      const { method, path, body, service } = operation.request(operation.intentSchema.parse(step.intent))
      const url = deps.baseUrlOf(row.accountId, service).replace(/\/$/, '') + path
      return { method, url, body, curl: toCurl({ method, url, body }) }
    },

    /** Starts or continues; what is over stays as it is. @throws AppFailure `changeOvertaken` */
    async apply({ changeId }: Input<'changes.apply'>): Promise<Change> {
      const row = rowOf(changeId)
      if (row.state === 'planned' || row.state === 'applied') {
        await mayGoOn(row)
        await runner.start(row)
      }
      return view(changeId)
    },

    /** Answers when the change runs no more: it is over, or stands still. */
    async ended({ changeId }: Input<'changes.read'>): Promise<Change> {
      await runner.ended(rowOf(changeId).sequence)
      return view(changeId)
    },

    /** Answers when what was sent has its outcome. */
    async pause({ changeId }: Input<'changes.pause'>): Promise<Change> {
      await runner.pause(rowOf(changeId))
      return view(changeId)
    },

    async cancel({ changeId }: Input<'changes.cancel'>): Promise<Change> {
      const row = rowOf(changeId)
      if (row.state === 'applied') {
        await runner.cancel(row)
        await reportProgress(row, null, null)
      }
      return view(changeId)
    },

    /** @throws AppFailure `changeUnderWay` for a change that was applied: it stays in the records */
    async discard({ changeId }: Input<'changes.discard'>): Promise<void> {
      const row = rowOf(changeId)
      if (row.state !== 'planned') throw new AppFailure('changeUnderWay')
      await remove(row.sequence)
    },

    /** @throws AppFailure `changeUnderWay` before the change is over */
    undo({ changeId }: Input<'changes.undo'>): Promise<Change> {
      return recordUndo(overRow(changeId))
    },

    /** @throws AppFailure `changeUnderWay` before the change is over, `changeOvertaken` */
    async retryFailed({ changeId }: Input<'changes.retryFailed'>): Promise<Change> {
      const row = overRow(changeId)
      await mayGoOn(row)
      store.retryFailed(row.sequence)
      await runner.start(row)
      return view(changeId)
    },

    /** @throws AppFailure `notFound` for a step that is not `unknown`, `changeUnderWay` while its change runs, `changeOvertaken` */
    async resolveStep({ changeId, position, decision }: Input<'changes.resolveStep'>): Promise<Change> {
      const row = rowOf(changeId)
      if (runner.isRunning(row.sequence)) throw new AppFailure('changeUnderWay')
      const step = store.findStep(row.sequence, position)
      if (step?.state !== 'unknown') throw new AppFailure('notFound')
      switch (decision) {
        case 'leave':
          store.saveStep(row.sequence, { ...step, decision })
          break
        case 'countAsDone': {
          const result = resultAsDone(row.accountId, step)
          inTransaction(database, () =>
            record(row, { ...step, decision, state: 'done', result, error: null, finishedAt: now() }),
          )
          break
        }
        case 'sendAgain':
          await mayGoOn(row)
          // The operator saw what the provider has now; only if it is still that will anything be sent.
          store.saveStep(row.sequence, { ...step, decision, accepted: step.observed ?? step.accepted })
          await runner.start(row)
      }
      return view(changeId)
    },

    /** Forgets what was over, or planned and never applied, before that moment, ms since 1970. */
    async removeBefore(moment: number): Promise<void> {
      while (!closed && store.removeSomeBefore(moment, removedAtOnce)) await new Promise(setImmediate)
    },
    /** Names a failure; a bug is logged with an id. */
    toAppError,
    /** An account with a change under way is not deleted. */
    hasUnfinished: store.hasUnfinished,
    /** @throws AppFailure `notFound` */
    planned(changeId: string): { accountId: string; steps: Iterable<PlannedStep> } {
      const { accountId, sequence } = rowOf(changeId)
      return { accountId, steps: plannedSteps(store, sequence) }
    },
    /** Before the computer sleeps: sends nothing more until the operator continues. */
    suspend: (): Promise<void> => runner.pauseAll(new AppFailure('suspended').error),
    /** Before the program ends: cuts off uploads, and waits until what was sent has its outcome. */
    async close(): Promise<void> {
      closed = true
      await runner.close()
      await disk.close()
    },
  }

  async function recordUndo({ id, sequence, accountId }: ChangeRow): Promise<Change> {
    const entries = deps.whole?.includes(id)
      ? await deps.whole.wayBack(accountId, id)
      : wayBack(store, operations, sequence)
    return recordPlan({ accountId, origin: 'undo', undoOf: id, total: null, entries })
  }

  function overRow(changeId: string): ChangeRow {
    const row = rowOf(changeId)
    if (row.state !== 'finished' && row.state !== 'cancelled') throw new AppFailure('changeUnderWay')
    return row
  }
}
