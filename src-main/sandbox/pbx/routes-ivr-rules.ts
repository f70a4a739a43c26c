/** Rules of an IVR option: 17 actions, each with its required fields, and their order. */
import { checkCaller, checkDestinations, checkReference, checkRequired } from './checks'
import { initialValues, readFields, readJson, text } from './fields'
import { addRule, ruleFields, type Ivr, type IvrRule } from './ivr'
import { readOrder } from './order'
import { created, found, invalid, Refusal, removed } from './reply'
import { contextOf, optionOf } from './routes-ivr'
import { ofType } from './routes-extensions'
import { checkLimit, idIn, mustFind, type Context, type Route } from './routes'
import type { PbxState } from './state'

const option = '/extension/:extension/ivr/context/:context/options/:option'
type NewRule = Omit<IvrRule, 'id'>

export const ivrRuleRoutes: Route[] = [
  {
    method: 'GET',
    path: `${option}/rules/`,
    run(context) {
      // As with incoming rules: only the resource `order` is sure to tell the order.
      const rules = [...optionOf(context)].sort((one, other) => one.id - other.id)
      return found(rules.map(printed), 'by id, not in the order of execution')
    },
  },
  {
    method: 'POST',
    path: `${option}/rules/`,
    run(context) {
      const rules = optionOf(context)
      const body = readFields(readJson(context.body), { ...ruleFields, order_position: text(null) })
      const { order_position: position, ...given } = body
      if (given.action === undefined) throw invalid('action', 'required')
      const { ivr } = ofType(context, 'ivr')
      const rule = withAssumed({ ...initialValues(ruleFields), ...given })
      check(rule, given, ivr, context)
      checkLimit(context.state, 'ivr_rule', rules.length)
      const added = addRule(ivr, contextOf(context), context.segments['option'] ?? '', rule)
      return created([printed(added)], position ? 'order_position has no effect' : undefined)
    },
  },
  {
    method: 'GET',
    path: `${option}/rules/order/`,
    run: (context) => found({ rules_ids: optionOf(context).map(({ id }) => id) }),
  },
  {
    method: 'PUT',
    path: `${option}/rules/order/`,
    run(context) {
      const rules = optionOf(context)
      rules.splice(0, rules.length, ...readOrder(context.body, rules))
      return found({ rules_ids: rules.map(({ id }) => id) })
    },
  },
  {
    method: 'GET',
    path: `${option}/rules/:rule`,
    run: (context) => found([printed(ruleOf(context))], 'a list with one'),
  },
  {
    method: 'PUT',
    path: `${option}/rules/:rule`,
    run(context) {
      const rule = ruleOf(context)
      const given = readFields(readJson(context.body), ruleFields)
      if (given.action === undefined) throw invalid('action', 'required')
      const merged = withAssumed({ ...rule, ...given })
      check(merged, given, ofType(context, 'ivr').ivr, context)
      return found([printed(Object.assign(rule, merged))], 'a list with one; what is not sent stays')
    },
  },
  {
    method: 'DELETE',
    path: `${option}/rules/:rule`,
    run(context) {
      const rules = optionOf(context)
      rules.splice(rules.indexOf(ruleOf(context)), 1)
      return removed()
    },
  },
]

function ruleOf(context: Context): IvrRule {
  const id = idIn(context.segments, 'rule')
  return mustFind(optionOf(context).find((rule) => rule.id === id))
}

/** The 39 keys of the example; that a greeting is synthesised is shown only where it was asked for. */
function printed({ play_sound_from_variable: synthesised, ...rule }: IvrRule): object {
  return synthesised ? { ...rule, play_sound_from_variable: true } : rule
}

/** sound_type is required with any sound, but the sample of voice_helper has neither: background is assumed there. */
function withAssumed<T extends NewRule>(rule: T): T {
  const mayLack = rule.action === 'quality_rate' || rule.action === 'voice_helper'
  return mayLack && rule.sound !== null && rule.sound_type === null ? { ...rule, sound_type: 'background' } : rule
}

/** Fields that must be there, by action. Those of simple_transfer, quality_rate and voice_helper follow from their meaning. */
const required: Record<string, readonly string[]> = {
  transfer_from_variable: ['transfer_variable'],
  play_sound: ['sound', 'sound_type'],
  play_silence: ['silence_time'],
  play_digits: ['digits', 'play_digits_method'],
  play_digits_from_variable: ['play_digits_variable', 'play_digits_method'],
  record_digits: ['record_digits_variable', 'record_digits_max'],
  set_variable: ['set_variable_name', 'set_variable_value'],
  jump_to_context: ['context'],
  call_interactive: ['call_interactive_url', 'call_interactive_method'],
  set_caller_id_number: ['caller_id_number'],
  set_caller_id_name: ['caller_id_name'],
  quality_rate: ['sound'],
  voice_helper: ['voice_helper_rules', 'voice_helper_timeout', 'voice_helper_digits_max'],
}

/** @throws Refusal 400; 403 for voice_helper where the operator has not switched it on */
function check(rule: NewRule, given: Partial<NewRule>, ivr: Ivr, context: Context): void {
  const { state } = context
  checkRequired(rule, required[rule.action] ?? [], rule.action)
  checkCaller(rule)
  if (rule.match_variable_name) checkRequired(rule, ['match_variable_value'], 'match_variable_name')
  if (rule.sound !== null) checkRequired(rule, ['sound_type'], 'sound')
  if (rule.digits) checkRequired(rule, ['play_digits_method'], 'digits')
  checkReferences(given, ivr, state)
  checkNames(rule)
  switch (rule.action) {
    case 'transfer':
      return checkDestinations(rule.transfer_dst, 10)
    case 'simple_transfer':
      return checkDestinations(rule.transfer_dst, Infinity)
    case 'jump_to_context': {
      const target = ivr.contexts.get(rule.context ?? 0)
      if (rule.context_option && !target?.options.has(rule.context_option)) {
        throw invalid('context_option', 'does not exist')
      }
      return
    }
    case 'call_interactive':
      if (!/^https?:\/\/./.test(rule.call_interactive_url ?? '')) {
        throw invalid('call_interactive_url', 'must begin with http:// or https://')
      }
      return
    case 'voice_helper': {
      if (!state.voiceHelper) {
        throw new Refusal(403, 'voice_helper is not enabled', { word: 'access_denied', assumed: 'status and words' })
      }
      const { options } = contextOf(context)
      const missing = rule.voice_helper_rules?.find(({ to_option: key }) => !options.has(String(key)))
      if (missing) throw invalid('to_option', `option ${missing.to_option} does not exist`)
      return
    }
    default:
  }
}

/** Only what is sent: a rule may keep a reference to what was deleted meanwhile. */
function checkReferences(given: Partial<NewRule>, ivr: Ivr, { intervals, sounds }: PbxState): void {
  checkReference('interval', given.interval, intervals)
  checkReference('sound', given.sound, sounds)
  checkReference('record_digits_sound', given.record_digits_sound, sounds)
  checkReference('context', given.context, ivr.contexts)
}

function checkNames(rule: NewRule): void {
  const name = rule.set_variable_name
  if (name !== null && !/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw invalid('set_variable_name', 'no name of a variable')
  const times = ['silence_time', 'transfer_timeout', 'record_digits_timeout', 'call_interactive_timeout'] as const
  for (const field of times) if ((rule[field] ?? 0) < 0) throw invalid(field, 'must not be negative')
  if (rule.max_rate < 1) throw invalid('max_rate', 'must be at least 1')
}
