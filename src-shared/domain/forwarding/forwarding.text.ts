import { defineTexts } from '../../text/text'

/** Findings of `checkForwarding`. */
export const forwardingFindings = defineTexts({
  en: {
    'forwarding.kindMissing': 'Choose where calls go. To switch forwarding off, remove it.',
    'forwarding.targetsEmpty': 'Add at least one target.',
    'forwarding.targetBeyondSingle': 'Single forwarding calls one target; this one may never be called.',
    'forwarding.targetAfterDrop': 'A target above drops every call, so this one may never be called.',
    'forwarding.targetRepeated': 'The same number with the same period stands above (target {position}).',
    'forwarding.targetIsNumber': 'The number forwards to itself: the call may go round in a loop.',
    'forwarding.inactiveDrops': 'Off: the call is dropped. The target is not skipped.',
    'forwarding.allDrop': 'All targets are off: every call is dropped.',
    'forwarding.timeoutRange': 'From 1 to {maximum} s.',
    'forwarding.timeoutLong': 'Longer than {seconds} s: most callers hang up before.',
    'forwarding.urlMalformed': 'Enter an address such as https://example.com/calls.',
    'forwarding.urlInsecure': 'Plain http: call data travels readable. https is safer.',
    'forwarding.urlWithCredentials': 'The address contains a name or password; the provider and its logs will hold it.',
    'forwarding.addressPrivate': 'The provider cannot reach this address from the internet.',
    'forwarding.addressMalformed': 'Enter an IPv4 address such as 203.0.113.10.',
    'forwarding.portRange': 'From 1 to 65535.',
    'forwarding.didMalformed': 'Digits only, no leading zeros, at most 18446744073709551615.',
    'forwarding.sipUriMalformed': 'Expected a form such as user@example.com:5060.',
    'forwarding.maskingWithoutNumber': 'Without a display number it is not documented what the target sees.',
    'forwarding.displayNumberIgnored':
      'Masking is off: the target sees the caller’s number, the display number is not used.',
    'forwarding.displayNumberForeign':
      'Not a number of this account. Only a number of the same application can be shown.',
    'forwarding.displayNumberElsewhere':
      'This number belongs to another application. Only one of the same application can be shown.',
    'forwarding.displayNumberUnknown': 'It is not known whether this number belongs to the same application.',
    'forwarding.textUnsendable': 'Contains control characters, such as a line break or a tab. Remove them.',
    'forwarding.textTooLong': 'At most {maximum} characters.',
  },
  ru: {
    'forwarding.kindMissing': 'Выберите, куда идут вызовы. Чтобы выключить переадресацию, удалите её.',
    'forwarding.targetsEmpty': 'Добавьте хотя бы одно направление.',
    'forwarding.targetBeyondSingle': 'Одиночная переадресация вызывает одно направление; до этого дело может не дойти.',
    'forwarding.targetAfterDrop': 'Одно из направлений выше сбрасывает все вызовы; до этого дело может не дойти.',
    'forwarding.targetRepeated': 'Тот же номер с тем же расписанием уже есть выше (направление {position}).',
    'forwarding.targetIsNumber': 'Номер переадресован сам на себя: вызов может пойти по кругу.',
    'forwarding.inactiveDrops': 'Выключено: вызов сбрасывается. Направление не пропускается.',
    'forwarding.allDrop': 'Все направления выключены: каждый вызов сбрасывается.',
    'forwarding.timeoutRange': 'От 1 до {maximum} с.',
    'forwarding.timeoutLong': 'Дольше {seconds} с: большинство звонящих положит трубку раньше.',
    'forwarding.urlMalformed': 'Введите адрес вида https://example.com/calls.',
    'forwarding.urlInsecure': 'Обычный http: данные о вызовах передаются открыто. Надёжнее https.',
    'forwarding.urlWithCredentials': 'В адресе есть имя или пароль; он останется у провайдера и в его журналах.',
    'forwarding.addressPrivate': 'Из интернета провайдер не достигнет этого адреса.',
    'forwarding.addressMalformed': 'Введите адрес IPv4 вида 203.0.113.10.',
    'forwarding.portRange': 'От 1 до 65535.',
    'forwarding.didMalformed': 'Только цифры, без нулей в начале, не больше 18446744073709551615.',
    'forwarding.sipUriMalformed': 'Ожидается вид user@example.com:5060.',
    'forwarding.maskingWithoutNumber': 'Без подменного номера не описано, что увидит вызываемый.',
    'forwarding.displayNumberIgnored':
      'Скрытие номера выключено: вызываемый видит номер звонящего, подменный номер не используется.',
    'forwarding.displayNumberForeign':
      'Это не номер этой учётной записи. Показать можно только номер того же приложения.',
    'forwarding.displayNumberElsewhere':
      'Номер принадлежит другому приложению. Показать можно только номер того же приложения.',
    'forwarding.displayNumberUnknown': 'Неизвестно, принадлежит ли номер тому же приложению.',
    'forwarding.textUnsendable': 'Есть управляющие знаки, например перевод строки или табуляция. Удалите их.',
    'forwarding.textTooLong': 'Не больше {maximum} знаков.',
  },
})
