/** How calls pass through a context, as far as the checks must know it. Worked out once per context: an edit elsewhere costs nothing. */
import { remembered } from '../remembered'
import type { Action } from './action'
import type { Conditions, Context, MenuOption, Rule } from './menu'
import { setsAnyVariable, variableSetBy } from './variables'

export interface Jump {
  rule: string
  context: string
  option: string
  /** Variables that may be set before it in its option; see `any`. */
  sets: readonly string[]
  any: boolean
}

export interface OptionFlow {
  digits: string
  jumps: readonly Jump[]
  /** Options of the same context that speech leads to. */
  speech: readonly string[]
  /** Index of the rule after which nothing runs, whatever happens; null: the rules may end, and the context waits for keys. */
  exit: number | null
  /** The exit is a jump: where to. */
  exitJump: Jump | null
  /** A key may be pressed before the exit. */
  acceptsKeys: boolean
  /** Something may end the call or hand it on: a transfer, a hangup, a request. */
  hasWayOut: boolean
  /** Every rule has a condition. */
  isConditional: boolean
  sets: readonly string[]
  any: boolean
}

export interface ContextFlow {
  options: ReadonlyMap<string, OptionFlow>
  sets: readonly string[]
  any: boolean
}

export const flowOf = remembered((context: Context): ContextFlow => {
  const options = context.options.map(optionFlow)
  return {
    options: new Map(options.map((option) => [option.digits, option])),
    sets: options.flatMap(({ sets }) => sets),
    any: options.some(({ any }) => any),
  }
})

export const isConditional = ({ interval, callerAction, variable, callStatus }: Conditions): boolean =>
  interval !== null || callerAction !== 'any' || variable !== '' || callStatus !== 'any'

/** Keys are accepted while it plays. */
const takesKeys = (action: Action): boolean =>
  action.kind === 'play_silence' ||
  ((action.kind === 'play_sound' || action.kind === 'voice_helper') && action.soundType === 'background')

const waysOut: ReadonlySet<Action['kind']> = new Set([
  'transfer',
  'simple_transfer',
  'transfer_from_variable',
  'hangup',
  'call_interactive',
  'record_digits',
  'unknown',
])

/** After it nothing runs: assumed of a transfer that is marked as the last rule, documented of the others. */
const leaves = ({ action, final, conditions }: Rule): boolean =>
  !isConditional(conditions) &&
  (action.kind === 'hangup' ||
    action.kind === 'jump_to_context' ||
    (final && (action.kind === 'transfer' || action.kind === 'simple_transfer')))

function optionFlow({ digits, rules }: MenuOption): OptionFlow {
  const jumps: Jump[] = []
  const speech: string[] = []
  const sets: string[] = []
  let any = false
  let acceptsKeys = false
  let hasWayOut = false
  const exit = rules.findIndex(leaves)
  const running = exit < 0 ? rules : rules.slice(0, exit + 1)
  for (const { key, action, conditions } of running) {
    if (action.kind === 'jump_to_context' && action.context !== null) {
      const option = action.option || 'start'
      jumps.push({ rule: key, context: action.context, option, sets: [...sets], any })
      if (isConditional(conditions)) hasWayOut = true
    }
    if (action.kind === 'voice_helper') speech.push(...action.rules.map(({ toOption }) => toOption))
    if (takesKeys(action)) acceptsKeys = true
    if (waysOut.has(action.kind)) hasWayOut = true
    if (setsAnyVariable(action)) any = true
    const variable = variableSetBy(action)
    if (variable !== undefined) sets.push(variable)
  }
  const last = running.at(-1)
  return {
    digits,
    jumps,
    speech,
    exit: exit < 0 ? null : exit,
    exitJump: (exit >= 0 && jumps.find(({ rule }) => rule === last?.key)) || null,
    acceptsKeys,
    hasWayOut,
    isConditional: rules.length > 0 && rules.every(({ conditions }) => isConditional(conditions)),
    sets,
    any,
  }
}
