/** "Where would this call go?" — pure and deterministic: the same call in the same world gives the same trace. */
import type { Call } from './call'
import { callExtension, doOwnJob } from './extension'
import { enterMenu } from './menu'
import { callNumber } from './number'
import { failed, Run, type Moment, type Outcome } from './run'
import type { Trace } from './trace'
import type { CallWorld } from './world'

/**
 * Plays one call to its end, offline.
 *
 * @returns what happened and why. It never runs for ever: loops, and more rules than any call can mean, end it and are named.
 */
export function simulate(world: CallWorld, call: Call): Trace {
  const run = new Run(world, call, { callExtension, callNumber, doOwnJob, enterMenu })
  const moment: Moment = { at: 0, deadline: Infinity, depth: 0, branch: '', caller: call.caller }
  const { end, place, endsAt } = begin(run, moment)
  return { steps: run.steps, end, endsAt, place, assumptions: [...run.assumptions] }
}

function begin(run: Run, moment: Moment): Outcome {
  const { called } = run.call
  if (called.kind === 'number') {
    const route = run.world.numberRoute(called.digits)
    if (route) return callNumber(run, moment, called.digits, route)
  } else {
    const extension = run.world.extensionById(called.accountId, called.extensionId)
    if (extension) return callExtension(run, moment, called.accountId, extension)
  }
  return failed(0, 'no_answer', { kind: 'hungUp', reason: 'extensionMissing', code: null })
}
