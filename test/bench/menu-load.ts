/** Whole menus read from the demo provider, beside the same requests sent by bare fetch. */
import { createAxiosGateway } from '../../src-main/http/axios-gateway'
import { createRedactor } from '../../src-main/http/redact'
import { createPbxClient } from '../../src-main/providers/pbx/client'
import { readMenu } from '../../src-main/providers/pbx/menu'
import { createPbxSession } from '../../src-main/providers/pbx/session'
import { addContext, addRule } from '../../src-main/sandbox/pbx/ivr'
import { startSandbox } from '../../src-main/sandbox/sandbox'
import type { Comparison } from './bench'

/** As many as the console sends to an account at once. On loopback it holds to no pace. */
const atOnce = 8

/** @param sizes contexts of the menus, each of six options and eight rules */
export async function measureMenuLoads(sizes: readonly number[]) {
  const sandbox = await startSandbox({ pbx: { quota: 100_000_000 } })
  let requests: Request[] = []
  const listening: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'GET') requests.push(request.clone())
    return fetch(request)
  }
  const accountId = 'bench'
  const gateway = createAxiosGateway({
    fetch: listening,
    fetchOnNewConnection: listening,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const { baseUrl, clientId, clientSecret } = sandbox.pbx
  const session = createPbxSession({
    gateway,
    accountId,
    baseUrl,
    credentials: async () => ({ grant: 'client_credentials', clientId, clientSecret }),
  })
  const client = createPbxClient({ gateway, accountId, baseUrl, session })
  const extensions = [...sandbox.pbx.state.extensions.values()].filter(({ type }) => type === 'ivr')

  const comparisons = sizes.map((size, index): Comparison => {
    const extension = extensions[index]
    if (!extension) throw new Error('the demo has too few menus')
    extension.ivr.contexts.clear()
    for (let count = 0; count < size; count++) {
      const context = addContext(extension.ivr, { name: `Context ${count}` })
      for (const digits of ['1', '2', '3']) context.options.set(digits, [])
      for (const digits of ['start', '1', '2', '3', 'timeout', 'invalid', 'start', 'invalid']) {
        addRule(extension.ivr, context, digits, { action: 'transfer', transfer_dst: '050' })
      }
    }
    return {
      name: `load a menu with ${size.toLocaleString('en')} contexts from the demo provider`,
      rounds: size > 100 ? 2 : 5,
      ours: {
        name: 'the console',
        async run() {
          requests = []
          const { contexts } = await readMenu(client, extension.id)
          if (contexts.length !== size) throw new Error('not as expected')
        },
      },
      reference: {
        name: 'the same requests by fetch',
        async run() {
          if (requests.length === 0) await readMenu(client, extension.id)
          const waiting = requests.splice(0)
          const started = performance.now()
          await Promise.all(
            Array.from({ length: atOnce }, async () => {
              for (let next = waiting.pop(); next; next = waiting.pop()) await (await fetch(next)).json()
            }),
          )
          return performance.now() - started
        },
      },
    }
  })
  return { comparisons, close: () => sandbox.close() }
}
