import type { Difference } from '@shared/contract/changes'
import {
  differenceLine,
  fieldName,
  findingFieldName,
  objectName,
  operationName,
  valueName,
  valuesLine,
} from '@shared/text/difference'
import { useI18n } from '../../i18n'

/** Names of fields and values in a difference, followed when the language changes. */
export function useDifferenceLabel() {
  const { locale } = useI18n()
  return {
    fieldName: (path: string): string => fieldName(path, locale.value),
    findingFieldName: (operation: string, path: string): string => findingFieldName(operation, path, locale.value),
    valueName: (path: string, value: string | null): string => valueName(path, value, locale.value),
    line: (difference: Difference): string => differenceLine(difference, locale.value),
    values: (difference: Difference): string => valuesLine(difference, locale.value),
    objectName: (object: string): string => objectName(object, locale.value),
    operationName: (operation: string): string => operationName(operation, locale.value),
  }
}
