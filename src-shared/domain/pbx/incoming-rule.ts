/** Incoming rules of an extension. Source: the page /incom_rule/; types and conditions have the names that it gives them. */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from './common'

export const callerActions = ['any', 'matches', 'not_matches', 'anonymous'] as const
export const callResults = ['any', 'no_answer', 'busy'] as const
export const registrationStates = ['any', 'registered', 'unreachable'] as const

/** When a rule applies. That all of them must hold at once is assumed; the page speaks of each alone. */
export const ruleConditionsSchema = z.object({
  callerAction: z.enum(callerActions),
  /** PCRE, used with `matches` and `not_matches` only; empty: none. */
  callerPattern: z.string(),
  /** Result of the call before: to the extension itself, or of the last rule that forwarded. */
  callStatus: z.enum(callResults),
  /** Result of the call to this extension, if it was called. */
  extensionCallStatus: z.enum(callResults),
  /** SIP state of the extension at the moment the rule is looked at. */
  extensionStatus: z.enum(registrationStates),
  intervalId: pbxIdSchema.nullable(),
})
export type RuleConditions = z.infer<typeof ruleConditionsSchema>

const common = {
  /** Empty: none. Need not be unique. */
  name: z.string(),
  enabled: z.boolean(),
  /** The last rule: those after it are not looked at, for forwarding only when the call failed. */
  final: z.boolean(),
  conditions: ruleConditionsSchema,
  /** Not the fields that belong to other types of rule: those are dropped. */
  rest: restSchema,
}

const ringing = {
  /** s. How long it rings before the next rule is taken; null: the server's default of 60 s. */
  timeoutSeconds: z.int().nullable(),
  /** The caller hears ringing instead of what the far side plays before it answers. */
  ignoreEarlyMedia: z.boolean(),
  /** Whether a destination outside the PBX may transfer the call on. */
  allowPublicTransfer: z.boolean(),
}

const transfer = {
  ...ringing,
  /** All ring at once. Each is a number without spaces: an extension as `101` or `000*101`, a phone as `+` and E.164 digits. */
  destinations: z.array(z.string()),
}

export const cascadeLegSchema = z.object({
  /** s from the start of the call. The smallest of a cascade counts as 0, for that number only. */
  delaySeconds: z.int(),
  number: z.string(),
})
export type CascadeLeg = z.infer<typeof cascadeLegSchema>

const cascade = { ...ringing, legs: z.array(cascadeLegSchema) }

/** The person called hears who calls and accepts with a key. Only `transfer` and `cascade` have it. */
const screening = { callScreening: z.boolean() }

export const incomingRuleSchema = z.discriminatedUnion('type', [
  /** SIP 486 Busy Here. */
  z.object({ type: z.literal('busy'), ...common }),
  /** SIP 480. */
  z.object({ type: z.literal('hangup'), ...common }),
  z.object({ type: z.literal('voicemail'), ...common }),
  z.object({ type: z.literal('playfile'), ...common, promptId: pbxIdSchema.nullable() }),
  z.object({ type: z.literal('transfer'), ...common, ...transfer, ...screening }),
  /** As transfer, but the rules of extensions that are called are left out. */
  z.object({ type: z.literal('simple_transfer'), ...common, ...transfer }),
  z.object({ type: z.literal('cascade'), ...common, ...cascade, ...screening }),
  z.object({ type: z.literal('simple_cascade'), ...common, ...cascade }),
  /** A type, or a value of a field, that is not known here: kept as it is and shown as read-only. */
  z.object({
    type: z.literal('unknown'),
    /** `type` on the wire. */
    wireType: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    /** All fields of the answer but id, type, name and enabled. */
    rest: restSchema,
  }),
])
export type IncomingRule = z.infer<typeof incomingRuleSchema>
export type IncomingRuleType = IncomingRule['type']
export type KnownRule = Exclude<IncomingRule, { type: 'unknown' }>
export type TransferRule = Extract<IncomingRule, { type: 'transfer' | 'simple_transfer' }>
export type CascadeRule = Extract<IncomingRule, { type: 'cascade' | 'simple_cascade' }>

export const incomingRuleTypes = [
  'transfer',
  'simple_transfer',
  'cascade',
  'simple_cascade',
  'playfile',
  'voicemail',
  'busy',
  'hangup',
] as const satisfies readonly IncomingRuleType[]

/** @returns all numbers that the rule rings; none where it forwards nothing */
export const destinationsOf = (rule: IncomingRule): string[] => {
  if ('destinations' in rule) return rule.destinations
  return 'legs' in rule ? rule.legs.map(({ number }) => number) : []
}

/** A rule as the provider keeps it. Its extension and its place in the list are not part of it. */
export const savedRuleSchema = z.object({
  /** Unique within the extension. */
  id: pbxIdSchema,
  rule: incomingRuleSchema,
})
export type SavedRule = z.infer<typeof savedRuleSchema>
