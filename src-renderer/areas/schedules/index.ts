import { CalendarClock } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'schedules',
  title: 'schedules.title',
  icon: CalendarClock,
  perAccount: true,
  providers: ['exolve'],
  routes: [
    {
      path: '/at/:accountId/named-schedules/:id?',
      name: 'schedules.named',
      component: () => import('./named/NamedSchedulesPage.vue'),
      props: true,
    },
    {
      path: '/at/:accountId/schedules',
      component: () => import('./SchedulesPage.vue'),
      props: true,
      children: [
        { path: '', name: 'schedules', component: { render: () => null } },
        {
          path: ':number',
          name: 'schedules.number',
          component: () => import('./NumberSchedule.vue'),
          props: true,
        },
      ],
    },
  ],
  openDraft(key) {
    const [, accountId, id] = /^named-schedule\/([^/]+)\/([^/]+)$/.exec(key) ?? []
    return accountId && id ? { name: 'schedules.named', params: { accountId, id } } : undefined
  },
}
