/** The steps of a change that wait to be carried out, for whoever wants to know what would be. */
import type { Json } from '../http/gateway'
import type { ChangeStore } from './change-store'

export interface PlannedStep {
  position: number
  /** What is wanted of the object; ids that an earlier step makes are references. */
  intent: Json
}

const pageSize = 200

/** Reads on while it is iterated over. */
export function* plannedSteps(store: ChangeStore, change: number): Generator<PlannedStep> {
  let after = -1
  for (;;) {
    const steps = store.stepsAfter(change, 'pending', after, pageSize)
    for (const { position, intent } of steps) yield { position, intent }
    after = steps.at(-1)?.position ?? after
    if (steps.length < pageSize) return
  }
}
