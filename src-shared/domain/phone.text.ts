import { defineTexts } from '../text/text'

/** Findings about phone numbers and SIP IDs. */
export const phoneFindings = defineTexts({
  en: {
    'phone.malformed': 'Enter a phone number such as +7 495 123-45-67, or the 15 digits of a SIP ID.',
    'phone.length': 'A phone number has 7 to 15 digits with its country code; here are {count}.',
    'phone.leadingZero': 'Begin with the country code: no country code begins with 0.',
    'phone.countryMissing': 'The country code is missing. Begin with +7 or 8 for Russia, or with + and the code.',
    'phone.sipIdLength': 'A SIP ID has 15 digits and begins with 883140; here are {count}.',
    'phone.written': 'Only the digits are sent: {digits}.',
    'phone.nationalPrefix':
      'It begins with 8 and may be a Russian number in its national form. With the country code: {digits}.',
    'phone.unusualLength': 'The number of digits is unusual for this country. Check the number.',
  },
  ru: {
    'phone.malformed': 'Введите номер вида +7 495 123-45-67 или 15 цифр SIP ID.',
    'phone.length': 'В номере от 7 до 15 цифр вместе с кодом страны; здесь {count}.',
    'phone.leadingZero': 'Начните с кода страны: кодов, начинающихся с 0, нет.',
    'phone.countryMissing': 'Нет кода страны. Для России начните с +7 или 8, для других стран — с + и кода.',
    'phone.sipIdLength': 'В SIP ID 15 цифр, и начинается он с 883140; здесь {count}.',
    'phone.written': 'Передаются только цифры: {digits}.',
    'phone.nationalPrefix':
      'Номер начинается с 8: возможно, это российский номер во внутреннем виде. С кодом страны: {digits}.',
    'phone.unusualLength': 'Необычное для этой страны количество цифр. Проверьте номер.',
  },
})
