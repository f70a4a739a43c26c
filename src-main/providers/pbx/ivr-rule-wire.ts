/** Rules of a menu over the wire: 39 fields of which an action uses a few. Page /ivr/. */
import { z } from 'zod'
import { actionKinds, digitMethods, requestMethods, soundTypes, type Action } from '@shared/domain/ivr/action'
import { callerActions, callStatuses, keyOf, type Rule } from '@shared/domain/ivr/menu'
import { setOnly } from '@shared/domain/ivr/compare'
import { assertNever } from '@shared/domain/app-error'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import { optional, present, providerId, type Body } from './ivr-wire'
import { oneOf, restOf, textOrNull, wireFlag, wireId, wireInteger, wireNumeral, wireText } from './wire'

const orAny = <const Values extends readonly ['any', ...string[]]>(values: Values) =>
  z
    .enum(values)
    .nullish()
    .transform((value) => value ?? ('any' as Values[number]))

const ruleFields = {
  id: pbxIdSchema,
  action: z.enum(actionKinds),
  name: wireText,
  final: wireFlag(true),
  interval: wireId,
  caller_id_action: orAny(callerActions),
  caller_id: wireText,
  match_variable_name: wireText,
  match_variable_value: wireText,
  call_status: orAny(callStatuses),
  transfer_dst: wireText,
  transfer_timeout: wireInteger,
  transfer_variable: wireText,
  sound: wireId,
  sound_type: optional(soundTypes),
  play_sound_from_variable: wireFlag(false),
  silence_time: wireInteger,
  context: wireId,
  context_option: wireText,
  digits: wireText,
  play_digits_method: optional(digitMethods),
  play_digits_variable: wireText,
  record_digits_variable: wireText,
  record_digits_max: wireNumeral,
  record_digits_sound: wireId,
  record_digits_timeout: wireInteger,
  set_variable_name: wireText,
  set_variable_value: wireText,
  call_interactive_url: wireText,
  call_interactive_method: optional(requestMethods),
  call_interactive_timeout: wireInteger,
  caller_id_number: wireText,
  caller_id_name: wireText,
  max_rate: wireInteger,
  voice_helper_rules: z
    .array(
      z.object({
        to_option: z.union([z.string(), z.int()]).transform((digits) => String(digits)),
        transcription: wireText,
      }),
    )
    .nullish(),
  voice_helper_timeout: wireInteger,
  voice_helper_digits_max: wireInteger,
  voice_helper_classic_term: wireFlag(true),
  voice_helper_final_count: wireInteger,
}
const knownRule = z.looseObject(ruleFields)
type WireRule = z.output<typeof knownRule>
/** `hangup_cause` is kept by the server for old programs only; `order_position` has a resource of its own. */
const ruleNames = new Set([...Object.keys(ruleFields), 'hangup_cause', 'order_position'])

const rule = z
  .looseObject({ id: pbxIdSchema, action: z.string(), name: wireText, final: wireFlag(true) })
  .transform((wire): Rule => {
    const known = knownRule.safeParse(wire)
    if (known.success) {
      const { data } = known
      return { ...toCommon(data), action: toAction(data), extra: restOf(data, ruleNames) }
    }
    return {
      key: keyOf(wire.id),
      name: wire.name,
      final: wire.final,
      conditions: {
        interval: null,
        callerAction: 'any',
        callerPattern: '',
        variable: '',
        value: '',
        callStatus: 'any',
      },
      action: { kind: 'unknown', name: wire.action, fields: restOf(wire, new Set(['id'])) },
      extra: {},
    }
  })
export const ivrRuleAnswer = oneOf(rule)
export const ivrRulesAnswer = z.array(rule)

const toCommon = (wire: WireRule): Omit<Rule, 'action' | 'extra'> => ({
  key: keyOf(wire.id),
  name: wire.name,
  final: wire.final,
  conditions: {
    interval: wire.interval,
    callerAction: wire.caller_id_action,
    callerPattern: wire.caller_id,
    variable: wire.match_variable_name,
    value: wire.match_variable_value,
    callStatus: wire.call_status,
  },
})

function toAction(wire: WireRule): Action {
  const kind = wire.action
  const destinations = wire.transfer_dst.split(/\s+/).filter((number) => number !== '')
  const sound = { sound: wire.sound, soundType: wire.sound_type, fromVariable: wire.play_sound_from_variable }
  switch (kind) {
    case 'transfer':
    case 'simple_transfer':
      return { kind, destinations, timeoutSeconds: wire.transfer_timeout || null }
    case 'transfer_from_variable':
      return { kind, variable: wire.transfer_variable, timeoutSeconds: wire.transfer_timeout || null }
    case 'hangup':
    case 'start_record':
      return { kind }
    case 'play_sound':
      return { kind, ...sound }
    case 'play_silence':
      return { kind, durationMs: wire.silence_time }
    case 'play_digits':
      return { kind, digits: wire.digits, method: wire.play_digits_method }
    case 'play_digits_from_variable':
      return { kind, variable: wire.play_digits_variable, method: wire.play_digits_method }
    case 'record_digits':
      return {
        kind,
        variable: wire.record_digits_variable,
        maximum: wire.record_digits_max,
        sound: wire.record_digits_sound,
        timeoutSeconds: wire.record_digits_timeout || null,
      }
    case 'set_variable':
      return { kind, variable: wire.set_variable_name, value: wire.set_variable_value }
    case 'jump_to_context':
      return { kind, context: wire.context === null ? null : keyOf(wire.context), option: wire.context_option }
    case 'call_interactive':
      return {
        kind,
        url: wire.call_interactive_url,
        method: wire.call_interactive_method,
        timeoutSeconds: wire.call_interactive_timeout || null,
      }
    case 'set_caller_id_number':
      return { kind, number: wire.caller_id_number }
    case 'set_caller_id_name':
      return { kind, callerName: wire.caller_id_name }
    case 'quality_rate':
      return { kind, ...sound, maximumRate: wire.max_rate }
    case 'voice_helper':
      return {
        kind,
        rules: (wire.voice_helper_rules ?? []).map(({ to_option, transcription }) => ({
          toOption: to_option,
          transcription,
        })),
        timeout: wire.voice_helper_timeout,
        digitsMaximum: wire.voice_helper_digits_max,
        ...sound,
        classicTerm: wire.voice_helper_classic_term,
        finalCount: wire.voice_helper_final_count,
      }
    default:
      return assertNever(kind)
  }
}

/** What a new rule has when the field is not named. */
const ruleDefaults: Body = {
  final: true,
  caller_id_action: 'any',
  call_status: 'any',
  play_sound_from_variable: false,
  voice_helper_classic_term: true,
}

/** A rule that is to be made: only what differs from what the server fills in. @throws AppFailure as `toIvrRule` */
export const toNewIvrRule = (rule: Omit<Rule, 'key'>): Body =>
  rule.action.kind === 'unknown'
    ? rule.action.fields
    : Object.fromEntries(
        Object.entries(toIvrRule(rule)).filter(([field, value]) => value !== null && value !== ruleDefaults[field]),
      )

/** A rule as it is sent, with the fields of its action only. @throws AppFailure `input.invalid` for a jump to a context that is not there yet */
export function toIvrRule({ name, final, conditions, action, extra }: Omit<Rule, 'key'>): Body {
  if (action.kind === 'unknown') return action.fields
  const { callerAction } = conditions
  return {
    ...setOnly(extra),
    action: action.kind,
    name: textOrNull(name),
    final,
    interval: conditions.interval,
    caller_id_action: callerAction,
    caller_id: callerAction === 'matches' || callerAction === 'not_matches' ? conditions.callerPattern : null,
    match_variable_name: textOrNull(conditions.variable),
    match_variable_value: conditions.variable === '' ? null : conditions.value,
    call_status: conditions.callStatus,
    ...fromAction(action),
  }
}

function fromAction(action: Exclude<Action, { kind: 'unknown' }>): Body {
  switch (action.kind) {
    case 'transfer':
    case 'simple_transfer':
      return { transfer_dst: action.destinations.join(' '), transfer_timeout: action.timeoutSeconds }
    case 'transfer_from_variable':
      return { transfer_variable: action.variable, transfer_timeout: action.timeoutSeconds }
    case 'hangup':
    case 'start_record':
      return {}
    case 'play_sound':
      return fromSound(action)
    case 'play_silence':
      return present({ silence_time: action.durationMs })
    case 'play_digits':
      return { digits: action.digits, ...present({ play_digits_method: action.method }) }
    case 'play_digits_from_variable':
      return { play_digits_variable: action.variable, ...present({ play_digits_method: action.method }) }
    case 'record_digits':
      return {
        record_digits_variable: action.variable,
        record_digits_sound: action.sound,
        record_digits_timeout: action.timeoutSeconds,
        ...present({ record_digits_max: action.maximum }),
      }
    case 'set_variable':
      return { set_variable_name: action.variable, set_variable_value: action.value }
    case 'jump_to_context':
      return {
        context: action.context === null ? null : providerId(action.context),
        context_option: textOrNull(action.option),
      }
    case 'call_interactive':
      return {
        call_interactive_url: action.url,
        call_interactive_timeout: action.timeoutSeconds,
        ...present({ call_interactive_method: action.method }),
      }
    case 'set_caller_id_number':
      return { caller_id_number: action.number }
    case 'set_caller_id_name':
      return { caller_id_name: action.callerName }
    case 'quality_rate':
      return { ...fromSound(action), ...present({ max_rate: action.maximumRate }) }
    case 'voice_helper':
      return {
        ...fromSound(action),
        voice_helper_rules: action.rules.map(({ toOption, transcription }) => ({
          // The sample has a number; a key with a star cannot be one.
          to_option: /^[1-9]\d{0,8}$|^0$/.test(toOption) ? Number(toOption) : toOption,
          transcription,
        })),
        voice_helper_classic_term: action.classicTerm,
        ...present({
          voice_helper_timeout: action.timeout,
          voice_helper_digits_max: action.digitsMaximum,
          voice_helper_final_count: action.finalCount,
        }),
      }
    default:
      return assertNever(action)
  }
}

/** The page asks for `sound_type` beside every `sound`; where the sample has none it is assumed to be in the background. */
const fromSound = ({
  sound,
  soundType,
  fromVariable,
}: Extract<Action, { kind: 'play_sound' | 'quality_rate' | 'voice_helper' }>): Body => ({
  sound,
  sound_type: soundType ?? (sound === null ? null : 'background'),
  play_sound_from_variable: fromVariable,
})
