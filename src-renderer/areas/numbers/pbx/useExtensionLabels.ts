import { isKnownExtensionType } from '@shared/domain/pbx/extension'
import { useI18n } from '../../../i18n'

/** Words for types and statuses; what is not known is shown as the provider has it. */
export function useExtensionLabels() {
  const { t } = useI18n()
  return {
    type: (type: string): string => (isKnownExtensionType(type) ? t(`extensions.types.${type}`) : type),
    status: (status: string): string =>
      status === 'active' || status === 'blocked' ? t(`extensions.statuses.${status}`) : status,
  }
}
