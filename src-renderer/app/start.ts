import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { i18n } from '../i18n'
import App from './App.vue'
import './base.css'
import { useAccounts } from './accounts-store'
import { catchFaults, reportFault } from './faults'
import { useProgram } from './program-store'
import { createAppRouter } from './router'
import { watchCloseRequests } from './unsaved-work'

/** Reads what the program says about itself, then shows the window in the operator's language and theme. */
export async function start(): Promise<void> {
  const app = createApp(App)
  catchFaults(app)
  app.use(createPinia()).use(i18n)
  // Without main's answer there are still the defaults, and a window that says what is wrong.
  await useProgram().load().catch(reportFault)
  const accounts = useAccounts()
  accounts.follow()
  // The frame shows at once; the accounts appear in their places when main has answered.
  void accounts.load()
  watchCloseRequests()
  app.use(createAppRouter()).mount('#app')
}
