/** The system's proxy, as the environment says it. */

/** @returns the proxy for an address, as `http://host:port`; null: none. Loopback never goes through one, as in Chromium. */
export function proxyFor(address: string): URL | null {
  const { protocol, hostname } = new URL(address)
  const bypass = ['localhost', '127.0.0.1', '[::1]', ...variable('no_proxy').split(',')].filter(Boolean)
  if (bypass.some((entry) => hostname === entry.trim() || hostname.endsWith(`.${entry.trim().replace(/^\*?\./, '')}`)))
    return null
  return URL.parse(variable(protocol === 'https:' ? 'https_proxy' : 'http_proxy'))
}

const variable = (name: string) => process.env[name] ?? process.env[name.toUpperCase()] ?? ''
