/** A call to an extension: its incoming rules from top to bottom, then its own job. Source: page /incom_rule/. */
import type { Extension } from '../pbx/extension'
import type { KnownRule } from '../pbx/incoming-rule'
import { firstObstacle, judgeCaller, judgeInterval, judgeRegistration, judgeResult, type Verdict } from './conditions'
import { legTo, ringExtension } from './dial'
import { ringLegs } from './ringing'
import { answered, failed, isConclusive, sayPrompt, type Moment, type Outcome, type Run } from './run'
import type { FailedResult, Place } from './trace'

/** ms. What a phone, and a rule without a time of its own, rings. */
export const defaultRingTime = 60_000

/** What happened before, as conditions on the result of a call see it; null: there was no such call yet. */
interface History {
  /** The last call: to the extension itself, or of the last rule that forwarded. */
  last: FailedResult | null
  own: FailedResult | null
}

/** One extension while it is being called. */
interface Called {
  accountId: string
  extension: Extension
  number: string
}

/** Calls an extension as a number or a transfer does. */
export function callExtension(run: Run, moment: Moment, accountId: string, extension: Extension): Outcome {
  const number = run.world.shortNumber(accountId, extension)
  const called = { accountId, extension, number }
  const place: Place = { kind: 'extension', accountId, extensionId: extension.id }
  run.say(moment, place, { kind: 'extensionCalled', number, label: extension.label, type: extension.type })
  if (!run.mayRun()) return failed(moment.at, 'no_answer', { kind: 'stepLimit' }, place)
  if (extension.status !== 'active') {
    run.assume('blockedRefused')
    return failed(moment.at, 'no_answer', { kind: 'hungUp', reason: 'extensionBlocked', code: null }, place)
  }
  const rules = run.world.rulesOf(accountId, extension.id)
  if (rules.length > 1) run.assume('listOrder')

  const history: History = { last: null, own: null }
  let at = moment.at
  for (const keyed of rules) {
    const { rule } = keyed
    const here: Place = { kind: 'incomingRule', accountId, extensionId: extension.id, rule: keyed.key }
    const now = { ...moment, at }
    if (!run.mayLook()) return failed(at, 'no_answer', { kind: 'stepLimit' }, here)
    if (rule.type === 'unknown') {
      if (!rule.enabled) {
        run.say(now, here, { kind: 'skipped', name: rule.name, type: rule.wireType, skip: { reason: 'disabled' } })
        continue
      }
      return failed(at, 'no_answer', { kind: 'cannotSimulate', why: 'unknownRule', what: rule.wireType }, here)
    }
    let verdict = judgeBeforeCall(run, now, called, rule)
    if (verdict.kind === 'applies' && waitsForCall(rule) && history.last === null) {
      run.assume('ownPhoneFirst')
      const ringing = doOwnJob(
        run,
        { ...now, deadline: Math.min(moment.deadline, at + defaultRingTime) },
        accountId,
        extension,
      )
      if (ringing.answeredAt !== null || ringing.result === null) return ringing
      history.last = ringing.result
      history.own = ringing.result
      at = ringing.endsAt
    }
    if (verdict.kind === 'applies') verdict = judgeAfterCall(run, rule, history)
    if (verdict.kind === 'undecided') return failed(at, 'no_answer', verdict.end, here)
    if (verdict.kind === 'skipped') {
      run.say({ ...now, at }, here, { kind: 'skipped', name: rule.name, type: rule.type, skip: verdict.skip })
      continue
    }
    if (!run.mayRun()) return failed(at, 'no_answer', { kind: 'stepLimit' }, here)
    run.say({ ...now, at }, here, { kind: 'ran', name: rule.name, type: rule.type })
    const outcome = runRule(run, { ...now, at }, called, rule, here)
    if (outcome.kind === 'over') return outcome.outcome
    at = outcome.at
    history.last = outcome.result ?? history.last
    if (at >= moment.deadline) return failed(moment.deadline, 'no_answer', nobodyAnswered, here)
  }
  if (history.last === null) {
    run.assume('ownJob')
    return doOwnJob(run, { ...moment, at }, accountId, extension)
  }
  run.assume('exhaustedHangsUp')
  const code = history.last === 'busy' ? 486 : null
  return failed(at, history.last, { kind: 'hungUp', reason: 'rulesExhausted', code }, place)
}

const nobodyAnswered = { kind: 'hungUp', reason: 'nobodyAnswered', code: null } as const

const waitsForCall = ({ conditions }: KnownRule): boolean =>
  conditions.callStatus !== 'any' || conditions.extensionCallStatus !== 'any'

/** Everything but the results of calls. */
function judgeBeforeCall(run: Run, moment: Moment, { accountId, number }: Called, rule: KnownRule): Verdict {
  if (!rule.enabled) return { kind: 'skipped', skip: { reason: 'disabled' } }
  const { conditions } = rule
  const registration = run.call.unreachable.includes(number) ? 'unreachable' : 'registered'
  const conditionCount = [
    conditions.intervalId !== null,
    conditions.callerAction !== 'any',
    conditions.extensionStatus !== 'any',
    waitsForCall(rule),
  ].filter(Boolean).length
  if (conditionCount > 1) run.assume('conditionsTogether')
  return firstObstacle(
    () => judgeInterval(run, accountId, conditions.intervalId, moment.at),
    () => judgeCaller(run, conditions.callerAction, conditions.callerPattern, moment),
    () => judgeRegistration(conditions.extensionStatus, registration),
  )
}

function judgeAfterCall(run: Run, { conditions }: KnownRule, { last, own }: History): Verdict {
  return firstObstacle(
    () => judgeResult(run, 'extensionCallStatus', conditions.extensionCallStatus, own),
    () => judgeResult(run, 'callStatus', conditions.callStatus, last),
  )
}

type RuleOutcome =
  | { kind: 'over'; outcome: Outcome }
  /** `result`: of the call that the rule made; null: it made none. */
  | { kind: 'goesOn'; at: number; result: FailedResult | null }

const over = (outcome: Outcome): RuleOutcome => ({ kind: 'over', outcome })

function runRule(
  run: Run,
  moment: Moment,
  { accountId, extension, number }: Called,
  rule: KnownRule,
  here: Place,
): RuleOutcome {
  switch (rule.type) {
    case 'busy':
      run.assume('nothingAfterEnd')
      return over(failed(moment.at, 'busy', { kind: 'hungUp', reason: 'rule', code: 486 }, here))
    case 'hangup':
      run.assume('nothingAfterEnd')
      return over(failed(moment.at, 'no_answer', { kind: 'hungUp', reason: 'rule', code: 480 }, here))
    case 'voicemail':
      run.assume('nothingAfterEnd', 'voicemailAnswers')
      return over(answered(moment.at, { kind: 'voicemail', number, label: extension.label }, here))
    case 'playfile': {
      const at = moment.at + sayPrompt(run, moment, here, accountId, rule.promptId, false)
      if (!rule.final) return { kind: 'goesOn', at, result: null }
      run.assume('promptThenHangUp')
      return over(failed(at, 'no_answer', { kind: 'hungUp', reason: 'afterPrompt', code: null }, here))
    }
    default: {
      if (rule.timeoutSeconds === null) run.assume('ringTimeDefault')
      const withRules = rule.type === 'transfer' || rule.type === 'cascade'
      const options = { accountId, own: extension, withRules }
      const legs =
        rule.type === 'transfer' || rule.type === 'simple_transfer'
          ? rule.destinations.map((address) => legTo(run, address, 0, options))
          : cascadeDelays(rule.legs).map(({ number: address, delay }) => legTo(run, address, delay, options))
      const timeout = rule.timeoutSeconds === null ? defaultRingTime : rule.timeoutSeconds * 1000
      const outcome = ringLegs(run, moment, here, { legs, timeout })
      if (outcome.answeredAt !== null || isConclusive(outcome.end)) return over(outcome)
      if (!rule.final) return { kind: 'goesOn', at: outcome.endsAt, result: outcome.result }
      const code = outcome.result === 'busy' ? 486 : null
      return over({ ...outcome, end: { kind: 'hungUp', reason: 'finalFailed', code }, place: here })
    }
  }
}

/** The smallest delay counts as 0, for that number only: the others stay as they are. @returns ms */
function cascadeDelays(legs: readonly { number: string; delaySeconds: number }[]): { number: string; delay: number }[] {
  const smallest = Math.min(...legs.map(({ delaySeconds }) => delaySeconds))
  const first = legs.findIndex(({ delaySeconds }) => delaySeconds === smallest)
  return legs.map(({ number, delaySeconds }, index) => ({ number, delay: index === first ? 0 : delaySeconds * 1000 }))
}

/** What an extension does when no rule takes the call. */
export function doOwnJob(run: Run, moment: Moment, accountId: string, extension: Extension): Outcome {
  const number = run.world.shortNumber(accountId, extension)
  const place: Place = { kind: 'extension', accountId, extensionId: extension.id }
  switch (extension.type) {
    case 'phone': {
      const leg = {
        address: number,
        label: extension.label,
        delay: 0,
        dial: (now: Moment) => ringExtension(run, now, accountId, extension),
      }
      return ringLegs(run, moment, place, { legs: [leg], timeout: defaultRingTime })
    }
    case 'ivr':
      return run.parts.enterMenu(run, moment, accountId, extension)
    case 'queue':
    case 'fax':
      return answered(moment.at, { kind: 'ownLogic', what: extension.type, name: number }, place)
    default:
      return answered(moment.at, { kind: 'ownLogic', what: 'otherExtension', name: number }, place)
  }
}
