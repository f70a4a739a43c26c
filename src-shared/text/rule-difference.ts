/** Differences of incoming rules in the operator's words. */
import { destinationText } from '../domain/pbx/describe-rule'
import { ruleNames } from '../domain/pbx/rule-names.text'
import { formatText, type Locale } from './text'

/** `rules.2.conditions.callStatus` is a condition of rule 3. */
const rulePath = /^rules\.(\d+)\.(.+)$/
const destinationPath = /^destinations\.(\d+)$/
const legPath = /^legs\.(\d+)\.(\w+)$/
const namedValues = /\.(type|callerAction|callStatus|extensionCallStatus|extensionStatus)$/

const positionOf = (index: string | undefined): number => Number(index) + 1

function partName(path: string, locale: Locale): string {
  const names = ruleNames[locale]
  const fields: Record<string, string> = names.field
  const [, destination] = destinationPath.exec(path) ?? []
  if (destination !== undefined) return formatText(names.destination, { position: positionOf(destination) })
  const [, leg, field = ''] = legPath.exec(path) ?? []
  if (leg !== undefined) {
    return formatText(names.leg, { position: positionOf(leg), field: fields[field] ?? field })
  }
  const name = path.replace(/^conditions\./, '')
  return fields[name] ?? name
}

/** A field of one rule's form: `Caller number`. */
export function ruleFormFieldName(path: string, locale: Locale): string {
  const name = partName(path, locale)
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

/** @returns undefined for a path that is not one of a list of rules */
export function ruleFieldName(path: string, locale: Locale): string | undefined {
  if (path === 'order') return ruleNames[locale].order
  const [, index, part] = rulePath.exec(path) ?? []
  if (index === undefined || part === undefined) return undefined
  return formatText(ruleNames[locale].rule, { position: positionOf(index), field: partName(part, locale) })
}

/** @returns undefined for a value that is shown as it is */
export function ruleValueName(path: string, value: string, locale: Locale): string | undefined {
  if (!rulePath.test(path)) return undefined
  const values: Record<string, string> = ruleNames[locale].value
  if (namedValues.test(path)) return values[value]
  // A title such as "true" or "101" is shown as it is.
  if (/\.(intervalId|promptId|name)$/.test(path)) return value
  return /\.(destinations\.\d+|number)$/.test(path) ? destinationText(value) : undefined
}
