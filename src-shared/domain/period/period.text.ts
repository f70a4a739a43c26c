import { defineTexts } from '../../text/text'

/** Findings of `checkPeriod`. */
export const periodFindings = defineTexts({
  en: {},
  ru: {},
})
