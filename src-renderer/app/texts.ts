import { defineTexts } from '@shared/text/text'

/** Texts of the frame around the areas: sidebar, palette, dialogs of leaving. */
export const shellTexts = defineTexts({
  en: { title: 'Switchboard' },
  ru: { title: 'Switchboard' },
})
