import { defineTexts } from '../../text/text'

/** Findings of `checkAutocall`. */
export const autocallFindings = defineTexts({
  en: {
    'autocall.textUnsendable': 'Contains control characters, such as a tab. Remove them.',
    'autocall.textTooLong': 'At most {maximum} characters.',
    'autocall.idUnusual': 'Ids of this provider look like 228cc4fa-92f2-4709-94e3-7344a96a5903.',
    'autocall.notOnPage':
      'The provider’s page does not name this value; other programs use it. Try it with few contacts.',
    'autocall.wholeRange': 'A whole number from {minimum} to {maximum}.',
    'autocall.rateMissing': 'Choose how fast to call. The value 1 says neither “per second” nor “every second”.',
    'autocall.rateFast': 'More than {calls} calls per second: operators may refuse some of them.',
    'autocall.momentMalformed': 'Enter a date and a time such as 2026-06-02 10:00.',
    'autocall.momentSkipped': 'The clock of {zone} is put forward over this time; it does not exist.',
    'autocall.momentTwice':
      'The clock of {zone} is put back in this night and shows this time twice. Which one counts is not documented.',
    'autocall.momentPast': 'This moment is over in {zone}. When the job starts then is not documented.',
    'autocall.zoneUnknown': 'The company’s time zone is not set, so it cannot be told when this is.',
    'autocall.windowOff': 'The callee’s time is not looked at: people may be called at night.',
    'autocall.windowReversed': 'The end must be later than the beginning, on the same day.',
    'autocall.windowAtNight': 'Reaches into the time before 8:00 or after 22:00 of the callee.',
    'autocall.redialEmpty': 'Calling again is on, but no case is chosen.',
    'autocall.redialSoon': 'Less than {seconds} s between two calls to one person.',
    'autocall.redialOften': 'More than {count} further calls to one person.',
    'autocall.urlMalformed': 'Enter an address such as https://example.com/calls.',
    'autocall.urlInsecure': 'Plain http: call data travels readable. https is safer.',
    'autocall.urlWithCredentials': 'The address contains a name or password; the provider and its logs will hold it.',
    'autocall.webhooksMany': 'At most {maximum} addresses.',
    'autocall.webhookRepeated': 'The same address stands above.',
  },
  ru: {
    'autocall.textUnsendable': 'Есть управляющие знаки, например табуляция. Удалите их.',
    'autocall.textTooLong': 'Не больше {maximum} знаков.',
    'autocall.idUnusual': 'Идентификаторы этого провайдера имеют вид 228cc4fa-92f2-4709-94e3-7344a96a5903.',
    'autocall.notOnPage':
      'На странице провайдера этого значения нет; им пользуются другие программы. Проверьте на малом числе контактов.',
    'autocall.wholeRange': 'Целое число от {minimum} до {maximum}.',
    'autocall.rateMissing': 'Выберите, как быстро звонить. Значение 1 не говорит ни «в секунду», ни «раз в секунду».',
    'autocall.rateFast': 'Больше {calls} звонков в секунду: операторы могут отклонять часть из них.',
    'autocall.momentMalformed': 'Введите дату и время вида 2026-06-02 10:00.',
    'autocall.momentSkipped': 'Часы {zone} переводят вперёд через это время: его не существует.',
    'autocall.momentTwice':
      'Часы {zone} в эту ночь переводят назад, и это время наступает дважды. Какое из них считается, не описано.',
    'autocall.momentPast': 'В {zone} этот момент уже прошёл. Когда тогда начнётся обзвон, не описано.',
    'autocall.zoneUnknown': 'Часовой пояс компании не задан, поэтому неизвестно, когда это.',
    'autocall.windowOff': 'Время получателя не учитывается: людям могут позвонить ночью.',
    'autocall.windowReversed': 'Конец должен быть позже начала, в тот же день.',
    'autocall.windowAtNight': 'Захватывает время до 8:00 или после 22:00 у получателя.',
    'autocall.redialEmpty': 'Перезвон включён, но ни один случай не выбран.',
    'autocall.redialSoon': 'Меньше {seconds} с между двумя звонками одному человеку.',
    'autocall.redialOften': 'Больше {count} повторных звонков одному человеку.',
    'autocall.urlMalformed': 'Введите адрес вида https://example.com/calls.',
    'autocall.urlInsecure': 'Обычный http: данные о звонках передаются открыто. Надёжнее https.',
    'autocall.urlWithCredentials': 'В адресе есть имя или пароль; он останется у провайдера и в его журналах.',
    'autocall.webhooksMany': 'Не больше {maximum} адресов.',
    'autocall.webhookRepeated': 'Такой адрес уже есть выше.',
  },
})
