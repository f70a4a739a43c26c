/** A call inside an IVR menu: options, waits, digits, lifetime. Source: page /ivr/ and its worked example. */
import type { Context, MenuOption } from '../ivr/menu'
import type { Extension } from '../pbx/extension'
import { legTo } from './dial'
import { contextNamed, MenuCall, menuRingTime, type Flow } from './menu-call'
import { runOption } from './menu-option'
import { ringLegs } from './ringing'
import { answered, type Moment, type Outcome, type Run } from './run'
import type { Place } from './trace'

/** Enters the menu of an extension; its configuration decides all that follows. */
export function enterMenu(run: Run, moment: Moment, accountId: string, extension: Extension): Outcome {
  const menu = run.world.menuOf(accountId, extension.id)
  const place: Place = { kind: 'extension', accountId, extensionId: extension.id }
  if (!menu) {
    const name = run.world.shortNumber(accountId, extension)
    return answered(moment.at, { kind: 'ownLogic', what: 'menuNotLoaded', name }, place)
  }
  const call = new MenuCall(run, moment, accountId, extension, menu)
  let flow = begin(call, place)
  while (flow.kind !== 'over') flow = next(call, flow)
  return flow.outcome
}

function begin(call: MenuCall, place: Place): Flow {
  const { run, menu } = call
  const pause = menu.config.sleepMs ?? 0
  if (pause > 0) {
    run.say(call.now, place, { kind: 'pause', milliseconds: pause })
    call.discardKeys(call.at + pause, place)
    const end = call.advance(call.at + pause, place)
    if (end) return end
  }
  const entry = contextNamed(menu, menu.config.entryContext)
  if (entry) return { kind: 'option', context: entry, option: 'start' }
  run.assume('entryContextMissing')
  return call.over({ kind: 'hungUp', reason: 'entryContextMissing', code: null }, place)
}

function next(call: MenuCall, flow: Exclude<Flow, { kind: 'over' }>): Flow {
  switch (flow.kind) {
    case 'option':
      return runOption(call, flow.context, flow.option)
    case 'wait':
      return waitForKey(call, flow.context)
    case 'key':
      return readInput(call, flow.context, flow.key)
  }
}

/** The wait that begins after the last rule of any option. */
function waitForKey(call: MenuCall, context: Context): Flow {
  const { run } = call
  const place = call.optionPlace(context, 'timeout')
  const wait = context.timeoutMs ?? 0
  if (wait === 0) run.assume('noTimeout')
  else run.say(call.now, place, { kind: 'waitsForKey', milliseconds: wait, isFirst: true })
  const key = call.takeKey(call.at + wait)
  const end = call.advance(key?.at ?? call.at + wait, place)
  if (end) return end
  if (key) return { kind: 'key', context, key: key.key }
  // Without a wait and without anything that takes time, nothing but the guard would ever end this.
  if (!run.mayRun()) return call.over({ kind: 'stepLimit' }, place)
  return { kind: 'option', context, option: 'timeout' }
}

function readInput(call: MenuCall, context: Context, first: string): Flow {
  const { run } = call
  const place = call.optionPlace(context, first)
  run.say(call.now, place, { kind: 'pressed', key: first })
  const longest = inputLength(call, context)
  const wait = context.interDigitMs ?? 0
  let digits = first
  if (digits.length < longest && wait === 0) run.assume('noInterDigit')
  while (digits.length < longest && wait > 0) {
    const key = call.takeKey(call.at + wait)
    if (!key) run.say(call.now, place, { kind: 'waitsForKey', milliseconds: wait, isFirst: false })
    const end = call.advance(key?.at ?? call.at + wait, place)
    if (end) return end
    if (!key) break
    run.say(call.now, place, { kind: 'pressed', key: key.key })
    digits += key.key
  }
  return resolveInput(call, context, digits)
}

function inputLength(call: MenuCall, context: Context): number {
  if (context.digitLength) return context.digitLength
  call.run.assume('digitLengthDefault')
  const options = typedOptions(context).map(({ digits }) => digits.length)
  return Math.max(1, ...options, context.anyDial ? call.run.world.extensionLength(call.accountId) : 0)
}

/** `start`, `timeout` and `invalid` can never be typed, whatever a caller's phone sends. */
const typedOptions = (context: Context): MenuOption[] =>
  context.options.filter(({ digits }) => /^[0-9*#]+$/.test(digits))

function resolveInput(call: MenuCall, context: Context, digits: string): Flow {
  const { run, accountId, extension } = call
  if (typedOptions(context).some((option) => option.digits === digits)) {
    run.say(call.now, call.optionPlace(context, digits), { kind: 'input', digits, leadsTo: 'option' })
    return { kind: 'option', context, option: digits }
  }
  const dialled = context.anyDial ? run.world.extensionByNumber(accountId, digits) : undefined
  if (dialled) {
    const place = call.optionPlace(context, 'start')
    run.say(call.now, place, { kind: 'input', digits, leadsTo: 'extension' }, 'optionBeforeExtension')
    const leg = legTo(run, digits, 0, { accountId, own: extension, withRules: true })
    const outcome = ringLegs(run, call.now, place, { legs: [leg], timeout: menuRingTime })
    return { kind: 'over', outcome: { ...outcome, answeredAt: outcome.answeredAt ?? call.now.at } }
  }
  run.say(call.now, call.optionPlace(context, 'invalid'), { kind: 'input', digits, leadsTo: 'invalid' })
  return { kind: 'option', context, option: 'invalid' }
}
