/** The conditions of a rule, judged against the call as it stands. Pages /incom_rule/ and /ivr/ share most of them. */
import { matchesCaller } from '../pbx/caller-pattern/caller-pattern'
import { isInInterval } from '../pbx/interval-course'
import type { CallEnd, FailedResult, Skip } from './trace'
import type { Moment, Run } from './run'

export type Verdict =
  | { kind: 'applies' }
  | { kind: 'skipped'; skip: Skip }
  /** It cannot be told from here; the simulation ends with this. */
  | { kind: 'undecided'; end: CallEnd }

const applies: Verdict = { kind: 'applies' }
const skipped = (skip: Skip): Verdict => ({ kind: 'skipped', skip })

/** Of several verdicts the first that is not "applies": a condition that fails makes the others matter no more. */
export function firstObstacle(...judges: (() => Verdict)[]): Verdict {
  let undecided: Verdict | null = null
  for (const judge of judges) {
    const verdict = judge()
    if (verdict.kind === 'skipped') return verdict
    if (verdict.kind === 'undecided') undecided ??= verdict
  }
  return undecided ?? applies
}

/** @param id null: at any time */
export function judgeInterval(run: Run, accountId: string, id: number | null, at: number): Verdict {
  if (id === null) return applies
  const interval = run.world.intervalById(accountId, id)
  if (!interval) {
    run.assume('unknownIntervalSkips')
    return skipped({ reason: 'unknownInterval', id })
  }
  const holds = isInInterval(interval, run.clock(at))
  if (holds === null) {
    return { kind: 'undecided', end: { kind: 'cannotSimulate', why: 'unknownCondition', what: interval.name } }
  }
  return holds ? applies : skipped({ reason: 'outsideInterval', interval: interval.name })
}

type CallerAction = 'any' | 'matches' | 'not_matches' | 'anonymous'

export function judgeCaller(run: Run, action: CallerAction, pattern: string, { caller }: Moment): Verdict {
  if (action === 'any') return applies
  const skip = skipped({ reason: 'caller', wanted: action, pattern, caller })
  if (action === 'anonymous') return caller === null ? applies : skip
  run.assume(caller === null ? 'hiddenCaller' : 'patternSearched')
  const matches = caller === null ? false : matchesCaller(pattern, caller)
  if (matches === null) return { kind: 'undecided', end: { kind: 'cannotSimulate', why: 'pattern', what: pattern } }
  return matches === (action === 'matches') ? applies : skip
}

type WantedResult = 'any' | FailedResult

/** @param present null: there was no such call yet */
export function judgeResult(
  run: Run,
  reason: 'callStatus' | 'extensionCallStatus',
  wanted: WantedResult,
  present: FailedResult | null,
): Verdict {
  if (wanted === 'any' || wanted === present) return applies
  if (present === null) run.assume('noCallYet')
  return skipped({ reason, wanted, present })
}

export function judgeRegistration(
  wanted: 'any' | 'registered' | 'unreachable',
  present: 'registered' | 'unreachable',
): Verdict {
  return wanted === 'any' || wanted === present ? applies : skipped({ reason: 'registration', wanted, present })
}

/** @param name empty: no condition */
export function judgeVariable(run: Run, name: string, wanted: string, present: string | undefined): Verdict {
  if (name === '') return applies
  run.assume('variableCompare')
  return present === wanted ? applies : skipped({ reason: 'variable', name, wanted, present: present ?? null })
}
