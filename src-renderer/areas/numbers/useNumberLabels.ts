import type { NumberRow } from '@shared/contract/numbers'
import { formatPhone } from '@shared/domain/phone'
import { useI18n } from '../../i18n'
import { numbersTexts } from './texts'

const { types, categories } = numbersTexts.en

/** The provider's codes in the operator's words. A code that its documents do not list is shown as it is. */
export function useNumberLabels() {
  const { t } = useI18n()
  const isKnown = <Codes extends object>(codes: Codes, code: PropertyKey): code is keyof Codes & string =>
    Object.hasOwn(codes, code)

  return {
    type: (code: string): string => (isKnown(types, code) ? t(`numbers.types.${code}`) : code),
    category: (code: string): string => (isKnown(categories, code) ? t(`numbers.categories.${code}`) : code),
    application: (id: string, name: string): string => (id ? name || id : t('numbers.filter.noApplication')),
    target: ({ forwardingKind, forwardingTarget }: Pick<NumberRow, 'forwardingKind' | 'forwardingTarget'>): string =>
      forwardingKind === 'number' ? formatPhone(forwardingTarget) : forwardingTarget,
    forwarding: ({ forwardingKind, hasForwarding }: Pick<NumberRow, 'forwardingKind' | 'hasForwarding'>): string => {
      if (hasForwarding === null) return t('numbers.unknown')
      if (!hasForwarding) return t('numbers.kinds.none')
      // Only that there is one is known, when the provider names a kind of its own.
      return forwardingKind === null || forwardingKind === 'none'
        ? t('numbers.yes')
        : t(`numbers.kinds.${forwardingKind}`)
    },
  }
}
