/** The way back of a change, as rows to plan: what it did, the last step first. */
import type { FindingCode } from '@shared/domain/finding'
import type { ChangeStore, StepRow } from './change-store'
import {
  operationNamed,
  type IdNow,
  type Inverse,
  type Operation,
  type Operations,
  type StoredIntent,
} from './operation'
import type { PlanEntry } from './planner'
import { referencedSteps } from './references'

const pageSize = 200

type WayBack = Extract<Inverse, { intent: StoredIntent }>

/** Reads on while it is iterated over. What it makes again has another id, by which later steps name it. */
export function* wayBack(store: ChangeStore, operations: Operations, change: number): Generator<PlanEntry> {
  let steps: StepRow[] = []
  let position = Number.MAX_SAFE_INTEGER
  let planned = 0
  /** The step that makes an object again, by the object's old id. */
  const madeAnew = new Map<string, number>()
  const idNow: IdNow = (kind, id) => {
    const fromStep = madeAnew.get(`${kind}/${id}`)
    return fromStep === undefined ? id : { fromStep, path: 'id' }
  }
  /** What the steps that stay name; it was there before them, so it is met after them. */
  const needed = new Set<string>()
  function named(entry: PlanEntry): PlanEntry {
    const { withIds, intentSchema } = operationNamed(operations, entry.intent.operation)
    if (madeAnew.size === 0 || entry.refusals || !withIds) return entry
    const intent = withIds(intentSchema.parse(entry.intent), idNow)
    return referencedSteps(intent).length === 0 ? entry : { ...entry, intent, formerly: entry.intent }
  }
  do {
    steps = store.stepsBefore(change, position, pageSize)
    for (const step of steps) {
      const back = stepBack(operations, step, needed)
      if (!back) continue
      yield named(back.entry)
      const made = planned++
      if (back.anew) madeAnew.set(`${back.anew.kind}/${back.anew.id}`, made)
      if (!back.then) continue
      yield named({ intent: back.then })
      planned += 1
    }
    position = steps.at(-1)?.position ?? 0
  } while (steps.length === pageSize)
}

/** @returns null for a step that left everything as it was */
function stepBack(
  operations: Operations,
  step: StepRow,
  needed: Set<string>,
): ({ entry: PlanEntry } & Pick<WayBack, 'anew' | 'then'>) | null {
  const effect = effectOf(operations, step)
  if (!effect) return null
  const { inverse, left } = effect
  function refused(code: FindingCode): { entry: PlanEntry } {
    const { withIds, intentSchema } = operationNamed(operations, step.operation)
    withIds?.(intentSchema.parse(step.intent), (kind, id) => {
      needed.add(`${kind}/${id}`)
      return id
    })
    const refusals = [{ path: '', severity: 'error' as const, code, params: {} }]
    return { entry: { intent: step.intent as StoredIntent, refusals } }
  }
  if (!inverse) return refused('change.outcomeUnknown')
  if ('withMaker' in inverse) return null
  if (!('intent' in inverse)) return refused('change.cannotBeUndone')
  const { intent: back, removes, ...more } = inverse
  if (removes && needed.has(`${removes.kind}/${removes.id}`)) return refused('change.neededByWhatStays')
  return { entry: { intent: back, left: left as PlanEntry['left'] }, ...more }
}

/**
 * Whether a step did something that can be taken back.
 * @param asWhole the steps of its change are taken back together
 */
export function hasWayBack(operations: Operations, step: StepRow, asWhole: boolean): boolean {
  const effect = effectOf(operations, step)
  return effect !== null && (asWhole || (effect.inverse !== null && 'intent' in effect.inverse))
}

/** @returns why a step has no way back, as far as its plan tells; null: it has one, or that cannot be told yet */
export function irreversibleReason(
  operation: Operation,
  { intent, before, result }: Pick<StepRow, 'intent' | 'before' | 'result'>,
): string | null {
  if (before === null) return operation.irreversible?.(intent as StoredIntent) ?? null
  const inverse = operation.inverse(operation.intentSchema.parse(intent), operation.stateSchema.parse(before), result)
  return 'irreversible' in inverse ? inverse.irreversible : null
}

/** How a step is taken back that left another state than before; inverse null: nobody knows whether it did. @returns null: it did not */
function effectOf(operations: Operations, step: StepRow): { inverse: Inverse | null; left: unknown } | null {
  if (step.before === null) return null
  const operation = operationNamed(operations, step.operation)
  const intent = operation.intentSchema.parse(step.intent)
  const before = operation.stateSchema.parse(step.before)
  // A step that counts as done by the operator's word was not seen: then it left what it was to leave.
  const left = operation.stateSchema.parse(step.observed ?? operation.expected(intent, before))
  if (step.state === 'unknown') return { inverse: null, left }
  const tookEffect =
    step.state === 'done' || (step.state === 'failed' && step.observed && !operation.isSame(before, left))
  return tookEffect ? { inverse: operation.inverse(intent, before, step.result, left), left } : null
}
