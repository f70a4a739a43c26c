/** `session.defaultSession`: permissions are all denied, and the system's proxy is what the environment says. */
import type { Session } from 'electron'
import { strict } from './strict.ts'

/** @returns the proxy for an address, as `http://host:port`; null: none. Loopback never goes through one, as in Chromium. */
export function proxyFor(address: string): URL | null {
  const { protocol, hostname } = new URL(address)
  const bypass = ['localhost', '127.0.0.1', '[::1]', ...variable('no_proxy').split(',')].filter(Boolean)
  if (bypass.some((entry) => hostname === entry.trim() || hostname.endsWith(`.${entry.trim().replace(/^\*?\./, '')}`)))
    return null
  return URL.parse(variable(protocol === 'https:' ? 'https_proxy' : 'http_proxy'))
}

const variable = (name: string) => process.env[name] ?? process.env[name.toUpperCase()] ?? ''

const supported = {
  // `chromium.ts` denies every permission before the first page, whatever these say; a program that grants one needs more.
  setPermissionRequestHandler: () => undefined,
  setPermissionCheckHandler: () => undefined,
  resolveProxy: async (url: string) => {
    const proxy = proxyFor(url)
    return proxy ? `${proxy.protocol === 'https:' ? 'HTTPS' : 'PROXY'} ${proxy.host}` : 'DIRECT'
  },
} satisfies Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'resolveProxy'>

export const defaultSession = strict('session', supported) as unknown as Session

export const session = strict('session', { defaultSession })
