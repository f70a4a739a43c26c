/** The one server of all demo providers: loopback only, random port; ledger and faults apply to each of them. */
import { createServer, STATUS_CODES, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { readBody } from './body'
import type { FaultSource, Trouble } from './faults'
import type { LedgerEntry, LedgerWriter } from './ledger'
import type { Provider, ProviderAnswer, ProviderRequest } from './provider'

export interface ServerOptions {
  providers: Provider[]
  ledger: LedgerWriter
  faults: FaultSource
  /** 0: any free port. */
  port: number
  /** PEM texts; without them the server speaks plain HTTP. */
  tls?: { key: string; cert: string }
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  origin: string
  /** Cuts every connection; requests that still wait are not acted on. */
  close(): Promise<void>
}

/** @throws the system's error when the port cannot be had. */
export async function startServer({ providers, ledger, faults, port, tls }: ServerOptions): Promise<RunningServer> {
  const closing = new AbortController()
  const listener: RequestListener = (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      // Most often the client went away while it sent; else it is a mistake of the sandbox and must be seen.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`sandbox: ${String(error)}`)
    })
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.keepAliveTimeout = 60_000

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    // Reading half of a body takes the request off its socket.
    const { socket } = incoming
    const method = incoming.method ?? ''
    const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s)
    const bodyFault = faults.meetBody({ method, path })
    const received = await readBody(incoming, bodyFault)
    const body = received?.text ?? ''
    const entry = ledger.open({ method, path, query, headers: flat(incoming.headers), body })
    if (!received) {
      entry.fault = 'cutUpload'
      return cut()
    }
    const trouble = faults.meet({ method, path, body })
    entry.fault = trouble.fault?.kind ?? (trouble.delay > 0 ? 'latency' : (bodyFault?.kind ?? null))
    if (trouble.delay > 0) await pause(trouble.delay, closing.signal)
    if (closing.signal.aborted) return
    if (trouble.fault?.kind === 'silence') return ledger.settle(entry, null)

    const provider = providers.find(({ prefix }) => path.startsWith(`${prefix}/`))
    const { authorization, host = '' } = incoming.headers
    const request: ProviderRequest = {
      method,
      host,
      path: path.slice(provider?.prefix.length),
      query,
      authorization,
      body,
      parts: received.parts,
    }
    const answer = refusedByFault(trouble, provider) ?? act()
    if (trouble.fault?.kind === 'cutBefore' || trouble.fault?.kind === 'cutAfter') return cut()
    finish(response, entry, spoiled(answer, trouble))

    function act(): ProviderAnswer {
      const { fault } = trouble
      if (fault?.kind === 'changedBehind') fault.change()
      if (fault?.kind === 'tokenExpired') provider?.endToken?.(request, 'expired')
      if (fault?.kind === 'tokenRevoked') provider?.endToken?.(request, 'revoked')
      const result = provider?.answer(request)
      entry.acted = result?.acted ?? false
      return result ?? { status: 404, body: '', headers: {}, acted: false }
    }

    function cut(): void {
      ledger.settle(entry, null)
      socket.destroy()
    }
  }

  function finish(response: ServerResponse, entry: LedgerEntry, answer: Omit<ProviderAnswer, 'acted'>): void {
    // A client that has left gets nothing, whatever the method did.
    ledger.settle(entry, response.destroyed ? null : answer)
    const length = Buffer.byteLength(answer.body)
    response.writeHead(answer.status, { ...answer.headers, 'content-length': length })
    response.end(answer.body)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port')

  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The answer of a fault that keeps the request from the provider. */
function refusedByFault({ fault }: Trouble, provider: Provider | undefined): ProviderAnswer | null {
  switch (fault?.kind) {
    case 'status': {
      const { status, retryAfter } = fault
      const reason = STATUS_CODES[status] ?? ''
      const own = provider?.faultAnswer?.({ status, reason }) ?? {
        body: JSON.stringify({ error: reason }),
        headers: { 'content-type': 'application/json' },
      }
      const headers = { ...own.headers, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) }
      return { status, body: fault.body ?? own.body, headers, acted: false }
    }
    case 'html':
      return {
        status: 200,
        body: '<!doctype html><html><head><title>Sign in to the network</title></head><body>Sign in</body></html>',
        headers: { 'content-type': 'text/html; charset=utf-8' },
        acted: false,
      }
    case 'cutBefore':
      return { status: 0, body: '', headers: {}, acted: false }
    default:
      return null
  }
}

/** The provider's answer as a fault leaves it. */
function spoiled(answer: ProviderAnswer, { fault }: Trouble): ProviderAnswer {
  switch (fault?.kind) {
    case 'truncatedJson':
      return { ...answer, body: answer.body.slice(0, Math.max(1, Math.floor(answer.body.length / 2))) }
    case 'brokenJson':
      return { ...answer, body: '{"numbers": [,], \u0000' }
    case 'wrongShape':
      return { ...answer, body: '["unexpected"]' }
    case 'rewritten':
      return { ...answer, body: fault.rewrite(answer.body) }
    default:
      return answer
  }
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** Resolves after `ms`, or at once when `signal` aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}
