/** Carries out one step: conflict check, durable `sent`, request, reading back. Decides what is known, and never more than that. */
import { setTimeout as wait } from 'node:timers/promises'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import type { Json } from '../http/gateway'
import type { StepRow } from './change-store'
import { concernsAccount, judgeWriteFailure, type WriteFailure } from './failure'
import { operationNamed, type Operation, type Operations } from './operation'
import { referencedSteps, resolveReferences } from './references'
import type { Uploads } from './uploads'

/** ms */
export interface Patience {
  /** How long a request whose answer was lost may still take effect at the provider before "not there" counts as proof. */
  lostAnswer: number
  /** How long an accepted change may take to show when read back. */
  acceptedAnswer: number
}

export interface StepContext {
  operations: Operations
  accountId: string
  changeId: string
  patience: Patience
  /** Ends waiting when the change is told to stop; a request under way is not cut by it. */
  stop: AbortSignal
  uploads: Uploads
  /** Monotonic ms (`performance.now`) at which this program took the change over from one that died in the middle of it. */
  tookOverAt: number
  /** ms since 1970 */
  now(): number
  /** @returns when the step is on the disk */
  commit(step: StepRow): Promise<void>
  stepAt(position: number): StepRow | undefined
  /** Position of the first step before that one that did not succeed; null: none. */
  troubleBefore(position: number): number | null
  toAppError(error: unknown): AppError
}

export interface StepOutcome {
  /** To be recorded. */
  step: StepRow
  /** A failure that the next step would meet too: the change stands still. */
  interruption: AppError | null
}

/** How often a step that may be sent again is sent in all. */
const sendsAtMost = 3

/** A step with the operation's own view of it. */
interface Subject {
  step: StepRow
  operation: Operation
  intent: unknown
  /** The state that the step sets out from. */
  planned: unknown
  expected: unknown
}

/**
 * What reading back after a request shows. `indistinct`: the wanted state cannot be told from the planned-on one by reading.
 * `unseen`: it could not be read; error null: told to stop while waiting.
 */
type Seen =
  | { outcome: 'asWanted' | 'asPlanned' | 'indistinct' | 'other'; present: Json }
  | { outcome: 'unseen'; error: AppError | null }

/** @param step `pending`, or `unknown` from an earlier run: then it is read back before anything is sent. */
export async function carryOut(context: StepContext, step: StepRow): Promise<StepOutcome> {
  try {
    return step.state === 'unknown' ? await reconcile(context, step) : await begin(context, step)
  } catch (thrown) {
    // Thrown before anything was sent, by reading or recording: the step is what it was.
    const error = context.toAppError(thrown)
    if (context.stop.aborted && error.code === 'cancelled') return { step, interruption: null }
    if (concernsAccount(error)) return { step, interruption: error }
    return settled(step.state === 'unknown' ? { ...step, error } : ended(context, step, 'failed', { error }))
  }
}

async function begin(context: StepContext, planned: StepRow): Promise<StepOutcome> {
  const operation = operationNamed(context.operations, planned.operation)
  const missing =
    referencedSteps(planned.intent).find((position) => context.stepAt(position)?.state !== 'done') ??
    (operation.inTurn ? context.troubleBefore(planned.position) : null)
  if (missing !== null) {
    const { error } = new AppFailure('earlierStepFailed', { params: { position: missing + 1 } })
    return settled(ended(context, planned, 'skipped', { error }))
  }
  const intent = resolveReferences(planned.intent, (position) => context.stepAt(position)?.result ?? null)
  const parsed = operation.intentSchema.parse(intent)
  const present = operation.read
    ? await operation.read(context.accountId, parsed, { signal: context.stop, step: nameOf(context, planned) })
    : (planned.accepted ?? planned.before ?? operation.assumed(parsed))
  const subject = subjectOf(context, {
    ...planned,
    intent,
    object: operation.objectOf(parsed),
    before: planned.before ?? (present as Json),
  })
  if (!operation.isSame(subject.planned, present)) {
    const { error } = new AppFailure('conflict')
    return settled(ended(context, subject.step, 'conflict', { error, observed: present as Json }))
  }
  // Only a step that could not be read when it was planned can turn out to be needless now.
  if (planned.before === null && operation.isSame(present, subject.expected)) {
    return settled(ended(context, subject.step, 'unchanged', {}))
  }
  return send(context, subject)
}

/** An outcome that nobody saw counts as happened, or as not, only by what the provider shows now. */
async function reconcile(context: StepContext, step: StepRow): Promise<StepOutcome> {
  const subject = subjectOf(context, step)
  if (!subject.operation.read) {
    if (step.decision === 'sendAgain') return send(context, subject)
    return settled(step.error ? step : unknown(step))
  }
  const seen = await lookBack(context, subject, context.tookOverAt + context.patience.lostAnswer - performance.now())
  const mayRepeat = subject.operation.repeatable || step.decision === 'sendAgain'
  return outcomeOfLost(context, subject, seen, mayRepeat) ?? send(context, subject)
}

async function send(context: StepContext, subject: Subject): Promise<StepOutcome> {
  const { operation, intent } = subject
  for (let sends = 1; ; sends++) {
    // A decision to send again holds once: should this answer be lost too, the operator is asked anew.
    const step: StepRow = { ...subject.step, state: 'sent', sentAt: context.now(), error: null, decision: null }
    await context.commit(step)
    const upload = operation.isUpload ? context.uploads.begin(step.position) : null
    const sending = operation.send(context.accountId, intent, { step: nameOf(context, step), ...upload?.options })
    const answer = await sending.then(
      (result) => ({ result }),
      (failure: unknown) => ({ failure }),
    )
    if (upload && 'failure' in answer && upload.options.signal.aborted) {
      return settleCut(context, { ...subject, step }, judgeWriteFailure(answer.failure)).finally(upload.end)
    }
    upload?.end()
    if ('result' in answer) return verify(context, { ...subject, step: { ...step, result: answer.result } })

    const error = context.toAppError(answer.failure)
    const verdict = judgeWriteFailure(answer.failure)
    const mayRepeat = sends < sendsAtMost && !context.stop.aborted
    if (verdict === 'refused' && !concernsAccount(error)) return settled(ended(context, step, 'failed', { error }))
    if (verdict === 'unknown' && !operation.read) return { step: unknown({ ...step, error }), interruption: error }
    if (verdict === 'unknown') {
      const seen = await lookBack(context, subject, context.patience.lostAnswer)
      const lost = { ...subject, step: { ...step, error } }
      const outcome = outcomeOfLost(context, lost, seen, operation.repeatable)
      if (outcome) return outcome
      // Proven not to have happened, unless there was nothing to be seen.
      if (!mayRepeat)
        return settled(operation.isUnseen ? unknown(lost.step) : ended(context, step, 'failed', { error }))
    } else if (verdict !== 'postponed' || !mayRepeat) {
      const unsent: StepRow = { ...step, state: 'pending', sentAt: null }
      if (concernsAccount(error)) return { step: unsent, interruption: error }
      return settled(ended(context, unsent, 'failed', { error }))
    }
  }
}

/**
 * An upload that was cut off because the change is stopped, or the program ends, with bytes still to be sent. As after any lost answer
 * the provider is asked, with all the patience that such an answer needs: nobody continues what was cancelled. What is not there
 * is as if never sent: skipped with the rest of a cancelled change, sent when one that stands still is continued, and then,
 * like every step, only if the provider still has nothing of it.
 */
async function settleCut(context: StepContext, subject: Subject, verdict: WriteFailure): Promise<StepOutcome> {
  const { step } = subject
  const dropped: StepRow = { ...step, state: 'pending', sentAt: null, error: new AppFailure('uploadDropped').error }
  if (verdict === 'notSent') return settled(dropped)
  const cut = { ...subject, step: { ...step, error: new AppFailure('uploadStopped').error } }
  const seen = await lookBack(context, cut, context.patience.lostAnswer, null)
  if (seen.outcome === 'asPlanned' && !subject.operation.isUnseen) return settled(dropped)
  return outcomeOfLost(context, cut, seen, false) ?? settled(unknown(cut.step))
}

/** @returns null when the request was proven not to have taken effect and may be sent again */
function outcomeOfLost(context: StepContext, subject: Subject, seen: Seen, mayRepeat: boolean): StepOutcome | null {
  const { step } = subject
  switch (seen.outcome) {
    case 'unseen':
      return unseen(step, seen.error)
    case 'asWanted': {
      const { operation, intent, planned } = subject
      const present = operation.stateSchema.parse(seen.present)
      const result = operation.resultOf?.(intent, planned, present, context.accountId) ?? null
      return settled(ended(context, step, 'done', { observed: seen.present, result, error: null }))
    }
    case 'indistinct':
      return step.decision === 'sendAgain' ? null : settled(unknown(step))
    case 'asPlanned':
      return mayRepeat ? null : settled(unknown(step))
    case 'other':
      return settled({ ...unknown(step), observed: seen.present })
  }
}

/** The provider accepted the request; what it shows decides whether it took everything over. */
async function verify(context: StepContext, subject: Subject): Promise<StepOutcome> {
  const { operation, step } = subject
  if (!operation.read) return settled(ended(context, step, 'done', {}))
  const seen = await lookBack(context, subject, context.patience.acceptedAnswer)
  if (seen.outcome === 'unseen') return unseen(step, seen.error)
  const { present } = seen
  if (seen.outcome === 'asWanted' || seen.outcome === 'indistinct')
    return settled(ended(context, step, 'done', { observed: present }))
  const fields = operation
    .differences(subject.expected, operation.stateSchema.parse(present), context.accountId, subject.intent)
    .map(({ path, before: wanted, after: now }): Finding => ({
      path,
      severity: 'error',
      code: 'change.notTakenOver',
      params: { wanted: wanted ?? '—', present: now ?? '—' },
    }))
  const { error } = new AppFailure('notTakenOver', { fields })
  return settled(ended(context, step, 'failed', { observed: present, error }))
}

/**
 * Reads at once, and once more after `patience` ms unless the wanted state is there already.
 * @param stop ends the waiting; null: nothing does
 */
async function lookBack(
  context: StepContext,
  subject: Subject,
  patience: number,
  stop: AbortSignal | null = context.stop,
): Promise<Seen> {
  const { operation, intent, step } = subject
  const { accountId } = context
  try {
    if (!operation.read) return { outcome: 'unseen', error: null }
    const read = operation.read.bind(operation, accountId, intent, { step: nameOf(context, step) })
    let present = await read()
    let asWanted = operation.isSame(present, subject.expected)
    if (patience > 0 && !asWanted) {
      await wait(patience, undefined, stop ? { signal: stop } : {})
      present = await read()
      asWanted = operation.isSame(present, subject.expected)
    }
    const asPlanned = operation.isSame(present, subject.planned)
    const outcome = asWanted ? (asPlanned ? 'indistinct' : 'asWanted') : asPlanned ? 'asPlanned' : 'other'
    return { outcome, present: present as Json }
  } catch (thrown) {
    return { outcome: 'unseen', error: stop?.aborted ? null : context.toAppError(thrown) }
  }
}

function subjectOf(context: StepContext, step: StepRow): Subject {
  const operation = operationNamed(context.operations, step.operation)
  const intent = operation.intentSchema.parse(step.intent)
  const planned = operation.stateSchema.parse(step.accepted ?? step.before)
  return { step, operation, intent, planned, expected: operation.expected(intent, planned) }
}

const nameOf = (context: StepContext, step: StepRow): string => `${context.changeId}/${step.position}`

const settled = (step: StepRow): StepOutcome => ({ step, interruption: null })

const unknown = (step: StepRow): StepRow => ({
  ...step,
  state: 'unknown',
  error: step.error ?? new AppFailure('outcomeUnknown').error,
})

const unseen = (step: StepRow, error: AppError | null): StepOutcome => ({
  step: unknown({ ...step, error: error ?? step.error }),
  interruption: error && concernsAccount(error) ? error : null,
})

const ended = (context: StepContext, step: StepRow, state: StepRow['state'], rest: Partial<StepRow>): StepRow => ({
  ...step,
  ...rest,
  state,
  finishedAt: context.now(),
})
