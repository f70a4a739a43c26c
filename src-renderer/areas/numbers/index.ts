import { Hash, PhoneForwarded } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Area } from '../../app/area'
import { importRoutes } from '../forwarding/import/routes'

/** One list of numbers with its detail and form. The forwarding area is the same list, filtered to begin with. */
const routes = (area: 'numbers' | 'forwarding'): RouteRecordRaw[] => [
  {
    path: `/at/:accountId/${area}`,
    component: () => import('./AccountNumbers.vue'),
    props: ({ params }) => ({ accountId: params['accountId'], area }),
    children: [
      { path: '', name: area, component: { render: () => null } },
      {
        path: ':number',
        name: `${area}.detail`,
        component: () => import('./NumberDetail.vue'),
        props: ({ params }) => ({ ...params, area }),
      },
      {
        path: ':number/forwarding',
        name: `${area}.form`,
        component: () => import('./NumberForwarding.vue'),
        props: ({ params }) => ({ ...params, area }),
      },
    ],
  },
]

export const area: Area = {
  route: 'numbers',
  title: 'numbers.title',
  icon: Hash,
  perAccount: true,
  providers: ['exolve'],
  routes: routes('numbers'),
}

export const forwardingArea: Area = {
  route: 'forwarding',
  title: 'numbers.forwardingTitle',
  icon: PhoneForwarded,
  perAccount: true,
  providers: ['exolve'],
  routes: [...importRoutes, ...routes('forwarding')],
  openDraft(key) {
    const [, accountId, number] = /^forwarding\/([^/]+)\/(\d+)$/.exec(key) ?? []
    return accountId && number ? { name: 'forwarding.form', params: { accountId, number } } : undefined
  },
}
