import { History } from '@lucide/vue'
import type { Area } from '../../app/area'
import UnfinishedBadge from '../changes/UnfinishedBadge.vue'

export const area: Area = {
  route: 'activity',
  title: 'activity.title',
  icon: History,
  badge: UnfinishedBadge,
  perAccount: false,
  routes: [
    { path: '/activity', name: 'activity', component: () => import('./ChangeHistory.vue') },
    {
      path: '/activity/exchanges',
      name: 'activity.exchanges',
      component: () => import('./ExchangeHistory.vue'),
    },
    {
      path: '/at/:accountId/snapshots',
      name: 'activity.snapshots',
      component: () => import('../snapshots/SnapshotsPage.vue'),
      props: true,
    },
    {
      path: '/at/:accountId/changes/:changeId',
      name: 'change',
      component: () => import('../changes/ChangePage.vue'),
      props: true,
    },
  ],
}
