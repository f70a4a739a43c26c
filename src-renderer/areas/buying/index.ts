import { ShoppingCart } from '@lucide/vue'
import type { Area } from '../../app/area'

export const area: Area = {
  route: 'buying',
  title: 'buying.title',
  icon: ShoppingCart,
  perAccount: true,
  providers: ['exolve'],
  routes: [
    {
      path: '/at/:accountId/buying',
      name: 'buying',
      component: () => import('./BuyingPage.vue'),
      props: true,
    },
  ],
}
