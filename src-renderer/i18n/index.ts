/** Texts of the window in both languages. Each area keeps its own `texts.ts`; a key missing in one language is a type error. */
import { createI18n } from 'vue-i18n'
import type { Locale } from '@shared/text/text'
import { shellTexts } from '../app/texts'

const messages = {
  en: { shell: shellTexts.en },
  ru: { shell: shellTexts.ru },
}

declare module 'vue-i18n' {
  export interface DefineLocaleMessage extends Record<keyof typeof messages.en, object> {}
}

/** Russian has three forms for whole numbers: 1 номер | 2 номера | 5 номеров; with zero written apart if a text has four. */
function russianPlural(count: number, forms: number): number {
  const absolute = Math.abs(count)
  if (forms === 4 && absolute === 0) return 0
  const offset = forms === 4 ? 1 : 0
  const tens = absolute % 100
  const ones = absolute % 10
  if (ones === 1 && tens !== 11) return offset
  if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return offset + 1
  return offset + 2
}

export const i18n = createI18n<[(typeof messages)['en']], Locale, false>({
  legacy: false,
  locale: 'ru',
  fallbackLocale: 'en',
  messages,
  pluralRules: { ru: russianPlural },
})
