import { Hash, PhoneForwarded } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Area } from '../../app/area'
import { extensionImportRoute, importRoutes } from '../forwarding/import/routes'

const nothing = { render: () => null }
const byId = ({ params }: { params: Record<string, string | string[]> }) => ({
  accountId: params['accountId'],
  id: Number(params['id']),
})

/** What the accounts of a cloud PBX have in this area. */
const pbxRoutes: RouteRecordRaw[] = [
  {
    path: 'extensions/new',
    name: 'numbers.newExtension',
    component: () => import('./pbx/NewExtension.vue'),
    props: true,
  },
  {
    path: 'extensions/:id(\\d+)',
    name: 'numbers.extension',
    component: () => import('./pbx/ExtensionDetail.vue'),
    props: byId,
  },
  { path: 'public', name: 'numbers.public', component: nothing },
  {
    path: 'public/:id(\\d+)',
    name: 'numbers.publicNumber',
    component: () => import('./pbx/PublicNumberDetail.vue'),
    props: byId,
  },
]

/** One list of numbers with its detail and form. The forwarding area is the same list, filtered to begin with. */
const routes = (area: 'numbers' | 'forwarding', more: RouteRecordRaw[] = []): RouteRecordRaw[] => [
  {
    path: `/at/:accountId/${area}`,
    component: () => import('./AccountNumbers.vue'),
    props: ({ params }) => ({ accountId: params['accountId'], area }),
    children: [
      { path: '', name: area, component: nothing },
      ...more,
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
  providers: ['exolve', 'pbx'],
  routes: [extensionImportRoute, ...routes('numbers', pbxRoutes)],
  openDraft(key) {
    const [, kind, accountId, subject] = /^(extension|publicNumber)\/([^/]+)\/(new|\d+)$/.exec(key) ?? []
    if (!accountId || !subject) return undefined
    if (kind === 'publicNumber') return { name: 'numbers.publicNumber', params: { accountId, id: subject } }
    return subject === 'new'
      ? { name: 'numbers.newExtension', params: { accountId } }
      : { name: 'numbers.extension', params: { accountId, id: subject } }
  },
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
