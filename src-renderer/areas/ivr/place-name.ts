import { findContext } from '@shared/domain/ivr/edit'
import type { MenuPlace } from '@shared/domain/ivr/check'
import { optionName } from '@shared/domain/ivr/words'
import { useI18n } from '../../i18n'
import type { MenuEditor } from './useMenuEditor'

type Place = Pick<MenuPlace, 'context' | 'digits'> & Partial<MenuPlace>

/** @returns names a place of the menu: `Main › Pressed 1 › rule 2`. `former`: name of a context that may be gone */
export function usePlaceName(editor: MenuEditor): (place: Place, former?: string) => string {
  const { t, locale } = useI18n()
  return ({ context, digits, rule }, former) => {
    if (context === null) return t('ivr.settings')
    // Asked for hundreds of places with every edit: no rule is looked for in all of the menu.
    const found = findContext(editor.menu.value, context)
    const option = found?.options.find((one) => one.digits === digits)
    const index = option?.rules.findIndex(({ key }) => key === rule) ?? -1
    return [
      found?.name ?? former ?? context,
      ...(digits === null ? [] : [optionName(digits, locale.value)]),
      ...(index < 0 ? [] : [t('ivr.ruleAt', { place: index + 1 })]),
    ].join(' › ')
  }
}
