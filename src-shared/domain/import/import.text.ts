import { defineTexts } from '../../text/text'

/** What reading a file can find in one of its rows. */
export const importFindings = defineTexts({
  en: {
    'import.rowTooLong': 'The row is longer than {maximum} characters.',
    'import.tooManyCells': 'The row has more than {maximum} cells.',
    'import.quotesBroken': 'A quotation mark is not closed, or text follows the closing one.',
    'import.charactersLost': 'Some bytes are no characters of the encoding {encoding}. Save the file in one encoding.',
    'import.excelError': 'The cell holds the error {written} of a formula.',
    'import.numberDestroyed':
      'Excel has destroyed this number: {written} no longer has all of its digits. Enter it again in a cell of type Text.',
    'import.numberNotOwned': 'This number is not among the fetched numbers of the account.',
    'import.numberRepeated': 'The number stands in several rows of the file (also in row {line}).',
    'import.kindUnknown': 'Unknown kind “{written}”. Allowed: number, url, static_ip, sip, none.',
    'import.kindMissing': 'The kind of forwarding is missing: number, url, static_ip, sip or none.',
    'import.redirectUnknown': 'Unknown order “{written}”. Allowed: single, sequential, parallel.',
    'import.booleanUnknown': 'Neither yes nor no: “{written}”.',
    'import.integerMalformed': 'Not a whole number: “{written}”.',
    'import.valueOfOtherKind':
      'This is filled in but does not belong to the kind “{kind}”. Clear it or change the kind.',
    'import.extensionMalformed':
      'Not an extension of this company. Write digits, or the name with the company’s prefix “{prefix}”.',
    'import.extensionShort':
      'All extensions of this company have {length} digits. If a spreadsheet took zeros from the front, write {example} or make the column text.',
    'import.extensionTypeUnknown': 'Unknown type “{written}”. Allowed: phone, queue, ivr, fax.',
    'import.extensionTypeOther': 'It is there with the type “{type}”; a type cannot be changed.',
    'import.extensionStatusUnknown': 'Unknown status “{written}”. Allowed: active, blocked.',
  },
  ru: {
    'import.rowTooLong': 'Строка длиннее {maximum} знаков.',
    'import.tooManyCells': 'В строке больше {maximum} ячеек.',
    'import.quotesBroken': 'Кавычка не закрыта, или после закрывающей кавычки есть текст.',
    'import.charactersLost': 'Часть байтов — не знаки кодировки {encoding}. Сохраните файл в одной кодировке.',
    'import.excelError': 'В ячейке ошибка формулы {written}.',
    'import.numberDestroyed':
      'Excel испортил этот номер: в {written} уже не все цифры. Введите номер заново в ячейку с типом «Текстовый».',
    'import.numberNotOwned': 'Этого номера нет среди загруженных номеров учётной записи.',
    'import.numberRepeated': 'Номер встречается в файле несколько раз (ещё в строке {line}).',
    'import.kindUnknown': 'Неизвестный вид «{written}». Допустимы: number, url, static_ip, sip, none.',
    'import.kindMissing': 'Не указан вид переадресации: number, url, static_ip, sip или none.',
    'import.redirectUnknown': 'Неизвестный порядок «{written}». Допустимы: single, sequential, parallel.',
    'import.booleanUnknown': 'Ни да, ни нет: «{written}».',
    'import.integerMalformed': 'Не целое число: «{written}».',
    'import.valueOfOtherKind': 'Заполнено, но к виду «{kind}» не относится. Очистите ячейку или смените вид.',
    'import.extensionMalformed':
      'Это не внутренний номер компании. Нужны цифры или имя с префиксом компании «{prefix}».',
    'import.extensionShort':
      'Все внутренние номера компании из {length} цифр. Если таблица отбросила нули в начале, напишите {example} или сделайте столбец текстовым.',
    'import.extensionTypeUnknown': 'Неизвестный тип «{written}». Допустимы: phone, queue, ivr, fax.',
    'import.extensionTypeOther': 'Номер уже есть, его тип — «{type}»; тип изменить нельзя.',
    'import.extensionStatusUnknown': 'Неизвестный статус «{written}». Допустимы: active, blocked.',
  },
})
