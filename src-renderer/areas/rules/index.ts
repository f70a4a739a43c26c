import { ListOrdered } from '@lucide/vue'
import type { Area } from '../../app/area'

const nothing = { render: () => null }

export const area: Area = {
  route: 'rules',
  title: 'rules.title',
  icon: ListOrdered,
  perAccount: true,
  providers: ['pbx'],
  // One page with its panes: the pane looks at the route itself, so that the list of rules stays while one is edited.
  routes: [
    {
      path: '/at/:accountId/rules',
      component: () => import('./AccountRules.vue'),
      props: true,
      children: [
        { path: '', name: 'rules', component: nothing },
        { path: ':extensionId(\\d+)', name: 'rules.extension', component: nothing },
        { path: ':extensionId(\\d+)/copy', name: 'rules.copy', component: nothing },
        { path: ':extensionId(\\d+)/rule/:rule(new|\\d+)', name: 'rules.form', component: nothing },
      ],
    },
  ],
  openDraft(key) {
    const [, accountId, extensionId, what] = /^rules\/([^/]+)\/(\d+)\/(new|order|copy|\d+)$/.exec(key) ?? []
    if (!accountId || !extensionId || !what) return undefined
    const params = { accountId, extensionId }
    if (what === 'order') return { name: 'rules.extension', params }
    if (what === 'copy') return { name: 'rules.copy', params }
    return { name: 'rules.form', params: { ...params, rule: what } }
  },
}
