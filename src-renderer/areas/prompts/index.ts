import { AudioLines } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'prompts',
  title: 'prompts.title',
  icon: AudioLines,
  perAccount: true,
  providers: ['pbx'],
  routes: [
    {
      path: '/at/:accountId/prompts',
      component: () => import('./AccountPrompts.vue'),
      props: true,
      children: [
        { path: '', name: 'prompts', component: { render: () => null } },
        { path: 'new', name: 'prompts.new', component: () => import('./NewPrompt.vue'), props: true },
        { path: ':id(\\d+)', name: 'prompts.detail', component: () => import('./PromptDetail.vue'), props: true },
      ],
    },
  ],
  openDraft(key) {
    const [, accountId, id] = /^prompt\/([^/]+)\/(new|\d+)$/.exec(key) ?? []
    if (!accountId || !id) return undefined
    return id === 'new'
      ? { name: 'prompts.new', params: { accountId } }
      : { name: 'prompts.detail', params: { accountId, id } }
  },
}
