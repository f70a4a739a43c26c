import { defineTexts } from '@shared/text/text'

export const accountsTexts = defineTexts({
  en: { title: 'Accounts' },
  ru: { title: 'Учётные записи' },
})
