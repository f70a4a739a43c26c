import { defineTexts } from '../../text/text'

/** What checks of extensions and public numbers find. */
export const pbxResourceFindings = defineTexts({
  en: {
    'pbx.inUse': 'Still in use ({count}): {users}. Take it out there first.',
    'pbx.gone': 'The provider does not have it any more.',
    'pbx.extensionMalformed': 'Digits only, without the company’s prefix.',
    'pbx.extensionLength': 'All extensions of this company have {length} digits.',
    'pbx.extensionTaken': 'This extension is there already ({label}).',
    'pbx.extensionTakesAlong': 'Its rules, its menu and its SIP password go with it. Undo cannot bring them back.',
    'pbx.publicNumberMalformed': 'Digits of one of the company’s public numbers.',
  },
  ru: {
    'pbx.inUse': 'Ещё используется ({count}): {users}. Сначала уберите оттуда.',
    'pbx.gone': 'У провайдера этого больше нет.',
    'pbx.extensionMalformed': 'Только цифры, без префикса компании.',
    'pbx.extensionLength': 'Все внутренние номера этой компании из {length} цифр.',
    'pbx.extensionTaken': 'Такой внутренний номер уже есть ({label}).',
    'pbx.extensionTakesAlong': 'Вместе с ним пропадут его правила, меню и пароль SIP. Отмена их не вернёт.',
    'pbx.publicNumberMalformed': 'Цифры одного из публичных номеров компании.',
  },
})
