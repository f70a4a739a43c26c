import { describe, expect, it } from 'vitest'
import { recogniseNetworkError } from '../../../src-main/http/network-errors'

const chromium = (word: string) => new Error(`net::${word}`)
const node = (code: string, message = code) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })

describe('words of the network stacks', () => {
  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'network.dns', 'notSent'],
    ['ERR_DNS_TIMED_OUT', 'network.dns', 'notSent'],
    ['ERR_INTERNET_DISCONNECTED', 'network.offline', 'notSent'],
    ['ERR_PROXY_CONNECTION_FAILED', 'network.proxy', 'notSent'],
    ['ERR_PROXY_CERTIFICATE_INVALID', 'network.proxy', 'notSent'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'network.proxy', 'notSent'],
    ['ERR_SOCKS_CONNECTION_FAILED', 'network.proxy', 'notSent'],
    ['ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', 'network.proxy', 'notSent'],
    ['ERR_CERT_AUTHORITY_INVALID', 'network.tls', 'notSent'],
    ['ERR_CERT_DATE_INVALID', 'network.tls', 'notSent'],
    ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'network.tls', 'notSent'],
    ['ERR_SSL_PROTOCOL_ERROR', 'network.tls', 'unknown'],
    ['ERR_CONNECTION_REFUSED', 'network.refused', 'notSent'],
    ['ERR_ADDRESS_UNREACHABLE', 'network.refused', 'notSent'],
    ['ERR_CONNECTION_TIMED_OUT', 'network.refused', 'notSent'],
    ['ERR_TIMED_OUT', 'network.timeout', 'unknown'],
    ['ERR_CONNECTION_RESET', 'network.cut', 'unknown'],
    ['ERR_EMPTY_RESPONSE', 'network.cut', 'unknown'],
    ['ERR_NETWORK_CHANGED', 'network.cut', 'unknown'],
    ['ERR_NETWORK_IO_SUSPENDED', 'network.cut', 'unknown'],
    ['ERR_HTTP2_PING_FAILED', 'network.cut', 'unknown'],
  ])('Chromium’s %s is %s, %s', (word, code, delivery) => {
    expect(recogniseNetworkError(chromium(word), true)).toEqual({ code, delivery, reason: word })
  })

  it.each([
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND host', 'network.dns', 'notSent'],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN host', 'network.dns', 'notSent'],
    ['ECONNREFUSED', '', 'network.refused', 'notSent'],
    ['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443', 'network.refused', 'notSent'],
    ['EHOSTUNREACH', 'read EHOSTUNREACH', 'network.cut', 'unknown'],
    ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', 'network.refused', 'notSent'],
    ['ETIMEDOUT', 'read ETIMEDOUT', 'network.timeout', 'unknown'],
    ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', 'network.refused', 'notSent'],
    ['UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error', 'network.timeout', 'unknown'],
    ['UND_ERR_SOCKET', 'other side closed', 'network.cut', 'unknown'],
    ['ECONNRESET', 'read ECONNRESET', 'network.cut', 'unknown'],
    ['EPIPE', 'write EPIPE', 'network.cut', 'unknown'],
    ['SELF_SIGNED_CERT_IN_CHAIN', '', 'network.tls', 'notSent'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'network.tls', 'notSent'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', '', 'network.tls', 'notSent'],
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'network.tls', 'notSent'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', '', 'network.tls', 'notSent'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', '', 'network.tls', 'notSent'],
  ])('Node’s %s (%s) is %s, %s', (code, message, expected, delivery) => {
    expect(recogniseNetworkError(node(code, message), true)).toMatchObject({ code: expected, delivery })
  })

  it('looks into the attempts on several addresses', () => {
    const attempts = new AggregateError([
      Object.assign(new Error('connect ECONNREFUSED ::1'), { code: 'ECONNREFUSED' }),
    ])
    expect(recogniseNetworkError(new TypeError('fetch failed', { cause: attempts }), true).code).toBe('network.refused')
  })

  it('calls what it does not know a cut with an unknown outcome', () => {
    expect(recogniseNetworkError(new Error('something new'), true)).toEqual({
      code: 'network.cut',
      delivery: 'unknown',
      reason: '',
    })
  })

  it('keeps a missing network apart from a refused certificate', () => {
    expect(recogniseNetworkError(chromium('ERR_NAME_NOT_RESOLVED'), false).code).toBe('network.offline')
    expect(recogniseNetworkError(chromium('ERR_CERT_DATE_INVALID'), false).code).toBe('network.tls')
    expect(recogniseNetworkError(chromium('ERR_CONNECTION_RESET'), false).code).toBe('network.cut')
  })
})
