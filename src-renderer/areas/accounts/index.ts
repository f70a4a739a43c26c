import { KeyRound } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'accounts',
  title: 'accounts.title',
  icon: KeyRound,
  perAccount: false,
  routes: [
    {
      path: '/accounts',
      component: () => import('./AccountsPage.vue'),
      children: [
        { path: '', name: 'accounts', component: () => import('./NoAccountChosen.vue') },
        { path: 'new', name: 'accounts.new', component: () => import('./NewAccount.vue') },
        { path: ':accountId', name: 'accounts.detail', component: () => import('./AccountDetail.vue') },
      ],
    },
  ],
  openDraft(key) {
    const id = /^account\/(.+)$/.exec(key)?.[1]
    if (id === undefined) return undefined
    return id === 'new' ? { name: 'accounts.new' } : { name: 'accounts.detail', params: { accountId: id } }
  },
}
