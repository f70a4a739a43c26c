import { defineTexts } from '../../text/text'

/** Findings of `checkForwarding`. */
export const forwardingFindings = defineTexts({
  en: {},
  ru: {},
})
