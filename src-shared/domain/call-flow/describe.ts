/** A trace in words: for the timeline, for sharing as text, for a screen reader. */
import { ivrWords } from '../ivr/words.text'
import { formatPhone } from '../phone'
import { formatText, type Locale } from '../../text/text'
import { assumptionTexts } from './assumption.text'
import type { CallEnd, CallEvent, Leg, Skip, Trace, TraceStep } from './trace'
import { traceWords } from './trace.text'
import type { Unreached } from './unreached'

/** @returns `12.5`; whole seconds without a point */
export const secondsOf = (milliseconds: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(milliseconds / 1000)

/** @returns `101 Reception`, `+7 495 123-45-67` */
function addressOf({ address, label }: { address: string; label: string }): string {
  const shown = /^\+\d+$/.test(address) ? formatPhone(address.slice(1)) : address
  return label ? `${shown} ${label}` : shown
}

export function describeStep({ event }: Pick<TraceStep, 'event'>, locale: Locale): string {
  const words = traceWords[locale].event
  switch (event.kind) {
    case 'numberCalled':
      return formatText(words.numberCalled, { number: formatPhone(event.digits) })
    case 'extensionCalled':
      return formatText(words.extensionCalled, { number: addressOf({ address: event.number, label: event.label }) })
    case 'skipped':
      return formatText(words.skipped, { rule: ruleName(event, locale), reason: describeSkip(event.skip, locale) })
    case 'ran':
      return formatText(words.ran, { rule: ruleName(event, locale) })
    case 'rings':
      return describeRinging(event.legs, locale)
    case 'plays':
      return describePlaying(event, locale)
    case 'pause':
      return formatText(words.pause, { seconds: secondsOf(event.milliseconds, locale) })
    case 'waitsForKey':
      return formatText(event.isFirst ? words.waitsFirst : words.waitsNext, {
        seconds: secondsOf(event.milliseconds, locale),
      })
    case 'pressed':
      return formatText(words.pressed, { key: event.key })
    case 'keyIgnored':
      return formatText(words.keyIgnored, { key: event.key })
    case 'input': {
      const template = { option: words.inputOption, extension: words.inputExtension, invalid: words.inputInvalid }
      return formatText(template[event.leadsTo], { digits: event.digits })
    }
    case 'option':
      return formatText(words.option, { context: event.context, option: event.option })
    case 'variableSet':
      return formatText(words.variableSet, { name: event.name, value: event.value })
    case 'callerIdSet':
      return formatText(event.what === 'number' ? words.callerNumber : words.callerName, { value: event.value })
    case 'interactive':
      return formatText(event.answered ? words.interactiveAnswered : words.interactiveSilent, { url: event.url })
    case 'recordingStarts':
      return words.recordingStarts
    case 'lifetimeOver':
      return words.lifetimeOver
  }
}

/** @returns what no call runs, and why the last one passed it over */
export function describeUnreached(
  { place, owner, name, type, skip }: Unreached,
  locale: Locale,
): { name: string; reason: string } {
  const words = traceWords[locale].unreached
  const what =
    place.kind === 'menuOption'
      ? formatText(words.option, { option: type, context: name })
      : ruleName({ name, type }, locale)
  const shownOwner =
    place.kind === 'target' ? formatPhone(owner) : place.kind === 'menuRule' ? `${owner} › ${place.option}` : owner
  return {
    name: formatText(words.ofOwner, { owner: shownOwner, what }),
    reason: skip ? describeSkip(skip, locale) : words.never,
  }
}

function ruleName({ name, type }: { name: string; type: string }, locale: Locale): string {
  const words = traceWords[locale].rule
  if (type === 'target') return formatText(words.target, { name: /^\d+$/.test(name) ? formatPhone(name) : name })
  return formatText(name ? words.named : words.unnamed, { name, type: typeName(type, locale) })
}

function typeName(type: string, locale: Locale): string {
  const names: Record<string, string> = { ...ivrWords[locale].action, ...traceWords[locale].type }
  return names[type] ?? type
}

export function describeSkip(skip: Skip, locale: Locale): string {
  const { skip: words, result, hidden } = traceWords[locale]
  const named = (value: string | null): string => {
    const names: Record<string, string> = result
    return value === null ? result.none : (names[value] ?? value)
  }
  switch (skip.reason) {
    case 'disabled':
      return words.disabled
    case 'outsideInterval':
      return formatText(words.outsideInterval, { interval: skip.interval })
    case 'unknownInterval':
      return formatText(words.unknownInterval, { id: skip.id })
    case 'outsidePeriod':
      return formatText(words.outsidePeriod, { period: skip.period })
    case 'caller':
      return formatText(words[skip.wanted], { caller: skip.caller ?? hidden, pattern: skip.pattern })
    case 'registration':
    case 'extensionCallStatus':
    case 'callStatus':
      return formatText(words[skip.reason], { present: named(skip.present), wanted: named(skip.wanted) })
    case 'variable':
      return formatText(skip.present === null ? words.variableNotSet : words.variable, {
        name: skip.name,
        present: skip.present ?? '',
        wanted: skip.wanted,
      })
    case 'variableUnset':
      return formatText(words.variableUnset, { name: skip.name })
  }
}

function describeRinging(legs: readonly Leg[], locale: Locale): string {
  const { event: words, outcome } = traceWords[locale]
  const [first] = legs
  if (!first) return formatText(words.rings, { legs: words.nobody })
  const told = (leg: Leg) => ({ address: addressOf(leg), outcome: outcome[leg.outcome] })
  if (legs.length === 1) return formatText(words.ringsOne, told(first))
  return formatText(words.rings, { legs: legs.map((leg) => formatText(words.leg, told(leg))).join(', ') })
}

function describePlaying(
  { title, promptId, milliseconds, acceptsKeys }: Extract<CallEvent, { kind: 'plays' }>,
  locale: Locale,
): string {
  const words = traceWords[locale].event
  const template = promptId !== null ? words.plays : title ? words.playsDigits : words.silence
  const text = formatText(template, { title, seconds: secondsOf(milliseconds, locale) })
  return acceptsKeys ? formatText(words.acceptsKeys, { text }) : text
}

/** How the call ends, in one sentence. */
export function describeEnd(end: CallEnd, locale: Locale): string {
  const { end: words, hangUp, own, cannot } = traceWords[locale]
  switch (end.kind) {
    case 'connected':
      return formatText(words.connected, { address: addressOf(end) })
    case 'voicemail':
      return formatText(words.voicemail, { number: addressOf({ address: end.number, label: end.label }) })
    case 'hungUp': {
      const reason = hangUp[end.reason]
      return end.code === null
        ? formatText(words.hungUp, { reason })
        : formatText(words.hungUpWithCode, { reason, code: end.code })
    }
    case 'callerHungUp':
      return words.callerHungUp
    case 'loop':
      return formatText(words.loop, { number: end.number })
    case 'ownLogic':
      return formatText(own[end.what], { name: end.name })
    case 'cannotSimulate':
      return formatText(cannot[end.why], { what: end.what })
    case 'stepLimit':
      return words.stepLimit
  }
}

/** The whole trace as lines of plain text, to be sent to somebody. */
export function describeTrace({ steps, end, endsAt, assumptions }: Trace, locale: Locale): string {
  const stamp = (at: number): string => secondsOf(at, locale).padStart(6)
  return [
    ...steps.map((step) => {
      const indent = '  '.repeat(step.branch === '' ? 0 : step.branch.split('.').length)
      return `${stamp(step.at)}  ${indent}${describeStep(step, locale)}`
    }),
    `${stamp(endsAt)}  ${describeEnd(end, locale)}`,
    ...assumptions.map((id) => `* ${assumptionTexts[locale][id]}`),
  ].join('\n')
}
