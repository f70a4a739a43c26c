/** Differences of numbers that were sent to Twin, in the operator's words. */
import { numberBatchTexts } from '../domain/number-batch/names.text'
import { defineTexts, type Locale } from './text'

const names = defineTexts({
  en: {
    trunk: 'Trunk',
    hasPassword: 'SIP password',
    action: 'Incoming calls',
    callerName: 'Caller’s name for the bot',
    callerNumber: 'Caller’s number for the bot',
    record: 'Calls are recorded',
    comment: 'Comment',
    webhookUrls: 'Webhooks',
  },
  ru: {
    trunk: 'Транк',
    hasPassword: 'Пароль SIP',
    action: 'Входящие вызовы',
    callerName: 'Имя звонящего для бота',
    callerNumber: 'Номер звонящего для бота',
    record: 'Запись разговоров',
    comment: 'Комментарий',
    webhookUrls: 'Вебхуки',
  },
})

const pathPattern = /^registered\.(\w+)$/

const under = (tree: Record<string, string>, name: string): string | undefined => tree[name]

/** @returns undefined for a path of something else */
export function registeredFieldName(path: string, locale: Locale): string | undefined {
  const [, field] = pathPattern.exec(path) ?? []
  return field === undefined
    ? undefined
    : (under(names[locale], field) ?? under(numberBatchTexts[locale].column, field) ?? field)
}

/** @returns undefined for a value that is shown as it is */
export function registeredValueName(path: string, value: string, locale: Locale): string | undefined {
  const [, field] = pathPattern.exec(path) ?? []
  const { action, callerName, callerNumber } = numberBatchTexts[locale]
  if (field === 'action') return under(action, value)
  if (field === 'callerName') return under(callerName, value)
  return field === 'callerNumber' ? under(callerNumber, value) : undefined
}
