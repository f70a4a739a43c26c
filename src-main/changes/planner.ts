/** Plans a change: reads the present state of each object, checks what is wanted, records old → new. Sends nothing that changes anything. */
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { isPassing, type Finding } from '@shared/domain/finding'
import type { DatabaseSync } from 'node:sqlite'
import type { Json } from '../http/gateway'
import { inTransaction } from '../storage/transaction'
import type { ChangeRow, ChangeStore, StepRow } from './change-store'
import { concernsAccount } from './failure'
import { operationNamed, type Operation, type Operations, type StoredIntent } from './operation'
import { mapInOrder } from './ordered-map'
import { referencedSteps } from './references'
import { irreversibleReason } from './undo'

/** One row to plan. */
export interface PlanEntry {
  intent: StoredIntent
  /** For an undo: the state that the step taken back left behind. Another one now means that somebody changed it since. */
  left?: Json
  /** For an undo: the intent by the ids of before, where it names what an earlier step makes again. So its object can be read already. */
  formerly?: StoredIntent
  /** Why the row is refused, found before reading; nothing is read then. */
  refusals?: Finding[]
  /** Row of the file that it came from, from 1. */
  line?: number
}

export interface PlanRequest {
  accountId: string
  origin: ChangeRow['origin']
  undoOf: string | null
  /** Read while planning, so that a file of a million lines need not be in memory. */
  entries: AsyncIterable<PlanEntry> | Iterable<PlanEntry>
  /** How many entries there are; null: not known. */
  total: number | null
  signal: AbortSignal
  onProgress(planned: number): void
  /** Called for each row once it is recorded. */
  onStep?(step: StepRow): void
}

interface PlannerDeps {
  database: DatabaseSync
  store: ChangeStore
  operations: Operations
  toAppError(error: unknown): AppError
}

/** Enough to keep an account's requests busy while the first of them is slow. */
const readsAtOnce = 32
/** Rows recorded in one transaction: a ms or two of the event loop. */
const rowsAtOnce = 25

interface Prepared {
  entry: PlanEntry
  operation: Operation
  /** null: it names what an earlier step makes, so what it leaves cannot be told yet. */
  intent: unknown
  /** The intent by which the object was read; null: there is nothing to read yet. */
  readBy: unknown
  present: unknown
  error: AppError | null
}

/**
 * Records the steps of a change that was just inserted.
 *
 * @returns how many of the steps that would be sent have no way back
 * @throws AppFailure `cancelled`, and the failures that concern the whole account, such as a refused key
 */
export async function planSteps(
  deps: PlannerDeps,
  change: number,
  request: PlanRequest,
): Promise<{ irreversibleCount: number }> {
  let planned = 0
  let irreversibleCount = 0
  let group: Prepared[] = []
  const record = () => {
    const rows = group
    group = []
    const recordAll = () =>
      rows.map((prepared) => {
        const step = planStep(deps, change, request, planned++, prepared)
        deps.store.insertStep(change, step)
        if (isIrreversible(prepared, step)) irreversibleCount += 1
        return step
      })
    // A plan that is not whole is worth nothing at the next start; marking it as planned brings its steps to the disk.
    const steps = inTransaction(deps.database, recordAll, { outlives: 'crash' })
    steps.forEach((step) => request.onStep?.(step))
    request.onProgress(planned)
  }
  for await (const prepared of mapInOrder(request.entries, readsAtOnce, (entry) => prepare(deps, request, entry))) {
    if (request.signal.aborted) throw new AppFailure('cancelled')
    group.push(prepared)
    if (group.length === rowsAtOnce) record()
  }
  record()
  return { irreversibleCount }
}

const isIrreversible = ({ operation }: Prepared, step: StepRow): boolean =>
  step.state === 'pending' && irreversibleReason(operation, step) !== null

async function prepare(deps: PlannerDeps, request: PlanRequest, entry: PlanEntry): Promise<Prepared> {
  const operation = operationNamed(deps.operations, entry.intent.operation)
  const waits = referencedSteps(entry.intent).length > 0
  const intent = waits ? null : operation.intentSchema.parse(entry.intent)
  const readBy =
    waits && entry.formerly && entry.left !== undefined ? operation.intentSchema.parse(entry.formerly) : intent
  const prepared = { entry, operation, intent, readBy }
  if (readBy === null || entry.refusals) return { ...prepared, present: null, error: null }
  try {
    if (request.signal.aborted) throw new AppFailure('cancelled')
    const present = operation.read
      ? await operation.read(request.accountId, readBy, { signal: request.signal })
      : operation.assumed(readBy)
    return { ...prepared, present, error: null }
  } catch (thrown) {
    const error = deps.toAppError(thrown)
    if (request.signal.aborted || concernsAccount(error) || error.code === 'internal') throw thrown
    return { ...prepared, present: null, error }
  }
}

function planStep(
  deps: PlannerDeps,
  change: number,
  request: PlanRequest,
  position: number,
  prepared: Prepared,
): StepRow {
  const { entry, operation, intent, error } = prepared
  const object =
    intent === null ? (operation.outline?.(entry.intent, request.accountId).object ?? '') : operation.objectOf(intent)
  const known = prepared.present === null ? null : stateBefore(deps, change, object, prepared)
  const findings = findingsOf(request, prepared, known)
  const before = intent === null ? null : known
  const unchanged =
    before !== null &&
    operation.differences(before, operation.expected(intent, before), request.accountId, intent).length === 0
  // Of an object that is as it is wanted nothing is sent, so nothing found in it is in the way.
  const refused = error !== null || entry.refusals !== undefined || (!unchanged && !isPassing(findings))
  return {
    position,
    line: entry.line ?? null,
    operation: operation.name,
    objectKind: operation.objectKind,
    object,
    state: refused ? 'refused' : unchanged ? 'unchanged' : 'pending',
    intent: entry.intent,
    before: before as Json,
    accepted: null,
    observed: null,
    result: null,
    findings: findings.length > 0 ? findings : null,
    error,
    decision: null,
    sentAt: null,
    finishedAt: null,
  }
}

/** What the object will be like when it is this step's turn: as read, or as an earlier step of this change leaves it. */
function stateBefore(deps: PlannerDeps, change: number, object: string, { operation, present }: Prepared): unknown {
  const earlier = deps.store.lastPlanned(change, operation.objectKind, object)
  if (!earlier) return present
  // It waits for something itself, so nobody can tell yet what it leaves.
  if (earlier.before === null) return null
  const { intentSchema, stateSchema, expected } = operationNamed(deps.operations, earlier.operation)
  // What it leaves of another side of the object says nothing about this one.
  if (stateSchema !== operation.stateSchema) return present
  return expected(intentSchema.parse(earlier.intent), stateSchema.parse(earlier.before))
}

function findingsOf(
  { accountId }: PlanRequest,
  { entry, operation, intent, readBy }: Prepared,
  before: unknown,
): Finding[] {
  if (entry.refusals) return entry.refusals
  if (before === null) return []
  const left = entry.left === undefined ? before : operation.stateSchema.parse(entry.left)
  const changedSince = operation.isSame(left, before)
    ? []
    : operation.differences(left, before, accountId, readBy).map(({ path, before: was, after: is }): Finding => ({
        path,
        severity: 'error',
        code: 'change.changedSince',
        params: { left: was ?? '—', present: is ?? '—' },
      }))
  if (intent === null) return changedSince
  const found = operation.check(accountId, intent, before)
  // The provider had it and took it once: what a check thinks of it is no reason to leave an operator without the way back.
  const isWayBack = entry.left !== undefined
  return [...changedSince, ...(isWayBack ? found.map((one): Finding => ({ ...one, severity: 'warning' })) : found)]
}
