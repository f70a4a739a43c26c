import { defineTexts } from '../../text/text'

/** Findings about files of contacts and the rules of an account. */
export const contactFindings = defineTexts({
  en: {
    'contacts.phoneColumnMissing': 'Choose the column of the phone numbers.',
    'contacts.columnRepeated': 'Another column holds this already.',
    'contacts.zoneMalformed': 'Choose a time zone such as Europe/Moscow.',
  },
  ru: {
    'contacts.phoneColumnMissing': 'Выберите колонку с номерами телефонов.',
    'contacts.columnRepeated': 'Это уже есть в другой колонке.',
    'contacts.zoneMalformed': 'Выберите часовой пояс, например Europe/Moscow.',
  },
})

/** Where the rows of a file of contacts went. */
export const contactGroupTexts = defineTexts({
  en: {
    new: 'New',
    duplicate: 'Duplicate',
    stopList: 'Stop list',
    foreign: 'Foreign',
    premium: 'Premium rate',
    invalid: 'Invalid',
    reason: {
      inFile: 'also in row {line}',
      inJob: 'already in this job',
      recent: 'called by another job of late',
      noPhone: 'no phone number',
      malformed: 'not a phone number',
      destroyed: 'Excel has destroyed the number',
      extension: 'has an extension, which cannot be dialled',
      encoding: 'characters lost: another encoding',
      row: 'the row is broken',
    },
  },
  ru: {
    new: 'Новые',
    duplicate: 'Повторы',
    stopList: 'Стоп-лист',
    foreign: 'Иностранные',
    premium: 'Платные',
    invalid: 'Негодные',
    reason: {
      inFile: 'есть и в строке {line}',
      inJob: 'уже есть в этом обзвоне',
      recent: 'недавно был в другом обзвоне',
      noPhone: 'нет номера телефона',
      malformed: 'не номер телефона',
      destroyed: 'номер испортил Excel',
      extension: 'есть добавочный, его не набрать',
      encoding: 'знаки потеряны: другая кодировка',
      row: 'строка повреждена',
    },
  },
})
