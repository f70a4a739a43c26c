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
    'pbx.noRecording':
      'The provider gives no audio back, and this console has no copy of the recording. Upload it by hand first.',
    'pbx.typeReadOnly': 'The console does not know extensions of the type “{type}” and leaves them as they are.',
    'pbx.typeUnknown': 'The console does not know extensions of the type “{type}” and cannot make them.',
    'pbx.otherType': 'In the snapshot its type is “{type}”; the type cannot be changed. Delete it first.',
    'pbx.numberNotOwned': 'The company does not have this public number; only the operator gives numbers.',
    'pbx.publicNumberMalformed': 'Digits of one of the company’s public numbers.',
  },
  ru: {
    'pbx.inUse': 'Ещё используется ({count}): {users}. Сначала уберите оттуда.',
    'pbx.gone': 'У провайдера этого больше нет.',
    'pbx.extensionMalformed': 'Только цифры, без префикса компании.',
    'pbx.extensionLength': 'Все внутренние номера этой компании из {length} цифр.',
    'pbx.extensionTaken': 'Такой внутренний номер уже есть ({label}).',
    'pbx.extensionTakesAlong': 'Вместе с ним пропадут его правила, меню и пароль SIP. Отмена их не вернёт.',
    'pbx.noRecording': 'Провайдер не отдаёт звук, а копии записи в консоли нет. Сначала загрузите её вручную.',
    'pbx.typeReadOnly': 'Консоль не знает внутренних номеров типа «{type}» и оставляет их как есть.',
    'pbx.typeUnknown': 'Консоль не знает внутренних номеров типа «{type}» и не может их создать.',
    'pbx.otherType': 'В снимке его тип — «{type}»; тип не изменить. Сначала удалите его.',
    'pbx.numberNotOwned': 'У компании нет этого публичного номера; номера даёт только оператор.',
    'pbx.publicNumberMalformed': 'Цифры одного из публичных номеров компании.',
  },
})
