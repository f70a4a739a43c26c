/** `session`: permissions are all denied, the system's proxy is what the environment says, connections can be kept apart. */
import type { Session } from 'electron'
import { fetchThrough } from './network.ts'
import { proxyFor } from './proxy.ts'
import { strict } from './strict.ts'

/** What Node's fetch keeps its connections in. It has no name that a module could import. */
interface Dispatcher {
  destroy(): Promise<void>
}
const globalDispatcher = Symbol.for('undici.globalDispatcher.1')

async function createDispatcher(): Promise<Dispatcher> {
  // The first fetch makes the global one, whose kind is the kind that knows the proxy.
  await fetch('data:,')
  const { constructor } = (globalThis as unknown as Record<symbol, object>)[globalDispatcher] ?? {}
  return new (constructor as new () => Dispatcher)()
}

function createSession(): Session {
  let dispatcher: Promise<Dispatcher> | undefined
  const supported = {
    // `chromium.ts` denies every permission before the first page, whatever these say; a program that grants one needs more.
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    resolveProxy: async (url: string) => {
      const proxy = proxyFor(url)
      return proxy ? `${proxy.protocol === 'https:' ? 'HTTPS' : 'PROXY'} ${proxy.host}` : 'DIRECT'
    },
    fetch: async (input, init) => fetchThrough(await (dispatcher ??= createDispatcher()), input, init),
    async closeAllConnections() {
      const before = await dispatcher
      dispatcher = undefined
      await before?.destroy()
    },
  } satisfies Partial<Session>
  return strict('session', supported) as unknown as Session
}

export const defaultSession = createSession()
const partitions = new Map<string, Session>()

export const session = strict('session', {
  defaultSession,
  fromPartition(name: string): Session {
    const partition = partitions.get(name) ?? createSession()
    partitions.set(name, partition)
    return partition
  },
})
