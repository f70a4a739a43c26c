import { defineTexts } from '../../text/text'

/** Words for the types of extensions. */
export const extensionTypeTexts = defineTexts({
  en: { phone: 'Phone', queue: 'Queue', ivr: 'Menu (IVR)', fax: 'Fax' },
  ru: { phone: 'Телефон', queue: 'Очередь', ivr: 'Меню (IVR)', fax: 'Факс' },
})
