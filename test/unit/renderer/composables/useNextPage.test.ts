import { expect, test } from 'vitest'
import { createApp, effectScope } from 'vue'
import { createMemoryHistory, createRouter, type RouteComponent } from 'vue-router'
import { useNextPage } from '../../../../src-renderer/composables/useNextPage'

const page = { template: '' }

/** A form that leads to what was made, and a page elsewhere whose code comes when it is told to. */
function startForm() {
  const asked = Promise.withResolvers<true>()
  const loading = Promise.withResolvers<RouteComponent>()
  const loadElsewhere = () => {
    asked.resolve(true)
    return loading.promise
  }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/form', component: page },
      { path: '/made', component: page },
      { path: '/elsewhere', component: loadElsewhere },
    ],
  })
  const app = createApp(page).use(router)
  const scope = effectScope()
  const goOn = app.runWithContext(() => scope.run(useNextPage))
  return { router, scope, goOn: async () => goOn?.('/made'), asked: asked.promise, load: () => loading.resolve(page) }
}

test('a page leads to the next one', async () => {
  const { router, goOn } = startForm()
  await router.push('/form')
  await goOn()
  expect(router.currentRoute.value.path).toBe('/made')
})

test('who has left a page is not called to the one that it leads to', async () => {
  const { router, scope, goOn, load } = startForm()
  await router.push('/form')
  load()
  await router.push('/elsewhere')
  scope.stop()
  await goOn()
  expect(router.currentRoute.value.path).toBe('/elsewhere')
})

test('nor is who goes to a page whose code is still being loaded', async () => {
  const { router, goOn, asked, load } = startForm()
  await router.push('/form')
  const leaving = router.push('/elsewhere')
  await asked
  await goOn()
  load()
  await leaving
  expect(router.currentRoute.value.path).toBe('/elsewhere')
})

test('who was kept from leaving is led on', async () => {
  const { router, goOn } = startForm()
  await router.push('/form')
  router.beforeEach((to) => to.path !== '/elsewhere')
  await router.push('/elsewhere')
  await goOn()
  expect(router.currentRoute.value.path).toBe('/made')
})
