/** `net`: Node's fetch, whose failures are told in Chromium's words. */
import type { Net } from 'electron'
import { proxyFor } from './proxy.ts'
import { strict } from './strict.ts'

/** Codes of Node, OpenSSL and undici → Chromium's (net/base/net_error_list.h). */
const chromiumErrors: Record<string, string> = {
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  EAI_FAIL: 'NAME_NOT_RESOLVED',
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  ECONNABORTED: 'CONNECTION_ABORTED',
  ETIMEDOUT: 'CONNECTION_TIMED_OUT',
  EHOSTUNREACH: 'ADDRESS_UNREACHABLE',
  ENETUNREACH: 'INTERNET_DISCONNECTED',
  ENETDOWN: 'INTERNET_DISCONNECTED',
  EADDRNOTAVAIL: 'ADDRESS_INVALID',
  UND_ERR_CONNECT_TIMEOUT: 'CONNECTION_TIMED_OUT',
  UND_ERR_HEADERS_TIMEOUT: 'TIMED_OUT',
  UND_ERR_BODY_TIMEOUT: 'TIMED_OUT',
  UND_ERR_SOCKET: 'EMPTY_RESPONSE',
  HPE_INVALID_CONSTANT: 'INVALID_HTTP_RESPONSE',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERT_AUTHORITY_INVALID',
  CERT_HAS_EXPIRED: 'CERT_DATE_INVALID',
  CERT_NOT_YET_VALID: 'CERT_DATE_INVALID',
  CERT_REVOKED: 'CERT_REVOKED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERT_COMMON_NAME_INVALID',
  EPROTO: 'SSL_PROTOCOL_ERROR',
}

/** Innermost error of a failed fetch; of several attempts (IPv6, IPv4) the last. */
function rootOf(error: unknown): { code?: string; message?: string; address?: string; port?: number } {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors.at(-1))
  if (error instanceof Error && error.cause) return rootOf(error.cause)
  return error as Error
}

function toChromiumError(error: unknown, url: string): Error {
  const { code = '', message = '', port } = rootOf(error)
  if (message === 'bad port') return new Error('net::ERR_UNSAFE_PORT')
  const proxy = proxyFor(url)
  if (proxy && /HTTP Tunneling|Proxy response/i.test(message)) return new Error('net::ERR_TUNNEL_CONNECTION_FAILED')
  const proxyFailed = proxy && (port === undefined ? code === 'ENOTFOUND' : port === Number(proxy.port || 80))
  if (proxyFailed) return new Error('net::ERR_PROXY_CONNECTION_FAILED')
  const name = chromiumErrors[code] ?? (code.startsWith('ERR_SSL') ? 'SSL_PROTOCOL_ERROR' : undefined)
  // A failure that nobody has mapped shows itself whole, instead of passing for one of Chromium's.
  return name ? new Error(`net::ERR_${name}`) : new Error(`no Chromium error is known for ${code}`, { cause: error })
}

/** The body as it comes; a connection lost in its middle is Chromium's error as well. */
function translateBody(response: Response, url: string): ReadableStream<Uint8Array> | null {
  const reader = response.body?.getReader()
  if (!reader) return null
  const isChunked = response.headers.get('transfer-encoding') === 'chunked'
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        if (isAbort(error)) throw error
        const isCut = rootOf(error).code === 'UND_ERR_SOCKET'
        const cut = isChunked ? 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' : 'net::ERR_CONTENT_LENGTH_MISMATCH'
        throw isCut ? new Error(cut) : toChromiumError(error, url)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const isAbort = (error: unknown) => error instanceof DOMException

/** @param dispatcher what the connections are kept in; undefined: in what Node keeps its own in */
export async function fetchThrough(
  dispatcher: object | undefined,
  ...[input, init]: Parameters<Net['fetch']>
): Promise<Response> {
  const request = new Request(input, init)
  try {
    // Node's own types do not know of this option of its fetch.
    const response = await fetch(request, dispatcher && ({ dispatcher } as RequestInit))
    return new Response(translateBody(response, request.url), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    })
  } catch (error) {
    if (isAbort(error) || request.signal.aborted) throw error
    throw toChromiumError(error, request.url)
  }
}

export const net = strict('net', {
  fetch: (input: Parameters<Net['fetch']>[0], init?: RequestInit) => fetchThrough(undefined, input, init),
  isOnline: () => true,
}) satisfies Pick<Net, 'fetch' | 'isOnline'>
