import { PhoneOutgoing } from '@lucide/vue'
import type { Area } from '../../app/area'

const accountOf = ({ params }: { params: Record<string, string | string[]> }) => ({
  accountId: String(params['accountId']),
})

export const area: Area = {
  route: 'autocall',
  title: 'autocall.title',
  icon: PhoneOutgoing,
  perAccount: true,
  providers: ['twin'],
  routes: [
    {
      path: '/at/:accountId/autocall/new',
      name: 'autocall.new',
      component: () => import('./JobFormPage.vue'),
      props: ({ params, query }) => ({ ...accountOf({ params }), like: query['like'] ?? null }),
    },
    {
      path: '/at/:accountId/autocall/rules',
      name: 'autocall.rules',
      component: () => import('./RulesPage.vue'),
      props: true,
    },
    {
      path: '/at/:accountId/autocall/:jobId/contacts',
      name: 'autocall.contacts',
      component: () => import('./contacts/ContactsPage.vue'),
      props: true,
    },
    {
      path: '/at/:accountId/autocall',
      component: () => import('./AccountJobs.vue'),
      props: accountOf,
      children: [
        { path: '', name: 'autocall', component: { render: () => null } },
        { path: ':jobId', name: 'autocall.detail', component: () => import('./JobDetail.vue'), props: true },
      ],
    },
  ],
  openDraft(key) {
    const [, accountId] = /^autocall\/([^/]+)\/new$/.exec(key) ?? []
    return accountId ? { name: 'autocall.new', params: { accountId } } : undefined
  },
}
