import { defineTexts } from './text'

/** What the browser shows when the operator comes back from the provider's page. */
export const signInTexts = defineTexts({
  en: { done: 'Signed in. This page can be closed; go on in Switchboard.' },
  ru: { done: 'Вход выполнен. Эту страницу можно закрыть и вернуться в Switchboard.' },
})
