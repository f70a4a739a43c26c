/**
 * Carries out applied changes, several per account at once and their steps in turn, so that a form's save need not wait
 * behind ten thousand rows. Never two steps on one object at a time.
 */
import type { StepUpload } from '@shared/contract/changes'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { carryOut, type Patience, type StepContext, type StepOutcome } from './carry-out'
import type { ChangeRow, ChangeStore, StepRow } from './change-store'
import type { GroupCommit } from './group-commit'
import { operationNamed, type Operations } from './operation'
import type { Clock } from '../http/clock'
import { createProgress, type Progress } from './progress'
import { referencedSteps } from './references'
import { createResumption } from './resumption'
import { createStepSource, type StepSource } from './step-source'
import { createUploads, type Uploads } from './uploads'

interface RunnerDeps {
  store: ChangeStore
  commits: GroupCommit
  operations: Operations
  patience: Patience
  /** Steps of one account under way at once. */
  concurrency: number
  /** ms since 1970 */
  now(): number
  toAppError(error: unknown): AppError
  /** Asked before a change goes on by itself. @throws AppFailure when it may not any more */
  mayGoOn(change: ChangeRow): Promise<void>
  /** Writes a step down; called inside a transaction. */
  record(change: ChangeRow, step: StepRow): void
  clock: Pick<Clock, 'after'>
  /** Called now and then while a change runs, and when it stops. */
  onProgress(change: ChangeRow, rate: number | null, currentObject: string | null): void
}

export interface Runner {
  /** Starts or continues; a change that runs goes on running. */
  start(change: ChangeRow): Promise<void>
  /** @returns when nothing of it is under way any more */
  pause(change: ChangeRow): Promise<void>
  /** What is sent finishes, but for uploads, which are cut off; the rest is skipped. */
  cancel(change: ChangeRow): Promise<void>
  /** Pauses everything. @param reason shown to the operator */
  pauseAll(reason: AppError): Promise<void>
  /** The same for good: uploads are cut off, so that the end of the program has not to wait for them. */
  close(): Promise<void>
  isRunning(sequence: number): boolean
  /** @returns when a change that runs does so no more */
  ended(sequence: number): Promise<void>
  runningChanges(): number[]
  /** Why a change stands still; null: because the operator wants it, or the program was started anew. */
  pausedBy(sequence: number): AppError | null
  /** When a change that waits for the provider's quota goes on by itself, ms since 1970; null: it does not. */
  resumesAt(sequence: number): number | null
  /** Its files that are on their way. */
  uploads(sequence: number): StepUpload[]
}

interface Run {
  change: ChangeRow
  source: StepSource
  progress: Progress
  uploads: Uploads
  context: StepContext
  stop: AbortController
  /** Positions of steps under way, up to the moment at which their outcome is recorded. */
  underWay: Set<number>
  /** Provider's faults without a success in between. */
  faults: number
  currentObject: string | null
  ended: Promise<unknown>
  end(): void
}

interface Lane {
  runs: Run[]
  /** Steps under way that occupy a place. */
  active: number
  /** Objects with a step under way, its outcome not yet recorded. */
  busy: Set<string>
}

/** This many faults of the provider in a row are no longer the fault of single objects. */
const faultsAtMost = 20

/** Nothing runs before the first `start`. */
export function createRunner(deps: RunnerDeps): Runner {
  const { store, commits } = deps
  const lanes = new Map<string, Lane>()
  const pauses = new Map<number, AppError>()
  const resumption = createResumption({
    clock: deps.clock,
    now: deps.now,
    resume({ id }) {
      const change = store.findChange(id)
      // Cancelled meanwhile, or removed with its account.
      if (change?.state === 'applied') void goOn(change)
    },
  })

  const laneOf = (accountId: string): Lane => {
    const lane = lanes.get(accountId) ?? { runs: [], active: 0, busy: new Set() }
    lanes.set(accountId, lane)
    return lane
  }
  const allRuns = (): Run[] => [...lanes.values()].flatMap(({ runs }) => runs)
  const runOf = (sequence: number): Run | undefined => allRuns().find(({ change }) => change.sequence === sequence)

  function createRun(change: ChangeRow): Run {
    const stop = new AbortController()
    const { promise: ended, resolve } = Promise.withResolvers<null>()
    const uploads = createUploads(() => run.progress.moved())
    const run: Run = {
      change,
      source: createStepSource(store, change.sequence),
      progress: createProgress((rate) => deps.onProgress(change, rate, run.currentObject)),
      uploads,
      stop,
      underWay: new Set(),
      faults: 0,
      currentObject: null,
      ended,
      end: () => resolve(null),
      context: {
        operations: deps.operations,
        accountId: change.accountId,
        changeId: change.id,
        patience: deps.patience,
        stop: stop.signal,
        uploads,
        tookOverAt: performance.now(),
        now: deps.now,
        toAppError: deps.toAppError,
        commit: (step) => commits.write(() => deps.record(change, step)),
        stepAt: (position) => store.findStep(change.sequence, position),
        troubleBefore: (position) => store.troubleBefore(change.sequence, position),
      },
    }
    return run
  }

  function stopRun(run: Run, reason: AppError | null): void {
    if (run.stop.signal.aborted) return
    if (reason) pauses.set(run.change.sequence, reason)
    run.stop.abort()
  }

  /** Starts what can be started, one step of each run in turn; ends the runs that have nothing left. */
  function advance(lane: Lane): void {
    let idleRuns = 0
    while (lane.active < deps.concurrency && idleRuns < lane.runs.length) {
      const run = lane.runs.shift()
      if (!run) break
      lane.runs.push(run)
      idleRuns = startNext(lane, run) ? 0 : idleRuns + 1
    }
    for (const run of [...lane.runs]) {
      if (run.underWay.size === 0 && (run.stop.signal.aborted || run.source.isEmpty())) conclude(lane, run)
    }
  }

  function startNext(lane: Lane, run: Run): boolean {
    if (run.stop.signal.aborted) return false
    try {
      let holders: number[] = []
      const step = run.source.next(run.underWay.size === 0, (candidate) => {
        if (!isFree(lane, run, candidate)) return false
        holders = store.holdersOf(run.change, candidate.objectKind, candidate.object)
        // A change that runs lets go of the object by itself.
        return !holders.some((holder) => runOf(holder))
      })
      if (!step) return false
      void perform(lane, run, step, holders.length > 0)
      return true
    } catch (error) {
      stopRun(run, deps.toAppError(error))
      return false
    }
  }

  /** Whether the steps of its own change, and those under way on its object, let it start. */
  function isFree(lane: Lane, run: Run, step: StepRow): boolean {
    if (step.object !== '' && lane.busy.has(objectKey(step))) return false
    const needed = referencedSteps(step.intent).map((position) => store.findStep(run.change.sequence, position)?.state)
    if (needed.includes('pending') || needed.includes('sent')) return false
    const { inTurn } = operationNamed(deps.operations, step.operation)
    return !inTurn || (run.underWay.size === 0 && !store.hasOpenBefore(run.change.sequence, step.position))
  }

  /** @param isHeld whether a change that stands still is between its first and last step on the object */
  async function perform(lane: Lane, run: Run, step: StepRow, isHeld: boolean): Promise<void> {
    lane.active += 1
    run.underWay.add(step.position)
    if (step.object !== '') lane.busy.add(objectKey(step))
    // Waiting for whoever stands still could take days. What was sent already is read back all the same.
    const outcome = await (isHeld && step.state !== 'unknown' ? busy(step) : carryOut(run.context, step))
    lane.active -= 1
    run.currentObject = outcome.step.object
    judge(run, step, outcome)
    // Nobody waits for an outcome to reach the disk but the next step on this object: one that is lost is read back.
    const recorded = commits.writeSoon(() => deps.record(run.change, outcome.step))
    advance(lane)
    // No `sent` is to come that the outcome could go along with.
    if (lane.active === 0) commits.hurry()
    await recorded.catch((error: unknown) => stopRun(run, deps.toAppError(error)))
    run.underWay.delete(step.position)
    lane.busy.delete(objectKey(step))
    run.progress.stepEnded()
    advance(lane)
  }

  function busy(step: StepRow): StepOutcome {
    const { error } = new AppFailure('objectBusy')
    return { step: { ...step, state: 'failed', error, finishedAt: deps.now() }, interruption: null }
  }

  function judge(run: Run, before: StepRow, { step, interruption }: StepOutcome): void {
    // A step that is as it was tells nothing new of the provider.
    const isFault =
      step !== before && (step.error?.code === 'provider.failure' || step.error?.code === 'provider.badAnswer')
    run.faults = isFault ? run.faults + 1 : 0
    if (interruption) stopRun(run, interruption)
    else if (run.faults >= faultsAtMost) stopRun(run, step.error)
  }

  function conclude(lane: Lane, run: Run): void {
    lane.runs.splice(lane.runs.indexOf(run), 1)
    try {
      const reason = pauses.get(run.change.sequence)
      if (!run.stop.signal.aborted) store.conclude(run.change.sequence, 'finished', deps.now())
      else if (reason) resumption.stoodStill(run.change, reason)
    } catch (error) {
      pauses.set(run.change.sequence, deps.toAppError(error))
    }
    run.progress.report()
    run.end()
  }

  async function goOn(change: ChangeRow): Promise<void> {
    try {
      await deps.mayGoOn(change)
      await start(change)
    } catch (error) {
      pauses.set(change.sequence, deps.toAppError(error))
      deps.onProgress(change, null, null)
    }
  }

  async function start(change: ChangeRow): Promise<void> {
    for (let run = runOf(change.sequence); run; run = runOf(change.sequence)) {
      if (!run.stop.signal.aborted) return
      await run.ended
    }
    store.begin(change.sequence, deps.now())
    pauses.delete(change.sequence)
    resumption.forget(change.sequence)
    const lane = laneOf(change.accountId)
    lane.runs.push(createRun(change))
    advance(lane)
  }

  async function pauseAll(reason: AppError | null): Promise<void> {
    const runs = allRuns()
    for (const run of runs) stopRun(run, reason)
    await Promise.all(runs.map(({ ended }) => ended))
    resumption.forgetAll()
  }

  return {
    start,
    async pause({ sequence }) {
      resumption.forget(sequence)
      const run = runOf(sequence)
      if (run) stopRun(run, null)
      await run?.ended
    },
    async cancel({ sequence }) {
      resumption.forget(sequence)
      for (let run = runOf(sequence); run; run = runOf(sequence)) {
        stopRun(run, null)
        run.uploads.cut()
        await run.ended
      }
      store.conclude(sequence, 'cancelled', deps.now())
      pauses.delete(sequence)
    },
    pauseAll,
    close() {
      const ended = pauseAll(null)
      for (const { uploads } of allRuns()) uploads.cut()
      return ended
    },
    isRunning: (sequence) => runOf(sequence) !== undefined,
    async ended(sequence) {
      await runOf(sequence)?.ended
    },
    runningChanges: () => allRuns().map(({ change }) => change.sequence),
    pausedBy: (sequence) => pauses.get(sequence) ?? null,
    resumesAt: resumption.at,
    uploads: (sequence) => runOf(sequence)?.uploads.list() ?? [],
  }
}

const objectKey = ({ objectKind, object }: StepRow): string => `${objectKind}/${object}`
