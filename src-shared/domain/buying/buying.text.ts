import { defineTexts } from '../../text/text'

/** What can be found about a purchase before it is sent. */
export const buyingFindings = defineTexts({
  en: {
    'buying.maskMalformed': 'Digits, a point for one digit, an asterisk for any: 7495123*.',
    'buying.maskTooLong': 'A mask has 40 characters at most.',
    'buying.maskWithEight': 'Numbers begin with their country code, 7.',
    'buying.maskShort': 'Without an asterisk the mask must have all 11 digits.',
    'buying.maskLong': 'No number has so many digits.',
    'buying.notOnSale': 'The number is not for sale any more: somebody else holds or has bought it.',
    'buying.alreadyOwned': 'The account owns this number already.',
    'buying.priceChanged': 'The price has changed since the search: {was} → {now}. Search again to see the new one.',
    'buying.notReserved': 'The reservation has ended. Reserve the number again.',
    'buying.price': 'Costs {installFee} at once and {subscriptionFee} a month. The documents name no currency.',
    'buying.recording': 'The provider switches call recording on for a new number; it can be switched off from day 31.',
    'buying.oneSpeechService': 'Analytics contains transcription; only one of the two can be on.',
    'buying.releaseForGood': 'The number goes back to the provider, with its forwarding. Anybody can buy it then.',
  },
  ru: {
    'buying.maskMalformed': 'Цифры, точка вместо одной цифры, звёздочка вместо любых: 7495123*.',
    'buying.maskTooLong': 'В маске не больше 40 символов.',
    'buying.maskWithEight': 'Номера начинаются с кода страны, 7.',
    'buying.maskShort': 'Без звёздочки в маске должны быть все 11 цифр.',
    'buying.maskLong': 'Таких длинных номеров нет.',
    'buying.notOnSale': 'Номер больше не продаётся: его держит или купил кто-то другой.',
    'buying.alreadyOwned': 'Этот номер уже есть у учётной записи.',
    'buying.priceChanged': 'Цена изменилась после поиска: {was} → {now}. Повторите поиск, чтобы увидеть новую.',
    'buying.notReserved': 'Бронь закончилась. Забронируйте номер снова.',
    'buying.price': 'Стоит {installFee} сразу и {subscriptionFee} в месяц. Валюта в документах не названа.',
    'buying.recording': 'На новом номере провайдер включает запись звонков; выключить её можно с 31-го дня.',
    'buying.oneSpeechService': 'Аналитика включает расшифровку; можно включить только что-то одно.',
    'buying.releaseForGood': 'Номер вернётся провайдеру вместе с переадресацией, и его сможет купить кто угодно.',
  },
})

/** States of a number between the provider's stock and the account, as differences show them. */
export const ownershipNames = defineTexts({
  en: {
    ownership: 'Number',
    installFee: 'Fee at purchase',
    subscriptionFee: 'Fee per month',
    callTranscription: 'Call transcription',
    speechAnalytics: 'Speech analytics',
    answeringMachineDetection: 'Answering machine detection',
    states: { onSale: 'for sale', reserved: 'reserved for you', own: 'yours', absent: 'not yours, not for sale' },
  },
  ru: {
    ownership: 'Номер',
    installFee: 'Плата при покупке',
    subscriptionFee: 'Плата в месяц',
    callTranscription: 'Расшифровка звонков',
    speechAnalytics: 'Речевая аналитика',
    answeringMachineDetection: 'Определение автоответчика',
    states: { onSale: 'в продаже', reserved: 'забронирован для вас', own: 'ваш', absent: 'не ваш, не в продаже' },
  },
})
