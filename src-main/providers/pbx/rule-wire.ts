/** Incoming rules over the wire: flat, every field on every type. Page /incom_rule/. */
import { z } from 'zod'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import {
  callerActions,
  callResults,
  incomingRuleTypes,
  registrationStates,
  type IncomingRule,
  type KnownRule,
  type SavedRule,
} from '@shared/domain/pbx/incoming-rule'
import { assertNever } from '@shared/domain/app-error'
import type { Json } from '../../http/gateway'
import { oneOf, restOf, textOrNull, wireFlag, wireId, wireInteger, wireText } from './wire'

type Body = { [field: string]: Json }

const choice = <const Values extends readonly string[]>(values: Values) =>
  z
    .enum(values)
    .nullish()
    .transform((value) => value ?? ('any' as Values[number]))

const knownFields = {
  type: z.enum(incomingRuleTypes),
  name: wireText,
  enabled: wireFlag(true),
  final: wireFlag(true),
  playfile_sound: wireId,
  transfer_dst: wireText,
  transfer_timeout: wireInteger,
  cascade_numbers: z.array(z.object({ delay: z.int(), number: z.string() })).nullish(),
  allow_public_transfer: wireFlag(false),
  caller_id: wireText,
  caller_id_action: choice(callerActions),
  call_status: choice(callResults),
  extension_call_status: choice(callResults),
  extension_status: choice(registrationStates),
  interval: wireId,
  ignore_early_media: wireFlag(true),
  enable_call_screening: wireFlag(false),
}
const knownRule = z.looseObject(knownFields)
type WireRule = z.output<typeof knownRule>
const knownNames = new Set(['id', ...Object.keys(knownFields)])
const unknownNames = new Set(['id', 'type', 'name', 'enabled'])

const savedRule = z
  .looseObject({ id: pbxIdSchema, type: z.string(), name: wireText, enabled: wireFlag(true) })
  .transform((wire): SavedRule => {
    const known = knownRule.safeParse(wire)
    if (known.success) return { id: wire.id, rule: toRule(known.data) }
    const { type: wireType, name, enabled } = wire
    return { id: wire.id, rule: { type: 'unknown', wireType, name, enabled, rest: restOf(wire, unknownNames) } }
  })
export const ruleAnswer = oneOf(savedRule)
export const rulesAnswer = z.array(savedRule)

/** The page names the resource but not its field; assumed to be as that of the menu's rules. */
export const orderAnswer = oneOf(z.looseObject({ rules_ids: z.array(pbxIdSchema) })).transform(
  ({ rules_ids }) => rules_ids,
)

function toRule(wire: WireRule): KnownRule {
  const common = {
    name: wire.name,
    enabled: wire.enabled,
    final: wire.final,
    conditions: {
      callerAction: wire.caller_id_action,
      callerPattern: wire.caller_id,
      callStatus: wire.call_status,
      extensionCallStatus: wire.extension_call_status,
      extensionStatus: wire.extension_status,
      intervalId: wire.interval,
    },
    rest: restOf(wire, knownNames),
  }
  const ringing = {
    timeoutSeconds: wire.transfer_timeout,
    ignoreEarlyMedia: wire.ignore_early_media,
    allowPublicTransfer: wire.allow_public_transfer,
  }
  const destinations = wire.transfer_dst.split(/\s+/).filter((number) => number !== '')
  const legs = (wire.cascade_numbers ?? []).map(({ delay, number }) => ({ delaySeconds: delay, number }))
  const callScreening = wire.enable_call_screening
  switch (wire.type) {
    case 'busy':
    case 'hangup':
    case 'voicemail':
      return { type: wire.type, ...common }
    case 'playfile':
      return { type: wire.type, ...common, promptId: wire.playfile_sound }
    case 'transfer':
      return { type: wire.type, ...common, ...ringing, destinations, callScreening }
    case 'simple_transfer':
      return { type: wire.type, ...common, ...ringing, destinations }
    case 'cascade':
      return { type: wire.type, ...common, ...ringing, legs, callScreening }
    case 'simple_cascade':
      return { type: wire.type, ...common, ...ringing, legs }
    default:
      return assertNever(wire.type)
  }
}

/** What the other types keep there; named in an update so that a rule that changes its type leaves nothing behind. */
const emptied: Body = { playfile_sound: null, transfer_dst: null, cascade_numbers: [] }

/** A rule that is to be made: the fields of its type only. */
export const toNewRule = (rule: IncomingRule): Body =>
  rule.type === 'unknown'
    ? { ...rule.rest, type: rule.wireType, name: textOrNull(rule.name), enabled: rule.enabled }
    : { ...toCommon(rule), ...ofType(rule) }

/** A rule that takes the place of another one. */
export const toChangedRule = (rule: KnownRule): Body => ({ ...toCommon(rule), ...emptied, ...ofType(rule) })

const toCommon = ({ type, name, enabled, final, conditions }: KnownRule): Body => ({
  type,
  name: textOrNull(name),
  enabled,
  final,
  caller_id_action: conditions.callerAction,
  caller_id:
    conditions.callerAction === 'matches' || conditions.callerAction === 'not_matches'
      ? conditions.callerPattern
      : null,
  call_status: conditions.callStatus,
  extension_call_status: conditions.extensionCallStatus,
  extension_status: conditions.extensionStatus,
  interval: conditions.intervalId,
})

function ofType(rule: KnownRule): Body {
  switch (rule.type) {
    case 'busy':
    case 'hangup':
    case 'voicemail':
      return {}
    case 'playfile':
      return { playfile_sound: rule.promptId }
    case 'transfer':
      return {
        ...toRinging(rule),
        transfer_dst: rule.destinations.join(' '),
        enable_call_screening: rule.callScreening,
      }
    case 'simple_transfer':
      return { ...toRinging(rule), transfer_dst: rule.destinations.join(' ') }
    case 'cascade':
      return { ...toRinging(rule), cascade_numbers: toLegs(rule), enable_call_screening: rule.callScreening }
    case 'simple_cascade':
      return { ...toRinging(rule), cascade_numbers: toLegs(rule) }
    default:
      return assertNever(rule)
  }
}

type Ringing = Extract<KnownRule, { timeoutSeconds: unknown }>

/** The server's own ring time, s. */
export const defaultRingSeconds = 60

/** Sent even where they are as usual: pages differ on what is usual, and an update that leaves a field out keeps the old value. */
const toRinging = ({ timeoutSeconds, ignoreEarlyMedia, allowPublicTransfer }: Ringing): Body => ({
  transfer_timeout: timeoutSeconds ?? defaultRingSeconds,
  ignore_early_media: ignoreEarlyMedia,
  allow_public_transfer: allowPublicTransfer,
})

const toLegs = ({ legs }: Extract<KnownRule, { legs: unknown }>): Json =>
  legs.map(({ delaySeconds, number }) => ({ delay: delaySeconds, number }))
