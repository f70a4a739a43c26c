/** Values of a rule's form before the operator has filled it in, and what stays of a rule that changes its type. */
import type { IncomingRuleType, KnownRule, RuleConditions } from './incoming-rule'

export type KnownRuleType = Exclude<IncomingRuleType, 'unknown'>

/** The server's own ring time, s. */
export const defaultRingSeconds = 60

export const noConditions: RuleConditions = {
  callerAction: 'any',
  callerPattern: '',
  callStatus: 'any',
  extensionCallStatus: 'any',
  extensionStatus: 'any',
  intervalId: null,
}

/** All fields that any type has, with what the page gives as their defaults; pages differ on `allowPublicTransfer`. */
const defaults = {
  type: 'transfer' as KnownRuleType,
  name: '',
  enabled: true,
  final: true,
  conditions: noConditions,
  rest: {},
  promptId: null,
  timeoutSeconds: defaultRingSeconds,
  ignoreEarlyMedia: true,
  allowPublicTransfer: false,
  callScreening: false,
  destinations: [] as string[],
  legs: [{ delaySeconds: 0, number: '' }],
}

/** The type, and every field of every type, so that trying another type loses nothing. */
export type RuleFields = Omit<typeof defaults, 'promptId' | 'timeoutSeconds' | 'conditions' | 'rest'> & {
  promptId: number | null
  timeoutSeconds: number | null
  conditions: RuleConditions
  rest: KnownRule['rest']
}

export const emptyFields = (): RuleFields => structuredClone(defaults)

/** @returns the fields of the rule, and the defaults of those that its type does not have */
export const fieldsOf = (rule: KnownRule): RuleFields => structuredClone({ ...defaults, ...rule })

/** @returns a rule with exactly the fields of its type */
export function ruleOf(fields: RuleFields): KnownRule {
  const { type, name, enabled, final, conditions, rest } = fields
  const common = { name, enabled, final, conditions, rest }
  const { timeoutSeconds, ignoreEarlyMedia, allowPublicTransfer, callScreening, destinations, legs, promptId } = fields
  const ringing = { timeoutSeconds, ignoreEarlyMedia, allowPublicTransfer }
  switch (type) {
    case 'busy':
    case 'hangup':
    case 'voicemail':
      return { type, ...common }
    case 'playfile':
      return { type, ...common, promptId }
    case 'transfer':
      return { type, ...common, ...ringing, destinations, callScreening }
    case 'simple_transfer':
      return { type, ...common, ...ringing, destinations }
    case 'cascade':
      return { type, ...common, ...ringing, legs, callScreening }
    case 'simple_cascade':
      return { type, ...common, ...ringing, legs }
  }
}
