import { formatText, type Locale } from '../../text/text'
import { formatPhone } from '../phone'
import { readPrefix } from './caller-pattern/prefix'
import { cascadeTimeline } from './cascade'
import { describeConditions } from './describe-interval'
import { extensionAt, type Numbering } from './destination'
import { ruleWords } from './describe-rule.text'
import { defaultRingSeconds } from './empty-rule'
import { numberOfName, type Extension } from './extension'
import type { CascadeRule, IncomingRule, KnownRule, RuleConditions, TransferRule } from './incoming-rule'
import type { Interval } from './interval'
import type { Prompt } from './prompt'

type Words = (typeof ruleWords)[Locale]

/** What the ids and numbers of a rule stand for. */
export type RuleNames = {
  intervals?: readonly Interval[]
  prompts?: readonly Prompt[]
  extensions?: readonly Pick<Extension, 'id' | 'name' | 'label'>[]
  numbering?: Numbering
}

/** More are counted. */
const maximumNumbers = 4

/** @returns a phone as people group it, an extension as its own digits */
export const destinationText = (destination: string): string =>
  destination.startsWith('+') ? formatPhone(destination.slice(1)) : destination

/** `101 (Reception)` */
export function extensionTitle({ name, label }: Pick<Extension, 'name' | 'label'>, { prefix }: Numbering): string {
  const number = numberOfName(name, prefix)
  return label === '' ? number : `${number} (${label})`
}

/** @returns an extension with its label, a phone as people group it */
export function destinationName(destination: string, { extensions, numbering }: RuleNames): string {
  const found = extensions && numbering && extensionAt(destination, extensions, numbering)
  return found?.label ? `${destination} (${found.label})` : destinationText(destination)
}

function listOf(items: readonly string[], words: Words): string {
  if (items.length === 0) return words.nobody
  if (items.length > maximumNumbers) {
    const list = items.slice(0, maximumNumbers - 1).join(', ')
    return formatText(words.more, { list, count: items.length - maximumNumbers + 1 })
  }
  const [last = '', ...others] = items.toReversed()
  return others.length === 0 ? last : formatText(words.and, { first: others.toReversed().join(', '), last })
}

function describeCaller({ callerAction, callerPattern }: RuleConditions, words: Words): string | null {
  if (callerAction === 'any') return null
  if (callerAction === 'anonymous') return words.anonymous
  const prefix = readPrefix(callerPattern)
  const isNot = callerAction === 'not_matches'
  if (!prefix) return formatText(isNot ? words.notMatches : words.matches, { pattern: callerPattern })
  const text = `${prefix.plus === 'absent' ? '' : '+'}${prefix.digits}${prefix.isWhole ? '' : '…'}`
  return formatText(isNot ? words.notPrefix : words.matchesPrefix, { prefix: text })
}

function describeInterval(intervalId: number | null, names: RuleNames, locale: Locale): string | null {
  if (intervalId === null) return null
  const interval = names.intervals?.find(({ id }) => id === intervalId)
  if (!interval) return names.intervals ? ruleWords[locale].intervalGone : `#${intervalId}`
  const times = describeConditions(interval.conditions, locale)
  // Simple times say more than a name; long ones would hide the rest of the sentence.
  return times.length <= 40 ? times : formatText(ruleWords[locale].in, { name: interval.name })
}

function describeWhen(conditions: RuleConditions, names: RuleNames, locale: Locale): string {
  const words = ruleWords[locale]
  const { callStatus, extensionCallStatus, extensionStatus } = conditions
  const parts = [
    describeInterval(conditions.intervalId, names, locale),
    describeCaller(conditions, words),
    extensionStatus === 'any' ? null : words.extensionStatus[extensionStatus],
    extensionCallStatus === 'any' ? null : words.extensionCallStatus[extensionCallStatus],
    callStatus === 'any' ? null : words.callStatus[callStatus],
  ].filter((part) => part !== null)
  const text = parts.join(', ') || words.always
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

function describeTransfer(
  { type, destinations, timeoutSeconds }: TransferRule,
  names: RuleNames,
  words: Words,
): string {
  return formatText(type === 'transfer' ? words.action.ring : words.action.ringSimple, {
    destinations: listOf(
      destinations.map((destination) => destinationName(destination, names)),
      words,
    ),
    seconds: timeoutSeconds ?? defaultRingSeconds,
  })
}

function describeCascade({ type, legs, timeoutSeconds }: CascadeRule, names: RuleNames, words: Words): string {
  const seconds = timeoutSeconds ?? defaultRingSeconds
  const steps = cascadeTimeline(legs, seconds)
    .filter(({ number }) => number !== '')
    .map(({ number, from }) =>
      formatText(from === 0 ? words.action.atOnce : words.action.after, {
        number: destinationName(number, names),
        seconds: from,
      }),
    )
  return formatText(type === 'cascade' ? words.action.cascade : words.action.cascadeSimple, {
    steps: listOf(steps, words),
    seconds,
  })
}

function describeAction(rule: KnownRule, names: RuleNames, words: Words): string {
  switch (rule.type) {
    case 'busy':
    case 'hangup':
    case 'voicemail':
      return words.action[rule.type]
    case 'playfile': {
      if (rule.promptId === null) return words.action.noPrompt
      const prompt = names.prompts?.find(({ id }) => id === rule.promptId)?.title ?? `#${rule.promptId}`
      return formatText(words.action.playfile, { prompt })
    }
    case 'transfer':
    case 'simple_transfer':
      return describeTransfer(rule, names, words)
    case 'cascade':
    case 'simple_cascade':
      return describeCascade(rule, names, words)
  }
}

/** @returns the rule in one sentence: `Mon–Fri 9–18, callers +7812…: ring 101 and 102 for 20 s, then the next rule` */
export function describeRule(rule: IncomingRule, names: RuleNames, locale: Locale): string {
  const words = ruleWords[locale]
  const off = (sentence: string) => (rule.enabled ? sentence : formatText(words.off, { sentence }))
  if (rule.type === 'unknown') return off(formatText(words.action.unknown, { type: rule.wireType }))
  const action = describeAction(rule, names, words)
  const isOver = rule.type === 'busy' || rule.type === 'hangup' || rule.type === 'voicemail'
  return off(
    formatText(words.sentence, {
      conditions: describeWhen(rule.conditions, names, locale),
      action: isOver ? action : formatText(rule.final ? words.then.stop : words.then.next, { action }),
    }),
  )
}
