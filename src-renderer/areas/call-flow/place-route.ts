/** Where a step of a call is shown with its way lit. */
import type { RouteLocationRaw } from 'vue-router'
import type { Account } from '@shared/contract/accounts'
import type { Place } from '@shared/domain/call-flow/trace'

/**
 * @param provider of the place's account; undefined: it is gone
 * @returns null where nothing of the way could be shown
 */
export function routeOfPlace(place: Place, provider: Account['provider'] | undefined): RouteLocationRaw | null {
  if (provider === undefined) return null
  const { accountId } = place
  switch (place.kind) {
    case 'number':
    case 'target':
      // Only forwarding of Exolve has a schedule; other numbers lead on to what the next step shows.
      return provider === 'exolve' ? { name: 'schedules.number', params: { accountId, number: place.digits } } : null
    case 'extension':
    case 'incomingRule':
      return { name: 'rules.extension', params: { accountId, extensionId: place.extensionId } }
    case 'menuOption':
    case 'menuRule':
      return { name: 'ivr.menu', params: { accountId, extensionId: place.extensionId } }
  }
}
