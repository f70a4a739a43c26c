import { defineTexts } from '@shared/text/text'

export const overviewTexts = defineTexts({
  en: { title: 'Overview' },
  ru: { title: 'Обзор' },
})
