/** Twin's addresses: each service has one in front of the host and one behind it, and the documents use both. */

const services = ['iam', 'cis', 'analyse', 'bot'] as const
/** Sign-in, telephony, statistics, scenarios. */
export type TwinService = (typeof services)[number]

/** `https://cis.twin24.ai/api/v1` is the same as `https://twin24.ai/cis/api/v1`. */
interface TwinAddress {
  /** Whether the service stands in the host or in the path. */
  form: 'host' | 'path'
  protocol: string
  /** With its port, without a service. */
  host: string
  /** What a white-label installation has before the service; begins with `/`, or is empty. */
  folder: string
}

const serviceNames = services.join('|')
const inPath = new RegExp(`/(?:${serviceNames})$`)
const inHost = new RegExp(`^(?:${serviceNames})\\.(?=.+\\.)`)

/**
 * Reads the account's one address, however it was copied: `https://twin24.ai`, or an address of any service in either form.
 * A bare host is asked by path, which every installation is known to answer. The mixture of both forms that one page shows
 * by mistake is read as the path form.
 */
function readAddress(baseUrl: string): TwinAddress {
  const { protocol, host, pathname } = new URL(baseUrl)
  const path = pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')
  const isHostForm = inHost.test(host) && !inPath.test(path)
  return {
    form: isHostForm ? 'host' : 'path',
    protocol,
    host: host.replace(inHost, ''),
    folder: path.replace(inPath, ''),
  }
}

/** @returns the base URL of a service, without a slash at its end */
export function serviceUrl(baseUrl: string, service: TwinService): string {
  const { form, protocol, host, folder } = readAddress(baseUrl)
  return form === 'host'
    ? `${protocol}//${service}.${host}${folder}/api/v1`
    : `${protocol}//${host}${folder}/${service}/api/v1`
}

export const isTwinService = (name: string): name is TwinService => (services as readonly string[]).includes(name)
