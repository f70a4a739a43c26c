/** Hands out the steps of one change in their order, read from the database in windows: a change of any length takes the same memory. */
import type { ChangeStore, StepRow } from './change-store'

/** Steps held in memory; more than are ever under way at once, so that one that must wait does not hold up the rest. */
const windowSize = 100

/**
 * Unknown outcomes of an earlier run first: they say what happened, and may free an object. Then what is to be done.
 * At the end once more what got lost in this very run, when the provider may be well again.
 */
const passes = ['unknown', 'pending', 'unknown'] as const

export interface StepSource {
  /**
   * @param idle true when nothing of this change is under way, its outcomes recorded
   * @returns the first step that may start now, or null when there is none at the moment
   */
  next(idle: boolean, mayStart: (step: StepRow) => boolean): StepRow | null
  /** true when no step is left to hand out. */
  isEmpty(): boolean
}

/** @param change its `sequence` */
export function createStepSource(store: ChangeStore, change: number): StepSource {
  const window: StepRow[] = []
  let pass = 0
  let lastPosition = -1

  /** @returns false when the database has nothing more to hand out at the moment */
  function readOn(idle: boolean): boolean {
    const state = passes[pass]
    // What is under way may yet end as unknown: the last pass sees all of them.
    if (state === undefined || (pass === passes.length - 1 && !idle)) return false
    const rows = store.stepsAfter(change, state, lastPosition, windowSize)
    // A step that the operator leaves as unknown is not read again and again.
    window.push(...rows.filter(({ decision }) => decision !== 'leave'))
    lastPosition = rows.at(-1)?.position ?? lastPosition
    if (rows.length < windowSize) {
      pass += 1
      lastPosition = -1
    }
    return true
  }

  return {
    next(idle, mayStart) {
      for (;;) {
        const index = window.findIndex(mayStart)
        if (index >= 0) return window.splice(index, 1)[0] ?? null
        if (window.length >= windowSize || !readOn(idle)) return null
      }
    },
    isEmpty: () => window.length === 0 && passes[pass] === undefined,
  }
}
