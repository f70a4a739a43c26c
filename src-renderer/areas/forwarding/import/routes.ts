import type { RouteRecordRaw } from 'vue-router'

/** Forwarding of many numbers at once. */
export const importRoutes: RouteRecordRaw[] = [
  {
    path: '/at/:accountId/forwarding/import',
    name: 'forwarding.import',
    component: () => import('./ImportPage.vue'),
    props: ({ params }) => ({ accountId: params['accountId'], subject: 'forwarding' }),
  },
  {
    path: '/at/:accountId/forwarding/many',
    name: 'forwarding.many',
    component: () => import('./ManyPage.vue'),
    props: true,
  },
]

/** Extensions of a cloud PBX from a file, and into one. */
export const extensionImportRoute: RouteRecordRaw = {
  path: '/at/:accountId/extensions/import',
  name: 'numbers.import',
  component: () => import('./ImportPage.vue'),
  props: ({ params }) => ({ accountId: params['accountId'], subject: 'extensions' }),
}
