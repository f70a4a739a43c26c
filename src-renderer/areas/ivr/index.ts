import { ListTree } from '@lucide/vue'
import type { Area } from '../../app/area'

const account = ({ params }: { params: Record<string, string | string[]> }) => ({ accountId: params['accountId'] })

export const area: Area = {
  route: 'ivr',
  title: 'ivr.title',
  icon: ListTree,
  perAccount: true,
  providers: ['pbx'],
  routes: [
    { path: '/at/:accountId/ivr', name: 'ivr', component: () => import('./MenusPage.vue'), props: account },
    {
      path: '/at/:accountId/ivr/new/:number',
      name: 'ivr.new',
      component: () => import('./MenuPage.vue'),
      props: ({ params }) => ({ ...params, extensionId: null }),
    },
    {
      path: '/at/:accountId/ivr/:extensionId(\\d+)',
      name: 'ivr.menu',
      component: () => import('./MenuPage.vue'),
      props: ({ params }) => ({ ...params, number: '', extensionId: Number(params['extensionId']) }),
    },
  ],
  openDraft(key) {
    const [, accountId, extensionId, number] = /^ivr\/([^/]+)\/(?:(\d+)|new\/(\d+))$/.exec(key) ?? []
    if (accountId && extensionId) return { name: 'ivr.menu', params: { accountId, extensionId } }
    return accountId && number ? { name: 'ivr.new', params: { accountId, number } } : undefined
  },
}
