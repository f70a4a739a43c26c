/** Variables of a call: what sets them, what reads them, how they are written. */
import type { Action } from './action'
import type { Rule } from './menu'

/** Set for every call. Page /ivr/, "Предустановленные переменные в IVR". */
export const presetVariables = ['called_did', 'caller_id_name', 'caller_id_number'] as const

export const isVariableName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]*$/.test(name)

const inText = /\$\{([^}]*)\}/g

/** @returns the names between `${` and `}`; only number and name of the caller are documented to be filled in like this */
const namesIn = (text: string): string[] => [...text.matchAll(inText)].map(([, name]) => name ?? '')

/** @returns the field in which a `${` has no `}` after it; undefined: there is none */
export function unclosedIn(action: Action): string | undefined {
  const isUnclosed = (text: string) => /\$\{[^}]*$/.test(text)
  if (action.kind === 'set_caller_id_number' && isUnclosed(action.number)) return 'action.number'
  return action.kind === 'set_caller_id_name' && isUnclosed(action.callerName) ? 'action.callerName' : undefined
}

/** @returns the variable that the action sets for sure or perhaps; undefined: none that is known */
export function variableSetBy(action: Action): string | undefined {
  return action.kind === 'set_variable' || action.kind === 'record_digits' ? action.variable || undefined : undefined
}

/** Its answer may set any variable. */
export const setsAnyVariable = (action: Action): boolean =>
  action.kind === 'call_interactive' || action.kind === 'unknown'

/** @returns each variable that the rule reads, with the field that names it */
export function variablesReadBy({ action, conditions }: Rule): { name: string; field: string }[] {
  const reads = conditions.variable === '' ? [] : [{ name: conditions.variable, field: 'conditions.variable' }]
  switch (action.kind) {
    case 'transfer_from_variable':
    case 'play_digits_from_variable':
      return action.variable === '' ? reads : [...reads, { name: action.variable, field: 'action.variable' }]
    case 'set_caller_id_number':
      return [...reads, ...namesIn(action.number).map((name) => ({ name, field: 'action.number' }))]
    case 'set_caller_id_name':
      return [...reads, ...namesIn(action.callerName).map((name) => ({ name, field: 'action.callerName' }))]
    default:
      return reads
  }
}
