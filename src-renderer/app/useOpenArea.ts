import { useRouter, type RouteLocationRaw } from 'vue-router'
import { useAccounts } from './accounts-store'
import type { Area } from './area'

/** Where an area begins: for the account in use, or at the accounts when there is none yet. */
export function useAreaLocation(): (area: Area) => RouteLocationRaw {
  const accounts = useAccounts()
  return (area) => {
    if (!area.perAccount) return { name: area.route }
    return accounts.current ? { name: area.route, params: { accountId: accounts.current.id } } : { name: 'accounts' }
  }
}

export function useOpenArea(): (area: Area) => Promise<unknown> {
  const router = useRouter()
  const locate = useAreaLocation()
  return (area) => router.push(locate(area))
}
