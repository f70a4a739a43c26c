/** One table from the words of the two network stacks, Chromium's and Node's, to what they mean to an operator. */
import type { ErrorCode } from '@shared/domain/app-error'
import type { Delivery } from './gateway'

type NetworkCode = Extract<ErrorCode, `network.${string}`>

interface NetworkTrouble {
  code: NetworkCode
  delivery: Extract<Delivery, 'notSent' | 'unknown'>
  /** The stack's own word, such as `ERR_CERT_AUTHORITY_INVALID`. */
  reason: string
}

/**
 * The first row that matches wins. `notSent` only where the stack fails before it writes the request:
 * what could also happen later is `unknown`, because a write sent twice is worse than a read too many.
 * Chromium's names: net/base/net_error_list.h. Node's: node:dns, libuv, OpenSSL verification, undici.
 */
const table: readonly [words: RegExp, code: NetworkCode, delivery: NetworkTrouble['delivery']][] = [
  [/\bERR_INTERNET_DISCONNECTED\b/, 'network.offline', 'notSent'],
  [
    /\bERR_(?:PROXY_\w+|TUNNEL_CONNECTION_FAILED|SOCKS_\w+|\w*_PROXY_\w+|NO_SUPPORTED_PROXIES|PAC_\w+)\b/,
    'network.proxy',
    'notSent',
  ],
  [
    /\b(?:ERR_(?:NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_\w+|ICANN_NAME_COLLISION)|ENOTFOUND|EAI_\w+|ENODATA)\b/,
    'network.dns',
    'notSent',
  ],
  [
    /\bERR_(?:CERT_\w+|CERTIFICATE_TRANSPARENCY_REQUIRED|SSL_(?:VERSION_OR_CIPHER_MISMATCH|PINNED_\w+|OBSOLETE_\w+|UNRECOGNIZED_NAME_ALERT|WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|KEY_USAGE_INCOMPATIBLE|CLIENT_AUTH_\w+)|TLS_CERT_\w+)\b/,
    'network.tls',
    'notSent',
  ],
  [
    /\b(?:(?:DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|UNABLE_TO_(?:VERIFY|GET|DECRYPT|DECODE)_\w+|CERT_(?:HAS_EXPIRED|NOT_YET_VALID|REVOKED|UNTRUSTED|REJECTED|SIGNATURE_FAILURE|CHAIN_TOO_LONG)|CRL_\w+|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED)\b/,
    'network.tls',
    'notSent',
  ],
  [/\b(?:ERR_SSL_\w+|ERR_BAD_SSL_\w+|ERR_ECH_\w+|EPROTO)\b/, 'network.tls', 'unknown'],
  [/\b(?:ERR_CONNECTION_REFUSED|ECONNREFUSED)\b/, 'network.refused', 'notSent'],
  [
    /\b(?:ERR_(?:CONNECTION_FAILED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|CONNECTION_TIMED_OUT|UNSAFE_PORT|BLOCKED_BY_\w+|NETWORK_ACCESS_DENIED)|UND_ERR_CONNECT_TIMEOUT|connect (?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES))\b/,
    'network.refused',
    'notSent',
  ],
  [/\b(?:ERR_TIMED_OUT|ETIMEDOUT|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)\b/, 'network.timeout', 'unknown'],
]

/**
 * Names a failed fetch. What the table does not know is a connection cut at an unknown moment.
 * @param online what the system says about the network; tells a missing network from a missing name.
 */
export function recogniseNetworkError(error: unknown, online: boolean): NetworkTrouble {
  const words = wordsOf(error)
  const row = table.find(([pattern]) => pattern.test(words))
  if (!row)
    return {
      code: 'network.cut',
      delivery: 'unknown',
      reason: /\b(?:ERR_\w+|E[A-Z]{3,}|UND_ERR_\w+)\b/.exec(words)?.[0] ?? '',
    }
  const [pattern, code, delivery] = row
  const reason = pattern.exec(words)?.[0] ?? ''
  if (!online && (code === 'network.dns' || code === 'network.refused' || code === 'network.proxy'))
    return { code: 'network.offline', delivery, reason }
  return { code, delivery, reason }
}

/** Codes and messages along the chain of causes; fetch hides the true one two levels down. */
function wordsOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 8) return ''
  const code = 'code' in error ? String(error.code) : ''
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : []
  return [code, error.message, ...[error.cause, ...inner].map((cause) => wordsOf(cause, depth + 1))].join('\n')
}
