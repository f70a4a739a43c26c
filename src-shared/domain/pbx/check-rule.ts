/** Checks of one incoming rule: the page /incom_rule/, and our own where the page is silent (a warning, or a generous limit). */
import type { Finding, FindingCode } from '../finding'
import { checkPhone } from '../phone'
import { checkCallerPattern } from './caller-pattern/caller-pattern'
import { cascadeTimeline } from './cascade'
import { forwardingsOf, wayBack, type CallWays, type Forwarding } from './call-ways'
import { extensionAt, looksLikeExtension } from './destination'
import { defaultRingSeconds } from './empty-rule'
import type { Extension } from './extension'
import type { CascadeRule, IncomingRule, KnownRule, RuleConditions, TransferRule } from './incoming-rule'
import type { Interval } from './interval'
import { isKnownZone, neverHolds } from './interval-course'
import type { Prompt } from './prompt'

/** What a rule refers to. Lists that were not read yet are left out: then nothing is said of what should be in them. */
export type RuleContext = CallWays & {
  /** Whose rule it is; null: that of several, or of one not known. */
  owner: Pick<Extension, 'id' | 'name' | 'type'> | null
  prompts?: readonly Prompt[]
  intervals?: readonly Interval[]
  /** ms since 1970 */
  now: number
}

/** For `transfer` by the page; for a cascade assumed, so only a warning. */
export const destinationMaximum = 10
const longTimeoutSeconds = 120
/** Not documented; well above any sensible use. */
const textMaximum = 255

export const finding = (
  path: string,
  severity: Finding['severity'],
  code: FindingCode,
  params: Finding['params'] = {},
  fix?: string,
): Finding => ({ path, severity, code, params, ...(fix === undefined ? {} : { fix }) })

function checkName(name: string): Finding[] {
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) return [finding('name', 'error', 'rule.textUnsendable')]
  return name.length > textMaximum ? [finding('name', 'error', 'rule.textTooLong', { maximum: textMaximum })] : []
}

function checkInterval(intervalId: number | null, { intervals, now }: RuleContext): Finding[] {
  const path = 'conditions.intervalId'
  if (intervalId === null || !intervals) return []
  const interval = intervals.find(({ id }) => id === intervalId)
  if (!interval) return [finding(path, 'error', 'rule.intervalGone', { id: intervalId })]
  if (!isKnownZone(interval.timeZone))
    return [finding(path, 'warning', 'rule.zoneUnknown', { zone: interval.timeZone })]
  return neverHolds(interval, now) ? [finding(path, 'warning', 'rule.intervalNever', { name: interval.name })] : []
}

function checkConditions(conditions: RuleConditions, context: RuleContext): Finding[] {
  const { callerAction, callerPattern, extensionStatus, extensionCallStatus } = conditions
  const usesPattern = callerAction === 'matches' || callerAction === 'not_matches'
  return [
    ...(usesPattern ? checkCallerPattern(callerPattern, 'conditions.callerPattern') : []),
    ...(extensionStatus === 'unreachable' && extensionCallStatus === 'busy'
      ? [finding('conditions.extensionCallStatus', 'warning', 'rule.unreachableNotBusy')]
      : []),
    ...checkInterval(conditions.intervalId, context),
  ]
}

function checkDestination({ destination, runsRules }: Forwarding, path: string, context: RuleContext): Finding[] {
  const { numbering, extensions, owner } = context
  if (!destination) return [finding(path, 'error', 'field.required')]
  if (/\s/.test(destination)) return [finding(path, 'error', 'rule.destinationSpaces')]
  const chain = owner ? wayBack(owner, { destination, runsRules }, context) : undefined
  const loop = chain === undefined ? [] : [finding(path, 'warning', 'rule.destinationLoops', { chain })]
  if (destination.startsWith('+')) {
    const found = checkPhone(destination.slice(1), path).map((one) => ({
      ...one,
      ...(one.fix === undefined ? {} : { fix: `+${one.fix}` }),
    }))
    return [...found, ...loop]
  }
  const called = extensions && extensionAt(destination, extensions, numbering)
  if (called) {
    return called.status === 'blocked'
      ? [finding(path, 'warning', 'rule.destinationBlocked', { number: destination })]
      : loop
  }
  if (extensions && looksLikeExtension(destination, numbering)) {
    return [finding(path, 'warning', 'rule.destinationMissing', { number: destination })]
  }
  return /^[1-9]\d{6,}$/.test(destination)
    ? [finding(path, 'warning', 'rule.destinationNoPlus', {}, `+${destination}`), ...loop]
    : []
}

function checkTimeout(seconds: number | null): Finding[] {
  if (seconds === null) return []
  if (!Number.isInteger(seconds) || seconds < 1) return [finding('timeoutSeconds', 'error', 'rule.timeoutRange')]
  return seconds > longTimeoutSeconds
    ? [finding('timeoutSeconds', 'warning', 'rule.timeoutLong', { seconds: longTimeoutSeconds })]
    : []
}

function repeated(destinations: readonly string[], pathOf: (index: number) => string): Finding[] {
  return destinations.flatMap((destination, index) => {
    const earlier = destinations.indexOf(destination)
    return destination && earlier < index
      ? [finding(pathOf(index), 'warning', 'rule.destinationRepeated', { number: destination })]
      : []
  })
}

function checkTransfer(rule: TransferRule, context: RuleContext): Finding[] {
  const { destinations } = rule
  const pathOf = (index: number) => `destinations.${index}`
  const tooMany = rule.type === 'transfer' && destinations.length > destinationMaximum
  return [
    ...(destinations.length === 0 ? [finding('destinations', 'error', 'field.required')] : []),
    ...(tooMany
      ? [
          finding(
            'destinations',
            'error',
            'rule.destinationsTooMany',
            { maximum: destinationMaximum, count: destinations.length },
            'simple_transfer',
          ),
        ]
      : []),
    ...forwardingsOf(rule).flatMap((forwarding, index) => checkDestination(forwarding, pathOf(index), context)),
    ...repeated(destinations, pathOf),
    ...checkTimeout(rule.timeoutSeconds),
  ]
}

function checkCascade(rule: CascadeRule, context: RuleContext): Finding[] {
  const { legs, timeoutSeconds } = rule
  const pathOf = (index: number) => `legs.${index}.number`
  const silent = cascadeTimeline(legs, timeoutSeconds ?? defaultRingSeconds).filter(({ rings }) => !rings)
  return [
    ...(legs.length === 0 ? [finding('legs', 'error', 'field.required')] : []),
    ...(legs.length > destinationMaximum
      ? [finding('legs', 'warning', 'rule.legsMany', { maximum: destinationMaximum })]
      : []),
    ...forwardingsOf(rule).flatMap((forwarding, index) => checkDestination(forwarding, pathOf(index), context)),
    ...legs.flatMap(({ delaySeconds }, index) => [
      ...(Number.isInteger(delaySeconds) && delaySeconds >= 0
        ? []
        : [finding(`legs.${index}.delaySeconds`, 'error', 'rule.delayRange')]),
    ]),
    ...repeated(
      legs.map(({ number }) => number),
      pathOf,
    ),
    ...silent.map(({ index }) => finding(`legs.${index}.delaySeconds`, 'warning', 'rule.legNeverRings')),
    ...checkTimeout(timeoutSeconds),
  ]
}

function checkType(rule: KnownRule, context: RuleContext): Finding[] {
  switch (rule.type) {
    case 'busy':
    case 'hangup':
      return []
    case 'voicemail':
      return context.owner && context.owner.type !== 'phone'
        ? [finding('type', 'warning', 'rule.voicemailNotPhone')]
        : []
    case 'playfile': {
      const { promptId } = rule
      if (promptId === null) return [finding('promptId', 'error', 'field.required')]
      const isGone = context.prompts && !context.prompts.some(({ id }) => id === promptId)
      return isGone ? [finding('promptId', 'error', 'rule.promptGone', { id: promptId })] : []
    }
    case 'transfer':
    case 'simple_transfer':
      return checkTransfer(rule, context)
    case 'cascade':
    case 'simple_cascade':
      return checkCascade(rule, context)
  }
}

/**
 * Checks a rule as it would be sent. What it means among other rules is the business of `checkRuleList`.
 *
 * @returns findings with paths into the rule (`conditions.callerPattern`, `legs.0.number`); errors block saving, warnings do not
 */
export const checkIncomingRule = (rule: IncomingRule, context: RuleContext): Finding[] =>
  rule.type === 'unknown'
    ? []
    : [...checkName(rule.name), ...checkType(rule, context), ...checkConditions(rule.conditions, context)]
