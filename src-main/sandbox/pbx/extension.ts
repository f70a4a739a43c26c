/** An extension and all that hangs on it. */
import { flag, initialValues, long, oneOf, reference, text, type Values } from './fields'
import { newIvr, type Ivr } from './ivr'
import type { IncomingRule } from './incoming-rules'

export const extensionTypes = ['phone', 'queue', 'ivr', 'fax'] as const

/** What a client may change (page on the resource extension). */
export const extensionFields = {
  status: oneOf(['active', 'blocked'], 'blocked'),
  label: text(null),
  caller_id_name: text(null),
  extension_group_id: reference(),
  dial_rule_id: reference(),
  dial_rule_limit: long(null),
  did_as_transfer_caller_id: text(null),
  ani_rfc3325: flag(false),
  message_did: text(null),
  extra_params: text(null),
}

/** Voicemail fields of the resource are not known here. */
export const phoneFields = {
  password: text(''),
  allow_webrtc: flag(false),
  record_enabled: flag(false),
  record_transfer: flag(false),
  auth_type: oneOf(['digest', 'network', 'both'], 'digest'),
  call_screening_enabled: flag(false),
  announce_sound_upon_incoming_call: reference(),
  announce_sound_upon_outgoing_call: reference(),
}

/** As a public client of one operator has them. */
export const queueFields = {
  sound: reference(),
  sound_type: text(null),
  start_sound: reference(),
  announce_sound: reference(),
  announce_frequency: long(null),
  strategy: text('ring-all'),
  max_wait_time: long(0),
  max_wait_time_with_no_agent: long(0),
  timeout_transfer_dst: text(null),
  exit_key: text(null),
  exit_transfer_dst: text(null),
  record_enabled: flag(false),
  tier_rules_apply: flag(false),
  tier_rule_wait_second: long(0),
  tier_rule_wait_multiply_level: flag(false),
}

export interface Registration {
  device: string
  real_address: string
  contact_address: string
  /** s */
  expires: number
  registration_id: string
}

export interface Extension extends Values<typeof extensionFields> {
  id: number
  /** `000*071` */
  name: string
  /** Operators have types the pages do not name. */
  type: string
  create_date: string
  registrations: Registration[]
  phone: Values<typeof phoneFields>
  queue: Values<typeof queueFields>
  ivr: Ivr
  /** In the order in which they are looked at. */
  rules: IncomingRule[]
  /** Last rule id given out; unique within the extension. */
  lastRuleId: number
}

export function newExtension(
  given: Partial<Values<typeof extensionFields>> & Pick<Extension, 'id' | 'name' | 'type' | 'create_date'>,
): Extension {
  return {
    ...initialValues(extensionFields),
    ...given,
    registrations: [],
    phone: initialValues(phoneFields),
    queue: initialValues(queueFields),
    ivr: newIvr(),
    rules: [],
    lastRuleId: 0,
  }
}
