import type { ProviderId } from '@shared/domain/account'
import type { DemoAccess } from './accounts/sessions'
import { startSandbox, type Sandbox } from './sandbox/sandbox'

/** @returns where a built-in demo provider answers, and with what; all of them are started with the first that is asked for */
export function createDemoAccess(): (provider: ProviderId) => Promise<DemoAccess> {
  let sandbox: Promise<Sandbox> | undefined
  return async (provider) => {
    sandbox ??= startSandbox()
    const { exolve, twin, pbx } = await sandbox
    switch (provider) {
      case 'exolve':
        return { baseUrl: exolve.baseUrl, secrets: { apiKey: exolve.apiKey } }
      case 'twin':
        return { baseUrl: twin.baseUrl, secrets: { email: twin.email, password: twin.password } }
      case 'pbx':
        return { baseUrl: pbx.baseUrl, secrets: { clientId: pbx.clientId, clientSecret: pbx.clientSecret } }
    }
  }
}
