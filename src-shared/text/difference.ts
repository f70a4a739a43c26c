/** Differences in the operator's words: what a field is called, and how its value is shown. */
import type { Difference } from '../contract/changes'
import { describeAutocall, describeClauses, describeRate } from '../domain/autocall/describe'
import { createJobSchema } from '../domain/autocall/job-intent'
import { autocallNames } from '../domain/autocall/names.text'
import { ownershipNames } from '../domain/buying/buying.text'
import { operationTexts } from '../domain/change.text'
import { placeOfPath } from '../domain/difference-place'
import { forwardingNames } from '../domain/forwarding/names.text'
import { optionName } from '../domain/ivr/words'
import { describeAllConditions } from '../domain/pbx/describe-interval'
import { intervalConditionSchema } from '../domain/pbx/interval'
import { pbxNames } from '../domain/pbx/names.text'
import { formatPhone } from '../domain/phone'
import { stepThatMakes } from '../domain/made-in-step'
import { extensionFieldName, extensionValueName } from './extension-difference'
import { menuFieldName, menuValueName } from './menu-difference'
import { registeredFieldName, registeredValueName } from './registered-difference'
import { ruleFieldName, ruleFormFieldName, ruleValueName } from './rule-difference'
import { defineTexts, formatText, lookUp, type Locale } from './text'

const texts = defineTexts({
  en: {
    notSet: 'not set',
    madeInStep: 'made in step {position}',
    yes: 'yes',
    no: 'no',
    target: '{target}: {field}',
    line: '{field}: {values}',
    values: '{before} → {after}',
    autocall: {
      named: 'Jobs of this name',
      job: 'The job',
      status: 'Status',
      contacts: 'Contacts added',
      name: 'Name',
      comment: 'Comment',
      effectiveAfterSeconds: 'Counts as effective after, s',
      trunk: 'Own trunk',
      webhookUrls: 'Webhooks',
      clause: {
        rate: 'Rate',
        bot: 'Bot',
        callerId: 'Number shown',
        start: 'Start',
        window: 'Hours',
        transfer: 'Transfer',
        redial: 'Calling again',
        recording: 'Recording',
        detection: 'Machine detection',
      },
    },
    addedNumber: 'Number {position}',
    rule: 'rule {position}',
  },
  ru: {
    notSet: 'не задано',
    madeInStep: 'создаётся на шаге {position}',
    yes: 'да',
    no: 'нет',
    target: '{target}: {field}',
    line: '{field}: {values}',
    values: '{before} → {after}',
    autocall: {
      named: 'Обзвонов с этим именем',
      job: 'Обзвон',
      status: 'Статус',
      contacts: 'Добавлено контактов',
      name: 'Название',
      comment: 'Комментарий',
      effectiveAfterSeconds: 'Результативен через, с',
      trunk: 'Свой транк',
      webhookUrls: 'Вебхуки',
      clause: {
        rate: 'Темп',
        bot: 'Бот',
        callerId: 'Показываемый номер',
        start: 'Запуск',
        window: 'Часы',
        transfer: 'Перевод',
        redial: 'Перезвон',
        recording: 'Запись',
        detection: 'Определение автоответчика',
      },
    },
    addedNumber: 'Номер {position}',
    rule: 'правило {position}',
  },
})

/** `targets.2.period` is the period of target 3. */
const targetPath = /^targets\.(\d+)(?:\.(\w+))?$/
/** A number that a batch creates, by its place in the batch. */
const addedPath = /^added\.(\d+)$/
/** A decision about an autocall job, its value the whole job. */
const clausePath = /^autocall\.clause\.(\w+)$/
/** A list of places that rules have now. */
const orderPath = /^(option\.)?order$/
const phonePath = /(^|\.)(number|displayNumber|reserve)$/

/** `Night › Pressed 1 › rule 2` */
function placeName([context = '', option, rule]: readonly string[], locale: Locale): string {
  const parts = [
    context,
    ...(option === undefined ? [] : [optionName(option, locale)]),
    ...(rule === undefined ? [] : [formatText(texts[locale].rule, { position: rule })]),
  ]
  return parts.join(' › ')
}

/** @param path of a `Difference`; one that is not known is its own name */
export function fieldName(path: string, locale: Locale): string {
  const found = placeOfPath(path)
  if (found) {
    const target = placeName(found.place, locale)
    return formatText(texts[locale].target, { target, field: fieldName(found.path, locale) })
  }
  const ofExtension = extensionFieldName(path, locale)
  if (ofExtension !== undefined) return ofExtension
  const ofRule = ruleFieldName(path, locale)
  if (ofRule !== undefined) return ofRule
  const ofMenu = menuFieldName(path, locale)
  if (ofMenu !== undefined) return ofMenu
  const ofNumber = registeredFieldName(path, locale)
  if (ofNumber !== undefined) return ofNumber
  const names = forwardingNames[locale]
  const [, index, field] = targetPath.exec(path) ?? []
  if (index !== undefined) {
    const target = formatText(names.target, { position: Number(index) + 1 })
    return field ? formatText(texts[locale].target, { target, field: lookUp(names.field, field) ?? field }) : target
  }
  if (path === 'kind' || path === 'redirect') return names[path].label
  const [, position] = addedPath.exec(path) ?? []
  if (position !== undefined) return formatText(texts[locale].addedNumber, { position: Number(position) + 1 })
  if (path.startsWith('autocall.')) return lookUp(texts[locale], path) ?? path
  if (/^(interval|prompt)\./.test(path)) return lookUp(pbxNames[locale], path) ?? path
  // A target rings for its time; a trunk waits.
  const name = path === 'timeoutSeconds' ? 'staticTimeoutSeconds' : path
  return lookUp(names.field, name) ?? lookUp(ownershipNames[locale], path) ?? path
}

/** An option of a menu, as steps call it: menu, context with its id, digits. */
const menuObject = /^(.+?) › (.+) \([^()]*\) › (start|timeout|invalid|[\d*#]+)$/

/** @param object of a step: an id or a name, as the change engine tells objects apart */
export function objectName(object: string, locale: Locale): string {
  const [, menu, context, option] = menuObject.exec(object) ?? []
  if (menu !== undefined && context !== undefined && option !== undefined)
    return [menu, context, optionName(option, locale)].join(' › ')
  // The contexts of a menu, all together.
  return formatPhone(object.replace(/ ›$/, ''))
}

const formPattern = /^pbx\.(?:create|update|replace|rename)(Extension|Rule|Interval|Prompt)$/

/**
 * What a finding of a step is about. Its path is the one of the form that the step came from, where a difference names the object as well.
 * @param operation of the step
 * @param path of a `Finding`
 */
export function findingFieldName(operation: string, path: string, locale: Locale): string {
  const [, form] = formPattern.exec(operation) ?? []
  if (form === undefined) return fieldName(path, locale)
  if (form === 'Rule') return ruleFormFieldName(path, locale)
  // Of an interval's conditions only all together have a name.
  const [field = ''] = path.split('.')
  return fieldName(`${form.toLowerCase()}.${field}`, locale)
}

/** @returns undefined for anything but the id of what an earlier step makes */
function madeInStep(value: string, locale: Locale): string | undefined {
  const step = stepThatMakes(value)
  return step === null ? undefined : formatText(texts[locale].madeInStep, { position: step + 1 })
}

/** @param value null: not set */
export function valueName(path: string, value: string | null, locale: Locale): string {
  const found = placeOfPath(path)
  if (found) return valueName(found.path, value, locale)
  if (value === null || value === '') return texts[locale].notSet
  if (orderPath.test(path)) return value.replaceAll(/\b\d{16}\b/g, (id) => madeInStep(id, locale) ?? id)
  const made = madeInStep(value, locale)
  if (made !== undefined) return made
  const ofExtension = extensionValueName(path, value, locale)
  if (ofExtension !== undefined) return ofExtension
  const ofRule = ruleValueName(path, value, locale)
  if (ofRule !== undefined) return ofRule
  const ofMenu = menuValueName(path, value, locale)
  if (ofMenu !== undefined) return ofMenu
  const ofNumber = registeredValueName(path, value, locale)
  if (ofNumber !== undefined) return ofNumber
  if (value === 'true') return texts[locale].yes
  if (value === 'false') return texts[locale].no
  if (phonePath.test(path) && /^\d+$/.test(value)) return formatPhone(value)
  if (path === 'kind' || path === 'redirect') return lookUp(forwardingNames[locale][path], value) ?? value
  if (path === 'interval.conditions') return intervalSentence(value, locale)
  if (path === 'autocall.status') return lookUp(autocallNames[locale].status, value) ?? value
  if (path === 'autocall.job') return jobSentence(value, locale)
  const [, clause] = clausePath.exec(path) ?? []
  if (clause !== undefined) return jobClause(clause, value, locale)
  if (path === 'ownership') return lookUp(ownershipNames[locale].states, value) ?? value
  return value
}

/** @param value JSON of all conditions */
const intervalSentence = (value: string, locale: Locale): string =>
  describeAllConditions(intervalConditionSchema.array().parse(JSON.parse(value)), locale)

/** @param value JSON of what a job is created with */
function readJob(value: string) {
  const { settings, names, companyZone } = createJobSchema.omit({ operation: true }).parse(JSON.parse(value))
  return { settings, words: { nameOf: (id: string) => names[id] ?? id, companyZone } }
}

function jobSentence(value: string, locale: Locale): string {
  const { settings, words } = readJob(value)
  return describeAutocall(settings, words, locale)
}

/** One decision of a job in a few words. */
function jobClause(name: string, value: string, locale: Locale): string {
  const { settings, words } = readJob(value)
  if (name === 'rate') return describeRate(settings.rate, locale)
  return lookUp(describeClauses(settings, words, locale), name) ?? value
}

/** `20 → 30` */
export const valuesLine = ({ path, before, after }: Difference, locale: Locale): string =>
  formatText(texts[locale].values, {
    before: valueName(path, before, locale),
    after: valueName(path, after, locale),
  })

/** `Rings for, s: 20 → 30` */
export const differenceLine = (difference: Difference, locale: Locale): string =>
  formatText(texts[locale].line, {
    field: fieldName(difference.path, locale),
    values: valuesLine(difference, locale),
  })

/** @param operation the name of an operation; one that is not known is shown as it is */
export const operationName = (operation: string, locale: Locale): string =>
  lookUp(operationTexts[locale], operation) ?? operation
