import { afterEach } from 'vitest'
import type { Exchange } from '@shared/domain/exchange'
import { createAxiosGateway } from '../../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../../src-main/http/redact'
import { createTwinClient } from '../../../../src-main/providers/twin/client'
import { createTwinSession } from '../../../../src-main/providers/twin/session'
import { startSandbox, type Sandbox } from '../../../../src-main/sandbox/sandbox'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

/** A client with its session, as an account has them, on a demo Twin of its own. */
export async function connect(options: { jobs?: number } = {}) {
  const time = { now: Date.UTC(2026, 0, 12, 9), monotonic: 0 }
  const running = await startSandbox({ now: () => time.now, twin: { jobs: 0, ...options } })
  sandbox = running
  const credentials = { email: running.twin.email, password: running.twin.password }
  const redactor = createRedactor()
  const exchanges: Exchange[] = []
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    redactor,
    onExchange: (exchange) => exchanges.push(exchange),
  })
  const { baseUrl } = running.twin
  const session = createTwinSession({
    gateway,
    accountId: 'account-1',
    baseUrl,
    credentials: async () => ({ ...credentials }),
    monotonic: () => time.monotonic,
  })
  const client = createTwinClient({ gateway, accountId: 'account-1', baseUrl, session })
  return {
    client,
    sandbox: running,
    state: running.twin.state,
    credentials,
    exchanges,
    /** Both clocks. */
    pass(milliseconds: number) {
      time.now += milliseconds
      time.monotonic += milliseconds
    },
    requests: (path: string) => running.ledger.entries({ path }),
  }
}
