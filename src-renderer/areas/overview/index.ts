import { LayoutDashboard } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'overview',
  title: 'overview.title',
  icon: LayoutDashboard,
  perAccount: false,
  routes: [{ path: '/', name: 'overview', component: () => import('./OverviewPage.vue') }],
}
