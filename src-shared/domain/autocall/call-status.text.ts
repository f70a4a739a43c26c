/** How a call ended. Source: Twin's page "call-statuses". */
import { defineTexts, type Locale } from '../../text/text'

const callStatusTexts = defineTexts({
  en: {
    ANSWERED: 'Answered',
    NOANSWER: 'No answer',
    BUSY: 'Busy',
    CONGESTION: 'Refused by the operator',
    CHANUNAVAIL: 'Call failed',
    FAILED: 'Ended by an error',
    CANCEL: 'Cancelled',
    SCHEDULED: 'Scheduled',
    BLACKLIST: 'Black list',
    DIAL: 'Dialling',
    INPROGRESS: 'Talking',
    INVALID: 'Number malformed',
    UNAVAILABLE: 'Unavailable',
    EXPIRED: 'Dialled too long',
    REJECTED: 'Rejected',
  },
  ru: {
    ANSWERED: 'Ответили',
    NOANSWER: 'Нет ответа',
    BUSY: 'Занято',
    CONGESTION: 'Отказ оператора',
    CHANUNAVAIL: 'Вызов не удался',
    FAILED: 'Прерван ошибкой',
    CANCEL: 'Отменён',
    SCHEDULED: 'Запланирован',
    BLACKLIST: 'Чёрный список',
    DIAL: 'Набирается',
    INPROGRESS: 'Разговор',
    INVALID: 'Неверный номер',
    UNAVAILABLE: 'Недоступен',
    EXPIRED: 'Слишком долгий набор',
    REJECTED: 'Отклонён',
  },
})

/** @param status a word that no page explains is shown as it is */
export const callStatusName = (status: string, locale: Locale): string =>
  (callStatusTexts[locale] as Record<string, string>)[status] ?? status
