/** Incoming rules of an extension and their order. */
import { flag, initialValues, listOf, long, oneOf, readFields, readJson, reference, text, type Values } from './fields'
import { checkCaller, checkDestinations, checkReference } from './checks'
import { created, found, invalid, removed } from './reply'
import { readOrder } from './order'
import { checkLimit, extensionOf, idIn, mustFind, type Context, type Route } from './routes'
import type { PbxState } from './state'

const types = [
  'busy',
  'transfer',
  'simple_transfer',
  'hangup',
  'playfile',
  'voicemail',
  'cascade',
  'simple_cascade',
] as const
const results = ['no_answer', 'busy', 'any'] as const

export const incomingRuleFields = {
  type: oneOf(types, 'busy'),
  name: text(null),
  enabled: flag(true),
  final: flag(true),
  playfile_sound: reference(),
  transfer_dst: text(null),
  transfer_timeout: long(60),
  cascade_numbers: listOf({ delay: long(0), number: text('') }, []),
  /** A newer page says true. */
  allow_public_transfer: flag(false),
  caller_id: text(null),
  caller_id_action: oneOf(['matches', 'not_matches', 'anonymous', 'any'], 'any'),
  call_status: oneOf(results, 'any'),
  extension_call_status: oneOf(results, 'any'),
  extension_status: oneOf(['registered', 'unreachable', 'any'], 'any'),
  interval: reference(),
  ignore_early_media: flag(true),
  enable_call_screening: flag(false),
}

export interface IncomingRule extends Omit<Values<typeof incomingRuleFields>, 'type'> {
  id: number
  /** A test may put in a type that the page does not name. */
  type: string
}

/** The page gives no largest count of numbers in a cascade; that of a transfer is assumed. */
const mostTogether = 10

export const incomingRuleRoutes: Route[] = [
  {
    method: 'GET',
    path: '/extension/:extension/incom_rule/',
    run(context) {
      // That the list is in the order of execution is nowhere said; a client that relies on it shall notice.
      const { rules } = extensionOf(context)
      return found(
        [...rules].sort((one, other) => one.id - other.id),
        'by id, not in the order of execution',
      )
    },
  },
  {
    method: 'POST',
    path: '/extension/:extension/incom_rule/',
    run(context) {
      const extension = extensionOf(context)
      const given = readFields(readJson(context.body), incomingRuleFields)
      if (given.type === undefined) throw invalid('type', 'required')
      const rule = { ...initialValues(incomingRuleFields), ...given }
      check(rule, given, context.state)
      checkLimit(context.state, 'incom_rule', extension.rules.length)
      extension.lastRuleId += 1
      const added = { ...rule, id: extension.lastRuleId }
      extension.rules.push(added)
      return created(added, 'an object, not a list with one; placed last')
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/incom_rule/order/',
    run: (context) => found({ rules_ids: extensionOf(context).rules.map(({ id }) => id) }, 'fields'),
  },
  {
    method: 'PUT',
    path: '/extension/:extension/incom_rule/order/',
    run(context) {
      const extension = extensionOf(context)
      extension.rules = readOrder(context.body, extension.rules)
      return found({ rules_ids: extension.rules.map(({ id }) => id) }, 'fields')
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/incom_rule/:rule',
    run: (context) => found(ruleOf(context)),
  },
  {
    method: 'PUT',
    path: '/extension/:extension/incom_rule/:rule',
    run(context) {
      const rule = ruleOf(context)
      const given = readFields(readJson(context.body), incomingRuleFields)
      check({ ...rule, ...given }, given, context.state)
      return found(Object.assign(rule, given), 'what is not sent stays')
    },
  },
  {
    method: 'DELETE',
    path: '/extension/:extension/incom_rule/:rule',
    run(context) {
      const { rules } = extensionOf(context)
      rules.splice(rules.indexOf(ruleOf(context)), 1)
      return removed()
    },
  },
]

function ruleOf(context: Context): IncomingRule {
  const id = idIn(context.segments, 'rule')
  return mustFind(extensionOf(context).rules.find((rule) => rule.id === id))
}

type NewRule = Omit<IncomingRule, 'id'>

/**
 * What the page calls required, under its condition. References are looked at only when they are sent: a rule may keep
 * one to what was deleted meanwhile.
 * @throws Refusal 400
 */
function check(rule: NewRule, given: Partial<NewRule>, state: PbxState): void {
  checkCaller(rule)
  checkReference('interval', given.interval, state.intervals)
  checkReference('playfile_sound', given.playfile_sound, state.sounds)
  if (rule.transfer_timeout < 1) throw invalid('transfer_timeout', 'must be at least 1')
  switch (rule.type) {
    case 'playfile':
      if (rule.playfile_sound === null) throw invalid('playfile_sound', 'required for playfile')
      break
    case 'transfer':
      checkDestinations(rule.transfer_dst, mostTogether)
      break
    case 'simple_transfer':
      checkDestinations(rule.transfer_dst, Infinity)
      break
    case 'cascade':
    case 'simple_cascade':
      checkCascade(rule.cascade_numbers)
      break
    default:
      break
  }
}

function checkCascade(numbers: IncomingRule['cascade_numbers']): void {
  if (numbers.length === 0) throw invalid('cascade_numbers', 'required for cascade')
  if (numbers.length > mostTogether) throw invalid('cascade_numbers', `at most ${mostTogether} numbers`)
  for (const { delay, number } of numbers) {
    if (delay < 0) throw invalid('delay', 'must not be negative')
    if (/\s/.test(number)) throw invalid('number', 'must be one number')
    checkDestinations(number, 1, 'number')
  }
}
