import { computed, type ComputedRef } from 'vue'
import { useAccounts } from './accounts-store'
import { isOffered, type Area } from './area'
import { areas } from './areas'

/** The areas that the account in use has, in the order of the sidebar; Alt+1 opens the first. */
export function useAreas(): ComputedRef<readonly Area[]> {
  const accounts = useAccounts()
  return computed(() => areas.filter((area) => isOffered(area, accounts.current?.provider)))
}
