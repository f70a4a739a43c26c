/** Failures of Node's two HTTP clients in Chromium's words. */
import { proxyFor } from './proxy.ts'

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
  ERR_PROXY_TUNNEL: 'TUNNEL_CONNECTION_FAILED',
}

/** Innermost error of a failed fetch; of several attempts (IPv6, IPv4) the last. */
function rootOf(error: unknown): { code?: string; message?: string; address?: string; port?: number } {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors.at(-1))
  if (error instanceof Error && error.cause) return rootOf(error.cause)
  return error as Error
}

export function toChromiumError(error: unknown, url: string): Error {
  const { code = '', message = '', port } = rootOf(error)
  if (message === 'bad port') return new Error('net::ERR_UNSAFE_PORT')
  if (message === 'socket hang up') return new Error('net::ERR_EMPTY_RESPONSE')
  const proxy = proxyFor(url)
  if (proxy && /HTTP Tunneling|Proxy response/i.test(message)) return new Error('net::ERR_TUNNEL_CONNECTION_FAILED')
  const proxyFailed = proxy && (port === undefined ? code === 'ENOTFOUND' : port === Number(proxy.port || 80))
  if (proxyFailed) return new Error('net::ERR_PROXY_CONNECTION_FAILED')
  const name = chromiumErrors[code] ?? (code.startsWith('ERR_SSL') ? 'SSL_PROTOCOL_ERROR' : undefined)
  // A failure that nobody has mapped shows itself whole, instead of passing for one of Chromium's.
  return name ? new Error(`net::ERR_${name}`) : new Error(`no Chromium error is known for ${code}`, { cause: error })
}

/** Whether a connection of fetch was lost in the middle of an answer. */
export const isCut = (error: unknown): boolean => rootOf(error).code === 'UND_ERR_SOCKET'

/** What Chromium says of an answer whose end is missing. */
export const cutAnswer = (isChunked: boolean): Error =>
  new Error(isChunked ? 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' : 'net::ERR_CONTENT_LENGTH_MISMATCH')
