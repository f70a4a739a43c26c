import { expect, test } from 'vitest'
import { createApp, effectScope } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useNextPage } from '../../../../src-renderer/composables/useNextPage'

test('who has left a page is not called to the one that it leads to', async () => {
  const page = { template: '' }
  const routes = ['/form', '/made', '/elsewhere'].map((path) => ({ path, component: page }))
  const router = createRouter({ history: createMemoryHistory(), routes })
  const app = createApp(page).use(router)
  const scope = effectScope()
  const goOn = app.runWithContext(() => scope.run(useNextPage))
  await router.push('/form')
  await goOn?.('/made')
  expect(router.currentRoute.value.path).toBe('/made')

  await router.push('/elsewhere')
  scope.stop()
  await goOn?.('/made')
  expect(router.currentRoute.value.path).toBe('/elsewhere')
})
