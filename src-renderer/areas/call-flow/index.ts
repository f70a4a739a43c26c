import { Route } from '@lucide/vue'
import type { Area } from '../../app/area'
import { calledOf } from './called-query'

export const area: Area = {
  route: 'callFlow',
  title: 'callFlow.title',
  icon: Route,
  perAccount: false,
  routes: [
    {
      path: '/call-flow',
      name: 'callFlow',
      component: () => import('./CallFlowPage.vue'),
      props: ({ query }) => ({ called: calledOf(query) }),
    },
  ],
  find: async (text) => (await import('./find-calls')).findCalls(text),
}
