import { Settings } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'settings',
  title: 'settings.title',
  icon: Settings,
  perAccount: false,
  routes: [{ path: '/settings', name: 'settings', component: () => import('./SettingsPage.vue') }],
}
