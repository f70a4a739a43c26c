/** `protocol`: Chromium knows no `app://`, so `app://host/path` is served as `https://host.app.invalid/path`. */
import type { CustomScheme, Protocol } from 'electron'
import type { Route } from 'playwright-core'
import { beLate } from './latency.ts'
import { strict } from './strict.ts'

type Handler = (request: Request) => Response | Promise<Response>

const schemes = new Set<string>()
const handlers = new Map<string, Handler>()

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(registered: CustomScheme[]) {
    for (const { scheme, privileges } of registered) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error('The stand-in runtime serves standard, secure schemes only.')
      schemes.add(scheme)
    }
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>) {
    if (!schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered before Electron was ready.`)
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
}) satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>

/** @returns the address under which Chromium loads an address of the program; others are left as they are. */
export function toBrowserUrl(address: string): string {
  const url = URL.parse(address)
  const scheme = url?.protocol.slice(0, -1)
  if (!url || !scheme || !schemes.has(scheme)) return address
  return `https://${url.host}.${scheme}.invalid${url.pathname}${url.search}${url.hash}`
}

/** @returns the address as the program knows it: the way back of `toBrowserUrl`. */
export function toProgramUrl(address: string): string {
  const url = URL.parse(address)
  const [, host, scheme] = /^(.*)\.([^.]+)\.invalid$/.exec(url?.host ?? '') ?? []
  if (!url || url.protocol !== 'https:' || !host || !scheme || !schemes.has(scheme)) return address
  return `${scheme}://${host}${url.pathname}${url.search}${url.hash}`
}

/** Answers a request of the page from the handler of its scheme. @returns false when there is none. */
export async function serve(route: Route): Promise<boolean> {
  const request = route.request()
  const url = toProgramUrl(request.url())
  const handler = handlers.get(url.slice(0, url.indexOf(':')))
  if (!handler) return false
  const response = await handler(new Request(url, { method: request.method(), headers: await request.allHeaders() }))
  if (request.resourceType() === 'script') await beLate()
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
  return true
}
