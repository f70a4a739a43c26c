import { ListPlus } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'twinNumbers',
  title: 'twinNumbers.title',
  icon: ListPlus,
  perAccount: true,
  providers: ['twin'],
  routes: [
    {
      path: '/at/:accountId/sent-numbers',
      name: 'twinNumbers',
      component: () => import('./RegisterPage.vue'),
      props: true,
    },
    {
      path: '/at/:accountId/sent-numbers/new',
      name: 'twinNumbers.new',
      component: () => import('./NewNumbersPage.vue'),
      props: true,
    },
  ],
  openDraft(key) {
    const [, accountId] = /^twin-numbers\/([^/]+)\/new$/.exec(key) ?? []
    return accountId ? { name: 'twinNumbers.new', params: { accountId } } : undefined
  },
}
