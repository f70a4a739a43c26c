/** What is wrong with one rule by itself, whatever leads to it. */
import type { Finding, FindingCode } from '../finding'
import type { Action } from './action'
import { absentId, type Context, type Rule } from './menu'
import { isVariableName, unclosedIn, variablesReadBy } from './variables'

/** What the account has. null: not fetched, so nothing can be missing. */
export interface Surroundings {
  /** The menu's own number without the prefix of the company: `071`; empty: not known. */
  number: string
  /** Digits of every extension number. */
  extensionLength: number
  /** By number without prefix; true: blocked. */
  extensions: ReadonlyMap<string, { blocked: boolean }> | null
  /** By id; the length in s, null: not known. */
  sounds: ReadonlyMap<number, { seconds: number | null }> | null
  intervals: ReadonlySet<number> | null
}

/** Page /ivr/: more destinations need a simple transfer. */
export const destinationsMaximum = 10

/** @param known null: not fetched */
export const isMissing = (id: number, known: { has(id: number): boolean } | null): boolean =>
  id === absentId || (known !== null && !known.has(id))

type Add = (field: string, code: FindingCode, params?: Record<string, string | number>, severity?: 'warning') => void

/** @returns findings with the rule's fields as their paths: `action.sound`, `conditions.variable` */
export function checkRule(rule: Rule, context: Context, surroundings: Surroundings): Finding[] {
  const findings: Finding[] = []
  const add: Add = (path, code, params = {}, severity) =>
    findings.push({ path, severity: severity ?? 'error', code, params })
  checkConditions(rule, surroundings, add)
  checkAction(rule.action, context, surroundings, add)
  for (const { name, field } of variablesReadBy(rule)) {
    if (!isVariableName(name)) add(field, 'ivr.variableMalformed')
  }
  const unclosed = unclosedIn(rule.action)
  if (unclosed !== undefined) add(unclosed, 'ivr.variableUnclosed', {}, 'warning')
  return findings
}

function checkConditions({ conditions, action }: Rule, { intervals }: Surroundings, add: Add): void {
  if (action.kind === 'unknown') return
  const { callerAction, callerPattern, interval } = conditions
  const usesPattern = callerAction === 'matches' || callerAction === 'not_matches'
  if (usesPattern && callerPattern === '') add('conditions.callerPattern', 'ivr.patternMissing')
  if (!usesPattern && callerPattern !== '') add('conditions.callerPattern', 'ivr.patternUnused', {}, 'warning')
  if (interval !== null && isMissing(interval, intervals)) add('conditions.interval', 'ivr.intervalMissing')
}

/** @param least 0 or 1 */
function checkWhole(value: number | null, least: 0 | 1, field: string, add: Add): void {
  if (value === null || (Number.isSafeInteger(value) && value >= least)) return
  add(field, least === 1 ? 'ivr.notPositive' : 'ivr.notWhole')
}

function checkAction(action: Action, context: Context, surroundings: Surroundings, add: Add): void {
  const required = (field: string, isEmpty: boolean) => {
    if (isEmpty) add(`action.${field}`, 'field.required')
  }
  const variable = (name: string) => {
    if (name === '') add('action.variable', 'field.required')
    else if (!isVariableName(name)) add('action.variable', 'ivr.variableMalformed')
  }
  const sound = (id: number | null, field = 'action.sound') => {
    if (id !== null && isMissing(id, surroundings.sounds)) add(field, 'ivr.promptMissing')
  }
  switch (action.kind) {
    case 'transfer':
    case 'simple_transfer':
      checkDestinations(action, surroundings, add)
      checkWhole(action.timeoutSeconds, 0, 'action.timeoutSeconds', add)
      break
    case 'transfer_from_variable':
      required('variable', action.variable === '')
      checkWhole(action.timeoutSeconds, 0, 'action.timeoutSeconds', add)
      break
    case 'play_sound':
      required('sound', action.sound === null)
      sound(action.sound)
      if (action.soundType === null) add('action.soundType', 'ivr.soundTypeMissing')
      break
    case 'play_silence':
      required('durationMs', action.durationMs === null)
      checkWhole(action.durationMs, 1, 'action.durationMs', add)
      break
    case 'play_digits':
      required('digits', action.digits === '')
      if (!/^\d*$/.test(action.digits)) add('action.digits', 'field.malformed')
      required('method', action.method === null)
      break
    case 'play_digits_from_variable':
      required('variable', action.variable === '')
      required('method', action.method === null)
      break
    case 'record_digits':
      variable(action.variable)
      required('maximum', action.maximum === null)
      checkWhole(action.maximum, 1, 'action.maximum', add)
      sound(action.sound)
      checkWhole(action.timeoutSeconds, 0, 'action.timeoutSeconds', add)
      break
    case 'set_variable':
      variable(action.variable)
      required('value', action.value === '')
      break
    case 'jump_to_context':
      required('context', action.context === null)
      break
    case 'call_interactive':
      required('url', action.url === '')
      if (action.url !== '' && !isWebAddress(action.url)) add('action.url', 'ivr.urlMalformed')
      required('method', action.method === null)
      checkWhole(action.timeoutSeconds, 0, 'action.timeoutSeconds', add)
      break
    case 'set_caller_id_number':
      required('number', action.number === '')
      break
    case 'set_caller_id_name':
      required('callerName', action.callerName === '')
      break
    case 'quality_rate':
      required('sound', action.sound === null && !action.fromVariable)
      sound(action.sound)
      if (action.sound !== null && action.soundType === null) add('action.soundType', 'ivr.soundTypeMissing')
      checkWhole(action.maximumRate, 1, 'action.maximumRate', add)
      break
    case 'voice_helper':
      required('rules', action.rules.length === 0)
      required('timeout', action.timeout === null)
      checkWhole(action.timeout, 1, 'action.timeout', add)
      required('digitsMaximum', action.digitsMaximum === null)
      checkWhole(action.digitsMaximum, 1, 'action.digitsMaximum', add)
      checkWhole(action.finalCount, 1, 'action.finalCount', add)
      sound(action.sound)
      if (action.sound !== null && action.soundType === null) add('action.soundType', 'ivr.soundTypeMissing')
      action.rules.forEach(({ toOption, transcription }, index) => {
        required(`rules.${index}.transcription`, transcription.trim() === '')
        required(`rules.${index}.toOption`, toOption === '')
        if (toOption !== '' && !context.options.some(({ digits }) => digits === toOption)) {
          add(`action.rules.${index}.toOption`, 'ivr.speechOptionMissing', { option: toOption })
        }
      })
      break
    case 'unknown':
      add('action', 'ivr.unknownAction', { name: action.name }, 'warning')
      break
    case 'hangup':
    case 'start_record':
      break
  }
}

const isWebAddress = (text: string): boolean =>
  /^https?:\/\//i.test(text) && (text.includes('${') || URL.parse(text) !== null)

/** An extension as `101`, `000*101` or `101@domain`, a phone as `+` and its digits. */
const destinationForm = /^(\+?\d{1,20}|(\d+\*){1,2}\d+|\d+\*\d+@[\w.-]+)$/

function checkDestinations(
  { kind, destinations }: Extract<Action, { kind: 'transfer' | 'simple_transfer' }>,
  { number, extensions, extensionLength }: Surroundings,
  add: Add,
): void {
  if (destinations.length === 0) add('action.destinations', 'field.required')
  if (kind === 'transfer' && destinations.length > destinationsMaximum) {
    add('action.destinations', 'ivr.tooManyDestinations', { maximum: destinationsMaximum })
  }
  destinations.forEach((destination, index) => {
    const path = `action.destinations.${index}`
    if (!destinationForm.test(destination)) {
      add(path, 'ivr.destinationMalformed', { destination })
      return
    }
    if (destinations.indexOf(destination) < index) add(path, 'ivr.destinationRepeated', { destination }, 'warning')
    const local = destination.slice(destination.lastIndexOf('*') + 1)
    if (local === number) add(path, 'ivr.ownExtension', {}, 'warning')
    else if (extensions && /^\d+$/.test(local) && local.length === extensionLength) {
      const found = extensions.get(local)
      if (!found) add(path, 'ivr.extensionMissing', { number: local }, 'warning')
      else if (found.blocked) add(path, 'ivr.extensionBlocked', { number: local }, 'warning')
    }
  })
}
