/** The rules of one option of a menu, one after another. Source: page /ivr/, actions and their fields. */
import type { Action } from '../ivr/action'
import type { Context, Rule } from '../ivr/menu'
import { firstObstacle, judgeCaller, judgeInterval, judgeResult, judgeVariable, type Verdict } from './conditions'
import { legTo } from './dial'
import { applyInteractive, readInteractive } from './interactive'
import { contextNamed, menuRingTime, optionOf, type Flow, type MenuCall } from './menu-call'
import { isConclusive, sayPrompt } from './run'
import { ringLegs } from './ringing'
import type { Place } from './trace'

/** ms, for each digit that is spoken */
const spokenDigitTime = 500
/** ms that recording digits, and a rating, wait for a key */
const recordWait = 5000
/** ms, unless the rule says otherwise */
const interactiveTime = 5000

/** What a rule does to the option: `null` goes on to the next rule. */
type Effect = Flow | null

/** One rule while it runs. */
interface Running {
  call: MenuCall
  context: Context
  rule: Rule
  place: Place
}

export function runOption(call: MenuCall, context: Context, digits: string): Flow {
  const { run, accountId, extension } = call
  const place = call.optionPlace(context, digits)
  run.say(call.now, place, { kind: 'option', context: context.name, option: digits })
  const rules = optionOf(context, digits)?.rules ?? []
  if (rules.length === 0) return call.over({ kind: 'hungUp', reason: 'optionWithoutRules', code: null }, place)

  let hasRun = false
  for (const rule of rules) {
    const here: Place = {
      kind: 'menuRule',
      accountId,
      extensionId: extension.id,
      context: context.key,
      option: digits,
      rule: rule.key,
    }
    const running: Running = { call, context, rule, place: here }
    const end = call.advance(call.at, here)
    if (end) return end
    if (!run.mayLook()) return call.over({ kind: 'stepLimit' }, here)
    const verdict = judge(running)
    const type = rule.action.kind === 'unknown' ? rule.action.name : rule.action.kind
    if (verdict.kind === 'undecided') return call.over(verdict.end, here)
    if (verdict.kind === 'skipped') {
      run.say(call.now, here, { kind: 'skipped', name: rule.name, type, skip: verdict.skip })
      continue
    }
    if (!run.mayRun()) return call.over({ kind: 'stepLimit' }, here)
    hasRun = true
    run.say(call.now, here, { kind: 'ran', name: rule.name, type })
    const effect = perform(running)
    if (effect) return effect
    if (rule.final && run.call.strictFinal) {
      run.assume('strictFinal')
      break
    }
    if (rule.final) run.assume('finalInMenu')
  }
  if (!hasRun) {
    run.assume('startWithoutRuns')
    if (digits !== 'start') return call.over({ kind: 'hungUp', reason: 'allRulesSkipped', code: null }, place)
  }
  if (digits !== 'start') run.assume('waitStartsAgain')
  if (digits === 'timeout') run.assume('timeoutLoops')
  return { kind: 'wait', context }
}

function judge({ call, rule }: Running): Verdict {
  const { run, accountId } = call
  const { conditions, action } = rule
  const verdict = firstObstacle(
    () => judgeInterval(run, accountId, conditions.interval, call.at),
    () => judgeCaller(run, conditions.callerAction, conditions.callerPattern, call.moment),
    () => judgeVariable(run, conditions.variable, conditions.value, call.variables.get(conditions.variable)),
    () => judgeResult(run, 'callStatus', conditions.callStatus, call.lastResult),
  )
  if (verdict.kind !== 'applies') return verdict
  const needed =
    action.kind === 'transfer_from_variable' || action.kind === 'play_digits_from_variable' ? action.variable : null
  if (needed === null || call.variables.get(needed)) return verdict
  return { kind: 'skipped', skip: { reason: 'variableUnset', name: needed } }
}

function perform(running: Running): Effect {
  const { call, context, rule, place } = running
  const { run } = call
  const { action } = rule
  switch (action.kind) {
    case 'hangup':
      return call.over({ kind: 'hungUp', reason: 'rule', code: null }, place)
    case 'transfer':
    case 'simple_transfer':
      return transfer(running, action.destinations, action.timeoutSeconds, action.kind === 'transfer')
    case 'transfer_from_variable': {
      const destinations = (call.variables.get(action.variable) ?? '').split(/\s+/).filter(Boolean)
      return transfer(running, destinations, action.timeoutSeconds, true)
    }
    case 'play_sound':
      return play(running, action.sound, action.soundType !== 'foreground')
    case 'play_silence': {
      const milliseconds = action.durationMs ?? 0
      run.say(call.now, place, { kind: 'plays', title: '', promptId: null, milliseconds, acceptsKeys: true })
      return pass(running, milliseconds, true)
    }
    case 'play_digits':
      return speak(running, action.digits)
    case 'play_digits_from_variable':
      return speak(running, call.variables.get(action.variable) ?? '')
    case 'record_digits':
      return recordDigits(running, action)
    case 'set_variable':
      setVariable(running, action.variable, action.value)
      return null
    case 'jump_to_context': {
      const target = contextNamed(call.menu, action.context)
      const option = action.option || 'start'
      run.assume('jumpKeeps')
      if (!target || !optionOf(target, option))
        return call.over({ kind: 'hungUp', reason: 'jumpTargetMissing', code: null }, place)
      return { kind: 'option', context: target, option }
    }
    case 'call_interactive':
      return interactive(running, action)
    case 'set_caller_id_number':
      return setCallerId(running, 'number', action.number)
    case 'set_caller_id_name':
      return setCallerId(running, 'name', action.callerName)
    case 'quality_rate': {
      const end = play(running, action.sound, false)
      if (end) return end
      run.assume('rating')
      const rating = call.takeKey(call.at + recordWait)
      if (rating) run.say({ ...call.now, at: rating.at }, place, { kind: 'pressed', key: rating.key })
      return call.advance(rating?.at ?? call.at + recordWait, place)
    }
    case 'voice_helper':
      return listen(running, action)
    case 'start_record':
      run.say(call.now, place, { kind: 'recordingStarts' })
      return null
    case 'unknown':
      return call.over({ kind: 'cannotSimulate', why: 'unknownAction', what: action.name || context.name }, place)
  }
}

function transfer(
  { call, rule, place }: Running,
  destinations: readonly string[],
  timeoutSeconds: number | null,
  withRules: boolean,
): Effect {
  const { run, accountId, extension } = call
  if (timeoutSeconds === null) run.assume('ringTimeDefault')
  const legs = destinations.map((address) => legTo(run, address, 0, { accountId, own: extension, withRules }))
  const timeout = timeoutSeconds ? timeoutSeconds * 1000 : menuRingTime
  const outcome = ringLegs(run, call.now, place, { legs, timeout })
  if (outcome.answeredAt !== null || isConclusive(outcome.end)) {
    run.assume('leavesMenu')
    call.at = outcome.endsAt
    return call.over(outcome.end, outcome.place)
  }
  call.lastResult = outcome.result
  call.discardKeys(outcome.endsAt, place)
  const end = call.advance(outcome.endsAt, place)
  if (end) return end
  if (!rule.final) return null
  run.assume('finalInMenu')
  return call.over({ kind: 'hungUp', reason: 'finalFailed', code: null }, place)
}

function play({ call, context, rule, place }: Running, sound: number | null, acceptsKeys: boolean): Effect {
  const milliseconds = sayPrompt(call.run, call.now, place, call.accountId, sound, acceptsKeys)
  return pass({ call, context, rule, place }, milliseconds, acceptsKeys)
}

/** Lets something play: a key ends it where keys are accepted, and is lost where they are not. */
function pass({ call, context, place }: Running, milliseconds: number, acceptsKeys: boolean): Effect {
  const until = call.at + milliseconds
  if (!acceptsKeys) {
    call.discardKeys(until, place)
    return call.advance(until, place)
  }
  const key = call.takeKey(until)
  const end = call.advance(key?.at ?? until, place)
  if (end || !key) return end
  call.run.assume('firstKeyStopsPlayback')
  return { kind: 'key', context, key: key.key }
}

function speak(running: Running, digits: string): Effect {
  const { call, place } = running
  const milliseconds = digits.length * spokenDigitTime
  const event = { kind: 'plays' as const, title: digits, promptId: null, milliseconds, acceptsKeys: false }
  call.run.say(call.now, place, event, 'spokenDigits')
  return pass(running, milliseconds, false)
}

function setVariable({ call, place }: Running, name: string, value: string): void {
  call.variables.set(name, value)
  call.run.say(call.now, place, { kind: 'variableSet', name, value })
}

function recordDigits(running: Running, action: Extract<Action, { kind: 'record_digits' }>): Effect {
  const { call, place } = running
  call.run.assume('recordDigits')
  const end = action.sound === null ? null : play(running, action.sound, false)
  if (end) return end
  const given = call.run.call.recorded[action.variable]
  if (given !== undefined) {
    setVariable(running, action.variable, given)
    return null
  }
  const wait = action.timeoutSeconds ? action.timeoutSeconds * 1000 : recordWait
  let digits = ''
  while (digits.length < (action.maximum ?? 1)) {
    const key = call.takeKey(call.at + wait)
    const over = call.advance(key?.at ?? call.at + wait, place)
    if (over) return over
    if (!key || key.key === '#') break
    call.run.say(call.now, place, { kind: 'pressed', key: key.key })
    digits += key.key
  }
  if (digits !== '') setVariable(running, action.variable, digits)
  return null
}

/** `${variable}` is documented for these two values only. */
function setCallerId({ call, place }: Running, what: 'number' | 'name', text: string): Effect {
  const value = text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => call.variables.get(name) ?? '')
  call.run.say(call.now, place, { kind: 'callerIdSet', what, value })
  if (what === 'number') call.moment = { ...call.moment, caller: value }
  return null
}

function interactive(running: Running, action: Extract<Action, { kind: 'call_interactive' }>): Effect {
  const { call, context, rule, place } = running
  const { run } = call
  const xml = run.call.interactive[rule.key] ?? null
  run.say(call.now, place, { kind: 'interactive', url: action.url, answered: xml !== null })
  if (xml === null) {
    const wait = action.timeoutSeconds ? action.timeoutSeconds * 1000 : interactiveTime
    call.discardKeys(call.at + wait, place)
    return call.advance(call.at + wait, place)
  }
  const verbs = readInteractive(xml)
  if (verbs === null) {
    run.assume('interactiveFallsThrough')
    return null
  }
  return applyInteractive(call, context, place, verbs)
}

/** What the caller says is given with the call; without it nothing can be told. */
function listen(running: Running, action: Extract<Action, { kind: 'voice_helper' }>): Effect {
  const { call, context, rule, place } = running
  const said = call.run.call.speech[rule.key]?.toLocaleLowerCase()
  if (said === undefined) return call.over({ kind: 'cannotSimulate', why: 'speech', what: rule.name }, place)
  call.run.assume('speech')
  if (action.sound !== null) {
    const end = play(running, action.sound, true)
    if (end) return end
  }
  const heard = action.rules.find(({ transcription }) =>
    transcription.split('|').some((part) => part.trim() !== '' && said.includes(part.trim().toLocaleLowerCase())),
  )
  if (heard) return { kind: 'option', context, option: heard.toOption }
  call.discardKeys(call.at + (action.timeout ?? 0), place)
  return call.advance(call.at + (action.timeout ?? 0), place)
}
