/** Differences of IVR menus in the operator's words. */
import { ivrNames } from '../domain/ivr/names.text'
import { optionName } from '../domain/ivr/words'
import { ivrWords } from '../domain/ivr/words.text'
import { destinationText } from '../domain/pbx/describe-rule'
import { formatPhone } from '../domain/phone'
import { formatText, lookUp, type Locale } from './text'

const menuPath = /^(menu|context|option|rule)\./
/** Fields that this program does not know have the provider's names. */
const foreignPath = /^(?:menu\.extra|context\.extra|rule\.extra|rule\.action\.fields)\.(.+)$/
const speechPath = /^rule\.action\.rules\.(\d+)\.(\w+)$/
const flagPath = /\.(enabled|attachFile|anyDial|exists|final|fromVariable|classicTerm)$/
/** Fields whose values have names, and the group that has them. */
const chosen: [RegExp, 'soundType' | 'method' | 'callerAction' | 'callStatus' | 'lifetimeAction'][] = [
  [/^rule\.action\.soundType$/, 'soundType'],
  [/^rule\.action\.method$/, 'method'],
  [/^rule\.conditions\.callerAction$/, 'callerAction'],
  [/^rule\.conditions\.callStatus$/, 'callStatus'],
  [/^menu\.lifetimeAction$/, 'lifetimeAction'],
]

/** @returns undefined for a path that is not one of a menu */
export function menuFieldName(path: string, locale: Locale): string | undefined {
  if (!menuPath.test(path)) return undefined
  const names = ivrNames[locale]
  const [, foreign] = foreignPath.exec(path) ?? []
  if (foreign !== undefined) return foreign
  if (path === 'rule.action.name') return names.unknownAction
  const [, position, part = ''] = speechPath.exec(path) ?? []
  if (position !== undefined) {
    return formatText(names.speech.place, {
      position: Number(position) + 1,
      field: lookUp(names.speech, part) ?? part,
    })
  }
  return lookUp(names, path.replace(/\.\d+$/, '')) ?? path
}

/** @returns undefined for a value that is named as others are: yes and no */
export function menuValueName(path: string, value: string, locale: Locale): string | undefined {
  if (!menuPath.test(path) || flagPath.test(path)) return undefined
  const [, group] = chosen.find(([pattern]) => pattern.test(path)) ?? []
  if (group !== undefined) return lookUp(ivrNames[locale][group], value) ?? value
  if (path === 'rule.action.kind') return lookUp(ivrWords[locale].action, value) ?? value
  if (path === 'rule.action.option') return optionName(value, locale)
  if (/^(rule\.action\.destinations\.\d+|menu\.lifetimeDestination)$/.test(path)) return destinationText(value)
  if (path === 'rule.action.number' && /^\d+$/.test(value)) return formatPhone(value)
  return value
}
