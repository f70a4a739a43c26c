/** Small servers that behave badly on purpose, and what a gateway under test needs around it. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Exchange } from '@shared/domain/exchange'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import type { Clock } from '../../../src-main/http/clock'
import { GatewayFailure, type GatewayRequest } from '../../../src-main/http/gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { testUpload } from './test-upload'

export interface BadProvider {
  baseUrl: string
  /** Requests that arrived. */
  received: { authorization: string | undefined; body: string; at: number }[]
  close(): Promise<void>
}

/** @param tls PEM texts; without them plain http. */
export async function startBadProvider(
  answer: (...args: [...Parameters<RequestListener>, body: string]) => void,
  tls?: { key: string; cert: string },
): Promise<BadProvider> {
  const received: BadProvider['received'] = []
  const listener: RequestListener = (request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      received.push({ authorization: request.headers.authorization, body, at: performance.now() })
      answer(request, response, body)
    })
  }
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `${tls ? 'https' : 'http'}://127.0.0.1:${String(port)}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Time that runs so many times faster, so that pauses of a minute pass in a blink. */
export function createFastClock(factor: number): Clock {
  const start = performance.now()
  return {
    wall: () => Date.now(),
    monotonic: () => (performance.now() - start) * factor,
    after(milliseconds, action) {
      const timer = setTimeout(action, milliseconds / factor)
      return () => clearTimeout(timer)
    },
  }
}

export const testKey = 'S3cr3t-gateway-key'

export function createTestGateway(options: Partial<Parameters<typeof createAxiosGateway>[0]> = {}) {
  const exchanges: Exchange[] = []
  const gateway = createAxiosGateway({
    fetch: globalThis.fetch,
    fetchOnNewConnection: globalThis.fetch,
    upload: testUpload,
    redactor: createRedactor(),
    onExchange: (exchange) => exchanges.push(exchange),
    clock: createFastClock(50),
    ...options,
  })
  return { gateway, exchanges }
}

export const requestTo = (baseUrl: string, details: Partial<GatewayRequest> = {}): GatewayRequest => ({
  accountId: 'account',
  baseUrl,
  method: 'POST',
  path: '/number/v1/GetAttributes',
  authorization: `Bearer ${testKey}`,
  body: { number_code: 74951112233 },
  repeatable: false,
  // Two minutes of the wall's: only tests of silence may meet the timeout, however busy the machine is.
  timeout: 6_000_000,
  ...details,
})

/** @returns the failure of a promise that must fail. */
export async function failureOf(promise: Promise<unknown>): Promise<GatewayFailure> {
  try {
    await promise
  } catch (error) {
    if (error instanceof GatewayFailure) return error
    throw error
  }
  throw new Error('expected a GatewayFailure')
}
