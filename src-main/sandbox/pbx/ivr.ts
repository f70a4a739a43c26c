/** The IVR of an extension: configuration, contexts, their options and rules, as the page /ivr/ has them. */
import {
  flag,
  initialValues,
  listOf,
  long,
  longOrDigits,
  oneOf,
  reference,
  text,
  type Field,
  type Values,
} from './fields'

/** Defaults: what the page's example shows, not its table. */
export const configFields = {
  entry_context: reference(),
  lifetime: long(1800),
  lifetime_exp_action: oneOf(['transfer', 'hangup'], 'hangup'),
  lifetime_exp_transfer_dst: text(null),
  sleep_time: long(0),
  vm_enabled: flag(false),
  vm_greeting: reference(),
  vm_attach_file: flag(true),
  vm_mailto: text(null),
}

/** Defaults as in the page's table. */
export const contextFields = {
  name: text(''),
  timeout: long(0),
  allow_any_dial: flag(true),
  inter_digit_timeout: long(0),
  digit_len: long(0),
}

export const actions = [
  'transfer',
  'simple_transfer',
  'hangup',
  'play_sound',
  'play_silence',
  'jump_to_context',
  'play_digits',
  'play_digits_from_variable',
  'record_digits',
  'set_variable',
  'transfer_from_variable',
  'call_interactive',
  'set_caller_id_number',
  'set_caller_id_name',
  'quality_rate',
  'voice_helper',
  'start_record',
] as const

/** The sample sends a number, options are texts. */
const optionKey: Field<string | number> = {
  type: 'string',
  initial: '',
  read: (value) => (typeof value === 'string' || typeof value === 'number' ? value : undefined),
}

/** With `id` the 39 keys of the example's answer, and two that are taken but not part of it. */
export const ruleFields = {
  action: oneOf(actions, 'hangup'),
  name: text(null),
  final: flag(true),
  hangup_cause: text('normal'),
  interval: reference(),
  caller_id_action: oneOf(['matches', 'not_matches', 'anonymous', 'any'], 'any'),
  caller_id: text(null),
  match_variable_name: text(null),
  match_variable_value: text(null),
  call_status: oneOf(['no_answer', 'busy', 'any'], 'any'),
  transfer_dst: text(null),
  transfer_timeout: long(null),
  transfer_variable: text(null),
  sound: reference(),
  sound_type: oneOf(['background', 'foreground'], null),
  silence_time: long(null),
  context: reference(),
  context_option: text(null),
  digits: text(null),
  play_digits_method: oneOf(['pronounced', 'iterated'], null),
  play_digits_variable: text(null),
  record_digits_variable: text(null),
  record_digits_max: longOrDigits(),
  record_digits_sound: reference(),
  record_digits_timeout: long(null),
  set_variable_name: text(null),
  set_variable_value: text(null),
  call_interactive_url: text(null),
  call_interactive_method: oneOf(['GET', 'POST'], null),
  call_interactive_timeout: long(null),
  caller_id_number: text(null),
  caller_id_name: text(null),
  max_rate: long(5),
  voice_helper_rules: listOf({ to_option: optionKey, transcription: text('') }, null),
  voice_helper_timeout: long(null),
  voice_helper_digits_max: long(null),
  voice_helper_classic_term: flag(true),
  voice_helper_final_count: long(null),
  play_sound_from_variable: flag(false),
}

export interface IvrRule extends Omit<Values<typeof ruleFields>, 'action'> {
  id: number
  /** A test may put in an action that the page does not name. */
  action: string
}

export interface IvrContext extends Values<typeof contextFields> {
  id: number
  /** By digits; each with its rules in the order in which they run. */
  options: Map<string, IvrRule[]>
}

export interface Ivr {
  config: Values<typeof configFields>
  contexts: Map<number, IvrContext>
  lastContextId: number
  /** Unique within the extension. */
  lastRuleId: number
}

export const standardOptions = ['start', 'timeout', 'invalid'] as const

export const newIvr = (): Ivr => ({
  config: initialValues(configFields),
  contexts: new Map(),
  lastContextId: 0,
  lastRuleId: 0,
})

export function addContext(ivr: Ivr, given: Partial<Values<typeof contextFields>>): IvrContext {
  ivr.lastContextId += 1
  const context: IvrContext = {
    ...initialValues(contextFields),
    ...given,
    id: ivr.lastContextId,
    options: new Map(standardOptions.map((digits) => [digits, []])),
  }
  ivr.contexts.set(context.id, context)
  return context
}

/** Appends a rule to an option, which must be there. */
export function addRule(ivr: Ivr, context: IvrContext, digits: string, given: Partial<IvrRule>): IvrRule {
  ivr.lastRuleId += 1
  const rule: IvrRule = { ...initialValues(ruleFields), ...given, id: ivr.lastRuleId }
  context.options.get(digits)?.push(rule)
  return rule
}
