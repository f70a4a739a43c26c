import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { onEvent } from '../client'

/** Until when providers asked to be left alone, ms since 1970, by account; those that are over are not there. */
export const useProviderPauses = defineStore('provider-pauses', () => {
  const until = shallowReactive(new Map<string, number>())
  onEvent('accounts.didPause', (event) => {
    until.set(event.accountId, event.until)
    setTimeout(() => {
      if (until.get(event.accountId) === event.until) until.delete(event.accountId)
    }, event.until - Date.now())
  })
  return { until }
})
