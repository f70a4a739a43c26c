import { CalendarRange } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'intervals',
  title: 'intervals.title',
  icon: CalendarRange,
  perAccount: true,
  providers: ['pbx'],
  routes: [
    {
      path: '/at/:accountId/intervals',
      component: () => import('./AccountIntervals.vue'),
      props: true,
      children: [
        { path: '', name: 'intervals', component: { render: () => null } },
        { path: ':id(new|\\d+)', name: 'intervals.form', component: () => import('./IntervalForm.vue'), props: true },
      ],
    },
  ],
  openDraft(key) {
    const [, accountId, id] = /^interval\/([^/]+)\/(new|\d+)$/.exec(key) ?? []
    return accountId && id ? { name: 'intervals.form', params: { accountId, id } } : undefined
  },
}
