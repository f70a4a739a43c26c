/** What a rule does, in one sentence. */
import { formatText, type Locale } from '../../text/text'
import { assertNever } from '../app-error'
import type { Action } from './action'
import type { Conditions, Rule } from './menu'
import { isStandardOption } from './menu'
import { ivrWords } from './words.text'

/** Names of what rules refer to; undefined: it is not there. */
export interface Names {
  context(key: string): string | undefined
  sound(id: number): string | undefined
  interval(id: number): string | undefined
}

/** @param digits of an option, such as `start` or `1` */
export const optionName = (digits: string, locale: Locale): string =>
  isStandardOption(digits)
    ? ivrWords[locale].option[digits as 'start']
    : formatText(ivrWords[locale].option.pressed, { digits })

/** Many destinations, or a long text, are cut short: the sentence stays one line. */
const listed = 4

export function describeAction(action: Action, names: Names, locale: Locale): string {
  const { sentence, part } = ivrWords[locale]
  const orNothing = (text: string) => (text === '' ? part.nothing : text)
  const soundName = (id: number | null) => (id === null ? part.nothing : (names.sound(id) ?? part.missingSound))
  const seconds = (timeout: number | null) => (timeout ? formatText(part.seconds, { seconds: timeout }) : '')
  switch (action.kind) {
    case 'transfer':
    case 'simple_transfer': {
      const shown = action.destinations.slice(0, listed).join(', ')
      const more = action.destinations.length - listed
      const destinations = orNothing(more > 0 ? `${shown} + ${more}` : shown)
      return formatText(sentence[action.kind], { destinations, timeout: seconds(action.timeoutSeconds) })
    }
    case 'transfer_from_variable':
      return formatText(sentence.transfer_from_variable, {
        variable: orNothing(action.variable),
        timeout: seconds(action.timeoutSeconds),
      })
    case 'hangup':
    case 'start_record':
      return sentence[action.kind]
    case 'play_sound': {
      const sound = soundName(action.sound)
      return formatText(sentence.play_sound, {
        sound: action.fromVariable ? formatText(part.fromVariable, { sound }) : sound,
        type: action.soundType ? part[action.soundType] : part.noType,
      })
    }
    case 'play_silence':
      return formatText(sentence.play_silence, { duration: (action.durationMs ?? 0) / 1000 })
    case 'play_digits':
      return formatText(sentence.play_digits, {
        digits: orNothing(action.digits),
        method: action.method ? part[action.method] : part.noMethod,
      })
    case 'play_digits_from_variable':
      return formatText(sentence.play_digits_from_variable, {
        variable: orNothing(action.variable),
        method: action.method ? part[action.method] : part.noMethod,
      })
    case 'record_digits':
      return formatText(sentence.record_digits, {
        maximum: action.maximum ?? part.nothing,
        variable: orNothing(action.variable),
        after: action.sound === null ? '' : formatText(part.afterSound, { sound: soundName(action.sound) }),
        timeout: seconds(action.timeoutSeconds),
      })
    case 'set_variable':
      return formatText(sentence.set_variable, { variable: orNothing(action.variable), value: action.value })
    case 'jump_to_context': {
      const { context, option } = action
      const name = context === null ? part.nothing : names.context(context)
      return formatText(sentence.jump_to_context, {
        context: name ?? formatText(part.missingContext, { key: context ?? '' }),
        option: optionName(option || 'start', locale),
      })
    }
    case 'call_interactive':
      return formatText(sentence.call_interactive, {
        url: orNothing(action.url),
        method: action.method ?? part.nothing,
        timeout: action.timeoutSeconds || 5,
      })
    case 'set_caller_id_number':
      return formatText(sentence.set_caller_id_number, { number: orNothing(action.number) })
    case 'set_caller_id_name':
      return formatText(sentence.set_caller_id_name, { name: action.callerName })
    case 'quality_rate':
      return formatText(sentence.quality_rate, { maximum: action.maximumRate ?? 5, sound: soundName(action.sound) })
    case 'voice_helper': {
      const speech = action.rules.map(({ transcription, toOption }) =>
        formatText(part.speech, { words: transcription, option: toOption || part.nothing }),
      )
      return formatText(sentence.voice_helper, { rules: orNothing(speech.join(', ')) })
    }
    case 'unknown':
      return formatText(sentence.unknown, { name: action.name })
    default:
      return assertNever(action)
  }
}

/** @returns the conditions in words, joined; empty when the rule always runs */
export function describeConditions(conditions: Conditions, names: Names, locale: Locale): string {
  const { condition, part } = ivrWords[locale]
  const { interval, callerAction, callerPattern: pattern, variable, value, callStatus } = conditions
  const parts = [
    interval !== null && formatText(condition.interval, { interval: names.interval(interval) ?? part.missingInterval }),
    callerAction !== 'any' && formatText(condition[callerAction], { pattern }),
    variable !== '' && formatText(condition.variable, { variable, value }),
    callStatus !== 'any' && condition[callStatus],
  ]
  return parts.filter((text) => text !== false).join(condition.and)
}

/** `Ring 050 for 30 s — only if the last call was busy` */
export function describeRule({ action, conditions }: Rule, names: Names, locale: Locale): string {
  const sentence = describeAction(action, names, locale)
  const when = describeConditions(conditions, names, locale)
  return when === '' ? sentence : formatText(ivrWords[locale].condition.when, { sentence, conditions: when })
}
