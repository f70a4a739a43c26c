import type { RouteRecordRaw } from 'vue-router'

/** Forwarding of many numbers at once. */
export const importRoutes: RouteRecordRaw[] = [
  {
    path: '/at/:accountId/forwarding/import',
    name: 'forwarding.import',
    component: () => import('./ImportPage.vue'),
    props: true,
  },
  {
    path: '/at/:accountId/forwarding/many',
    name: 'forwarding.many',
    component: () => import('./ManyPage.vue'),
    props: true,
  },
]
