import { reactive } from 'vue'
import { AppFailure } from '@shared/domain/app-error'
import type { NumberOwnership } from '@shared/domain/forwarding/check'
import { useAccounts } from '../../app/accounts-store'
import { call } from '../../client'

/**
 * Tells for a number typed into the form whether the account owns it, and in the same application.
 * The answer comes from what was fetched; until it arrives, and for an account that was never fetched, it is `unknown`.
 */
export function useOwnNumbers(accountId: string, applicationId: () => string | undefined) {
  const accounts = useAccounts()
  /** Digits → id of the application; null: not among the fetched numbers. */
  const found = reactive(new Map<string, string | null>())

  async function lookUp(digits: string) {
    try {
      const row = await call('numbers.read', { accountId, number: digits })
      found.set(digits, row.applicationId)
    } catch (error) {
      if (error instanceof AppFailure && error.error.code === 'notFound') found.set(digits, null)
    }
  }

  return (digits: string): NumberOwnership => {
    if (!/^\d{3,20}$/.test(digits)) return 'unknown'
    if (!found.has(digits)) {
      void lookUp(digits)
      return 'unknown'
    }
    const application = found.get(digits)
    const own = applicationId()
    if (application === null) return accounts.find(accountId)?.status.numbersFetchedAt ? 'foreign' : 'unknown'
    if (!application || !own) return 'unknown'
    return application === own ? 'own' : 'otherApplication'
  }
}
