import { defineTexts } from '../../text/text'

/** Findings of an override. */
export const overrideFindings = defineTexts({
  en: { 'override.until': 'Choose a moment later than now, at most {days} days away.' },
  ru: { 'override.until': 'Выберите момент позже текущего, не дальше {days} дней.' },
})
