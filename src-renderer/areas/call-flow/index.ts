import { Route } from '@lucide/vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Called } from '@shared/domain/call-flow/call'
import type { Area } from '../../app/area'
import { calledOf, queryOf } from './called-query'

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
}

/** Where a call to this number or extension is tried. */
export const callFlowOf = (called: Called): RouteLocationRaw => ({ name: 'callFlow', query: queryOf(called) })
