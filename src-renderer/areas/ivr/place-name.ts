import { findContext, findRule } from '@shared/domain/ivr/edit'
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
    const menu = editor.menu.value
    const found = rule ? findRule(menu, rule) : undefined
    return [
      findContext(menu, context)?.name ?? former ?? context,
      ...(digits === null ? [] : [optionName(digits, locale.value)]),
      ...(found ? [t('ivr.ruleAt', { place: found.place.index + 1 })] : []),
    ].join(' › ')
  }
}
