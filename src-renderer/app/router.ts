import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { areas } from './areas'
import { mayLeave } from './unsaved-work'

export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      ...areas.flatMap((area) => area.routes),
      { path: '/:unknown(.*)*', name: 'unknown', redirect: { name: 'overview' } },
    ],
  })
  router.beforeEach((to, from) => to.path === from.path || mayLeave())
  return router
}
