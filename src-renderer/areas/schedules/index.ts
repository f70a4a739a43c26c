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
}
