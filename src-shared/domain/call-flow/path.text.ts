import { defineTexts } from '../../text/text'

/** Words of `describeLight`. */
export const pathWords = defineTexts({
  en: {
    ran: 'Ran after {seconds} s',
    ranOften: 'Ran {count} times, first after {seconds} s',
    skipped: 'Skipped: {reason}',
    notReached: 'The call did not come to this',
  },
  ru: {
    ran: 'Выполнено через {seconds} с',
    ranOften: 'Выполнено раз: {count}, впервые через {seconds} с',
    skipped: 'Пропущено: {reason}',
    notReached: 'До этого вызов не дошёл',
  },
})
