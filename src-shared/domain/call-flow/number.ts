/** A call to a number of one of the accounts. Sources: page on the resource did; SetCallForwarding; incomingRules/create/batch. */
import { isInPeriod } from '../period/evaluate'
import { parsePeriod } from '../period/period'
import type { NumberForwarding, Target } from '../forwarding/forwarding'
import { legTo } from './dial'
import { ringLegs, type RingLeg } from './ringing'
import { answered, failed, type Moment, type Outcome, type Run } from './run'
import type { Place } from './trace'
import type { NumberRoute } from './world'

/** ms, for a target without a time of its own */
const assumedTargetTime = 30_000

export function callNumber(run: Run, moment: Moment, digits: string, route: NumberRoute): Outcome {
  const { accountId } = route
  const place: Place = { kind: 'number', accountId, digits }
  run.say(moment, place, { kind: 'numberCalled', digits })
  switch (route.provider) {
    case 'pbx': {
      const extension = route.extensionId === null ? undefined : run.world.extensionById(accountId, route.extensionId)
      if (extension) return run.parts.callExtension(run, moment, accountId, extension)
      const reason = route.extensionId === null ? 'notRouted' : 'extensionMissing'
      run.assume('notRoutedRefused')
      return failed(moment.at, 'no_answer', { kind: 'hungUp', reason, code: null }, place)
    }
    case 'none':
      run.assume('numberGivenUp')
      return failed(moment.at, 'no_answer', { kind: 'hungUp', reason: 'numberGivenUp', code: null }, place)
    case 'twin':
      run.assume(route.isAccepted ? 'ownRegister' : 'registerUnanswered')
      if (route.action === 'end')
        return failed(moment.at, 'no_answer', { kind: 'hungUp', reason: 'notProcessed', code: null }, place)
      return answered(moment.at, { kind: 'ownLogic', what: 'bot', name: route.bot }, place)
    case 'exolve': {
      const { forwarding } = route
      if (!forwarding) return answered(moment.at, { kind: 'ownLogic', what: 'notRead', name: digits }, place)
      switch (forwarding.kind) {
        case 'none':
          return answered(moment.at, { kind: 'ownLogic', what: 'noForwarding', name: digits }, place)
        case 'url':
          return answered(moment.at, { kind: 'ownLogic', what: 'url', name: forwarding.url }, place)
        case 'staticIp':
          return answered(moment.at, { kind: 'ownLogic', what: 'sipTrunk', name: forwarding.address }, place)
        case 'sip':
          return answered(moment.at, { kind: 'ownLogic', what: 'sip', name: forwarding.sipUri }, place)
        case 'number':
          return forward(run, moment, { accountId, digits, forwarding, place })
      }
    }
  }
}

interface Forward {
  accountId: string
  digits: string
  forwarding: NumberForwarding
  place: Place
}

interface ReadyTarget {
  target: Target
  place: Place
}

function forward(run: Run, moment: Moment, { accountId, digits, forwarding, place }: Forward): Outcome {
  run.assume('redirectKinds')
  const ready: ReadyTarget[] = []
  for (const [index, target] of forwarding.targets.entries()) {
    const here: Place = { kind: 'target', accountId, digits, index }
    const parsed = parsePeriod(target.period)
    if (!parsed.ok)
      return failed(moment.at, 'no_answer', { kind: 'cannotSimulate', why: 'period', what: target.period }, here)
    if (target.period.trim() !== '') run.assume('periodZone')
    if (!isInPeriod(parsed.period, run.clock(moment.at), run.call.periodZone)) {
      const skip = { reason: 'outsidePeriod' as const, period: target.period }
      run.say(moment, here, { kind: 'skipped', name: target.name || target.number, type: 'target', skip })
      continue
    }
    ready.push({ target, place: here })
    if (forwarding.redirect === 'single') break
  }
  if (ready.length === 0) {
    run.assume('noTargetNow')
    return failed(moment.at, 'no_answer', { kind: 'hungUp', reason: 'nobodyAnswered', code: null }, place)
  }
  return forwarding.redirect === 'parallel'
    ? ringTogether(run, moment, accountId, ready, place)
    : ringInTurn(run, moment, accountId, ready, place)
}

const timeOf = (run: Run, { timeoutSeconds }: Target): number => {
  if (timeoutSeconds === null) run.assume('targetTimeout')
  return timeoutSeconds === null ? assumedTargetTime : timeoutSeconds * 1000
}

/** A target that is switched off drops the call; it is not passed over. */
const dropped = (at: number, place: Place): Outcome =>
  failed(at, 'no_answer', { kind: 'hungUp', reason: 'dropped', code: null }, place)

function legOf(run: Run, accountId: string, { target }: ReadyTarget): RingLeg {
  const leg = legTo(run, `+${target.number}`, 0, { accountId, own: null, withRules: true })
  return { ...leg, label: target.name }
}

function ringInTurn(run: Run, moment: Moment, accountId: string, ready: ReadyTarget[], place: Place): Outcome {
  let at = moment.at
  let outcome = failed(at, 'no_answer', { kind: 'hungUp', reason: 'nobodyAnswered', code: null }, place)
  for (const one of ready) {
    if (at >= moment.deadline) break
    if (!one.target.active) return dropped(at, one.place)
    run.say({ ...moment, at }, one.place, { kind: 'ran', name: one.target.name || one.target.number, type: 'target' })
    const timeout = timeOf(run, one.target)
    outcome = ringLegs(run, { ...moment, at }, one.place, { legs: [legOf(run, accountId, one)], timeout })
    if (outcome.answeredAt !== null || outcome.end.kind !== 'hungUp') return outcome
    at = outcome.endsAt
  }
  return outcome
}

function ringTogether(run: Run, moment: Moment, accountId: string, ready: ReadyTarget[], place: Place): Outcome {
  const active = ready.filter(({ target }) => target.active)
  const [first] = ready
  if (active.length === 0 && first) return dropped(moment.at, first.place)
  for (const { target, place: here } of active)
    run.say(moment, here, { kind: 'ran', name: target.name || target.number, type: 'target' })
  const legs = active.map((one): RingLeg => {
    const leg = legOf(run, accountId, one)
    const timeout = timeOf(run, one.target)
    return { ...leg, dial: (now) => leg.dial({ ...now, deadline: Math.min(now.deadline, now.at + timeout) }) }
  })
  const timeout = Math.max(...active.map(({ target }) => timeOf(run, target)))
  return ringLegs(run, moment, place, { legs, timeout })
}
