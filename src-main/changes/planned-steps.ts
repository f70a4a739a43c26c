/** The steps of a planned change with the states that they lead to, for whoever wants to know what would be. */
import type { Json } from '../http/gateway'
import type { ChangeStore } from './change-store'
import { operationNamed, type Operations } from './operation'

export interface PlannedStep {
  intent: Json
  /** State of the step's object once it is done, as the operation describes it; null: it cannot be told before. */
  expected: unknown
}

const pageSize = 200

/** Reads on while it is iterated over. */
export function* plannedSteps(store: ChangeStore, operations: Operations, change: number): Generator<PlannedStep> {
  let position = -1
  for (;;) {
    const steps = store.stepsAfter(change, 'pending', position, pageSize)
    for (const { operation, intent, before } of steps) {
      const { intentSchema, stateSchema, expected } = operationNamed(operations, operation)
      // An intent that waits for what an earlier step makes is not whole yet.
      const wanted = intentSchema.safeParse(intent)
      const state = before === null ? undefined : stateSchema.safeParse(before)
      yield { intent, expected: wanted.success && state?.success ? expected(wanted.data, state.data) : null }
    }
    position = steps.at(-1)?.position ?? position
    if (steps.length < pageSize) return
  }
}
