/** Differences of extensions and public numbers in the operator's words. */
import { defineTexts, type Locale } from './text'

const names = defineTexts({
  en: {
    extension: {
      number: 'Number',
      type: 'Type',
      status: 'Status',
      label: 'Label',
      callerIdName: 'Name shown to those called',
      groupId: 'Group',
      dialRuleId: 'Outgoing-call rule',
      dialRuleLimit: 'Limit of the outgoing-call rule',
      transferCallerId: 'Public number shown on forwarded calls',
      assertsCalledNumber: 'Pass the called public number on',
    },
    publicNumber: { number: 'Public number', extension: 'Leads to' },
    type: { phone: 'phone', queue: 'queue', ivr: 'menu (IVR)', fax: 'fax' },
    status: { active: 'active', blocked: 'blocked' },
  },
  ru: {
    extension: {
      number: 'Номер',
      type: 'Тип',
      status: 'Статус',
      label: 'Подпись',
      callerIdName: 'Имя, которое видят вызываемые',
      groupId: 'Группа',
      dialRuleId: 'Правило исходящих',
      dialRuleLimit: 'Ограничение правила исходящих',
      transferCallerId: 'Публичный номер при переадресации',
      assertsCalledNumber: 'Передавать вызванный публичный номер',
    },
    publicNumber: { number: 'Публичный номер', extension: 'Ведёт на' },
    type: { phone: 'телефон', queue: 'очередь', ivr: 'меню (IVR)', fax: 'факс' },
    status: { active: 'активен', blocked: 'заблокирован' },
  },
})

const pathPattern = /^(extension|publicNumber)\.(\w+)$/
const valuePattern = /^extension\.(type|status)$/

const under = (tree: Record<string, string>, name: string | undefined): string | undefined =>
  name === undefined ? undefined : tree[name]

/** @returns undefined for a path of something else */
export function extensionFieldName(path: string, locale: Locale): string | undefined {
  const [, kind, field] = pathPattern.exec(path) ?? []
  if (kind === undefined) return undefined
  return under(kind === 'extension' ? names[locale].extension : names[locale].publicNumber, field)
}

/** @returns undefined for a value that is shown as it is */
export function extensionValueName(path: string, value: string, locale: Locale): string | undefined {
  const [, field] = valuePattern.exec(path) ?? []
  if (field === undefined) {
    // A number of three digits is no phone to be grouped.
    return path === 'extension.number' || path === 'publicNumber.extension' ? value : undefined
  }
  return under(field === 'type' ? names[locale].type : names[locale].status, value)
}
