/** Names of fields and values in a difference, in the operator's words. */
import { formatPhone } from '@shared/domain/phone'
import { useI18n, type TextKey } from '../../i18n'

/** `targets.2.period` is the period of target 3. */
const targetPath = /^targets\.(\d+)(?:\.(\w+))?$/

const phonePath = /(^|\.)(number|displayNumber|reserve)$/

/** Paths that are not named after their field of the form. */
const forwardingNames: Record<string, TextKey> = {
  kind: 'forwarding.kind.label',
  redirect: 'forwarding.redirect.label',
}

/** Fields whose values are words of the program. */
const valueNames: Record<string, string> = { kind: 'forwarding.kind', redirect: 'forwarding.redirect' }

export function useDifferenceLabel() {
  const { t, has } = useI18n()

  function fieldName(path: string): string {
    const [, index, field] = targetPath.exec(path) ?? []
    if (index !== undefined) {
      const target = t('forwarding.target', { position: Number(index) + 1 })
      return field ? `${target}: ${fieldName(field)}` : target
    }
    const key: string = forwardingNames[path] ?? `forwarding.field.${path}`
    return has(key) ? t(key) : path
  }

  /** null: not set. */
  function valueName(path: string, value: string | null): string {
    if (value === null || value === '') return t('changes.notSet')
    if (value === 'true') return t('changes.yes')
    if (value === 'false') return t('changes.no')
    if (phonePath.test(path) && /^\d+$/.test(value)) return formatPhone(value)
    const key = `${valueNames[path] ?? ''}.${value}`
    return has(key) ? t(key) : value
  }

  function operationName(operation: string): string {
    const key = `changes.operation.${operation}`
    return has(key) ? t(key) : operation
  }

  return { fieldName, valueName, operationName }
}
